// Fetches and deletes a whole mailbox over POP3.
import { headOf, pool } from "../load/corpus.ts";
import { fillInbox } from "../load/imap.ts";
import { Pop3Client } from "../load/pop3.ts";
import { cpuSeconds, settle } from "../processes.ts";
import { endpoint, userName } from "../target.ts";
import { scenario } from "./scenario.ts";

const defaults = { n: 1000, bytes: 4096, seed: 6 };
const user = 1;

export const pop3Drain = scenario("pop3-drain", defaults, async (target, params) => {
  const bodies = pool(params.seed, params.bytes, 64);
  const make = (n: number) =>
    Buffer.concat([headOf(params.seed, n, userName(target, user)), bodies[n % bodies.length] ?? Buffer.alloc(0)]);
  await fillInbox(target, user, { count: params.n, make });
  await settle(target);

  const cpu = cpuSeconds(target);
  const startMs = performance.now();
  const client = await Pop3Client.open(endpoint(target.pop3));
  await client.command(`USER ${userName(target, user)}`);
  await client.command(`PASS ${target.password}`);
  const count = Number((await client.command("STAT")).split(" ")[1]);
  if (count !== params.n) throw new Error(`POP3 shows ${count} of ${params.n}`);
  await client.command("UIDL", { multiLine: true });
  const listedMs = performance.now();
  for (let number = 1; number <= count; number++) {
    await client.command(`RETR ${number}`, { multiLine: true });
    await client.command(`DELE ${number}`);
  }
  const fetchedMs = performance.now();
  await client.command("QUIT");
  const endMs = performance.now();
  client.destroy();
  await settle(target);
  return {
    letters_per_s: count / ((endMs - startMs) / 1000),
    sign_in_list_ms: listedMs - startMs,
    retr_dele_ms: fetchedMs - listedMs,
    quit_ms: endMs - fetchedMs,
    cpu_ms_per_letter: ((cpuSeconds(target) - cpu) * 1000) / count,
  };
});
