// One mailbox of `n` letters: listed for the first time, after a restart, and warm; searched, threaded and sorted.
import { setTimeout as sleep } from "node:timers/promises";
import { headOf, pool } from "../load/corpus.ts";
import { planted } from "../load/corpus-words.ts";
import { fillInbox, ImapClient, type Parts } from "../load/imap.ts";
import { median } from "../statistics.ts";
import { control, type Target, userName } from "../target.ts";
import { type Figures, scenario } from "./scenario.ts";

const defaults = { n: 20_000, bytes: 4096, warm: 3, seed: 3 };

export const imapBigbox = scenario("imap-bigbox", defaults, async (target, params) => {
  const figures: Figures = {};
  const bodies = pool(params.seed, params.bytes, 1000); // a multiple of the planted rates
  const make = (n: number) =>
    Buffer.concat([headOf(params.seed, n, userName(target, 0)), bodies[n % bodies.length] ?? Buffer.alloc(0)]);
  const startMs = performance.now();
  await fillInbox(target, 0, { count: params.n, make });
  figures.append_per_s = params.n / ((performance.now() - startMs) / 1000);
  figures.index_wait_s = await indexWait(target);

  control(target, "restart");
  note(figures, "first", await list(target, params.n)); // never listed before
  control(target, "restart");
  note(figures, "cold", await list(target, params.n)); // listed before; the page cache is kept
  const warm: Listing[] = [];
  for (let turn = 0; turn < params.warm; turn++) warm.push(await list(target, params.n));
  note(figures, "warm", {
    select_ms: median(warm.map((listing) => listing.select_ms)),
    flags_ms: median(warm.map((listing) => listing.flags_ms)),
    envelope_ms: median(warm.map((listing) => listing.envelope_ms)),
  });
  await searches(target, params, figures);
  return figures;
});

interface Listing {
  readonly select_ms: number;
  readonly flags_ms: number;
  readonly envelope_ms: number;
}

function note(figures: Figures, when: string, listing: Listing): void {
  for (const [name, ms] of Object.entries(listing)) figures[`${when}_${name}`] = ms;
}

/** The first search waits until the full-text index, if there is one, has caught up. */
async function indexWait(target: Target): Promise<number> {
  const client = await ImapClient.signIn(target, 0);
  await client.select();
  const { ms } = await client.command("SEARCH TEXT zzzkhongco");
  await client.logout();
  return ms / 1000;
}

/** A restarted server may need a moment. */
async function signInPatiently(target: Target): Promise<ImapClient> {
  for (let tries = 0; ; tries++) {
    try {
      return await ImapClient.signIn(target, 0);
    } catch (error) {
      if (tries > 100) throw error;
      await sleep(50);
    }
  }
}

async function list(target: Target, wanted: number): Promise<Listing> {
  const client = await signInPatiently(target);
  const select = await client.select();
  if (select.exists !== wanted) throw new Error(`${select.exists} letters, wanted ${wanted}`);
  const flags = await client.command("UID FETCH 1:* (FLAGS)");
  const envelope = await client.command("FETCH 1:* (ENVELOPE BODYSTRUCTURE INTERNALDATE RFC822.SIZE)");
  if (flags.count < wanted || envelope.count < wanted) throw new Error("short FETCH");
  await client.logout();
  return { select_ms: select.ms, flags_ms: flags.ms, envelope_ms: envelope.ms };
}

async function searches(target: Target, { n, warm }: typeof defaults, figures: Figures): Promise<void> {
  const client = await signInPatiently(target);
  await client.select();
  const timed = async (name: string, parts: Parts, wanted?: number) => {
    const result = await search(client, parts, warm);
    figures[`${name}_ms`] = result?.ms ?? null;
    if (wanted !== undefined)
      Object.assign(figures, { [`${name}_hits`]: result?.hits ?? null, [`${name}_wanted`]: wanted });
  };
  for (const [name, key] of [
    ["subject", "SUBJECT"],
    ["body", "TEXT"],
  ] as const) {
    const { word, plain, every } = planted[name];
    const wanted = Math.ceil(n / every);
    await timed(`search_${name}`, [`SEARCH CHARSET UTF-8 ${key} `, Buffer.from(word)], wanted);
    await timed(`search_${name}_plain`, `SEARCH CHARSET UTF-8 ${key} "${plain}"`, wanted);
  }
  await timed("thread", "THREAD REFERENCES UTF-8 ALL");
  await timed("sort_date", "SORT (REVERSE DATE) UTF-8 ALL");
  await timed("sort_subject", "SORT (SUBJECT) UTF-8 ALL");
  await client.logout();
}

/** Null = the server does not know the command. */
async function search(client: ImapClient, parts: Parts, times: number): Promise<{ ms: number; hits: number } | null> {
  const ms: number[] = [];
  let hits = 0;
  try {
    for (let turn = 0; turn < times; turn++) {
      const reply = await client.command(parts, { keep: true });
      ms.push(reply.ms);
      const found = reply.lines.find((line) => line.startsWith("* SEARCH")) ?? "* SEARCH";
      hits = found.trim().split(" ").length - 2;
    }
  } catch (error) {
    if (error instanceof Error && / (BAD|NO) /.test(error.message)) return null;
    throw error;
  }
  return { ms: median(ms), hits };
}
