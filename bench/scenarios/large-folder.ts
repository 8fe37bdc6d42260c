// Ours only: a folder of `n` letters in the web application. The first page of its list over JMAP, cold and warm, and how
// long the server takes from its start until every door answers.
import { readFileSync } from "node:fs";
import { headOf, pool } from "../load/corpus.ts";
import { fillInbox } from "../load/imap.ts";
import { JmapClient } from "../load/jmap.ts";
import { settle } from "../processes.ts";
import { median, percentile } from "../statistics.ts";
import { control, type Target, userName } from "../target.ts";
import { scenario } from "./scenario.ts";

const defaults = { n: 100_000, bytes: 4096, pages: 100, restarts: 3, seed: 7 };
const user = 2;
const rows = 50;

export const largeFolder = scenario("large-folder", defaults, async (target, params) => {
  const bodies = pool(params.seed, params.bytes, 1000);
  const make = (n: number) =>
    Buffer.concat([headOf(params.seed, n, userName(target, user)), bodies[n % bodies.length] ?? Buffer.alloc(0)]);
  const startMs = performance.now();
  await fillInbox(target, user, { count: params.n, make });
  const appendSeconds = (performance.now() - startMs) / 1000;
  await settle(target, 600);

  const ready: number[] = [];
  const cold: number[] = [];
  for (let turn = 0; turn < params.restarts; turn++) {
    control(target, "restart");
    ready.push(readyMs(target));
    const client = await JmapClient.signIn(target, user);
    cold.push(await page(client, await client.inbox(), params.n));
    client.close();
  }
  const client = await JmapClient.signIn(target, user);
  const inbox = await client.inbox();
  const warm: number[] = [];
  for (let turn = 0; turn < params.pages; turn++) warm.push(await page(client, inbox, params.n));
  return {
    append_per_s: params.n / appendSeconds,
    ready_ms: median(ready),
    ready_worst_ms: Math.max(...ready),
    jmap_page_cold_ms: median(cold),
    jmap_page_p50_ms: percentile(warm, 50),
    jmap_page_p99_ms: percentile(warm, 99),
  };
});

async function page(client: JmapClient, inbox: string, wanted: number): Promise<number> {
  const { ids, letters, total, ms } = await client.firstPage(inbox, rows);
  const full = Math.min(rows, wanted);
  if (ids !== full || letters !== full || total !== wanted)
    throw new Error(`JMAP: ${ids}, ${letters} of ${total} letters`);
  return ms;
}

/** Written by the target's restart command: from its start until every door answers. */
function readyMs(target: Target): number {
  if (target.readyFile === null) throw new Error(`${target.name} does not say when it was ready`);
  return Number(readFileSync(target.readyFile, "utf8"));
}
