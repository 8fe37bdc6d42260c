// What a mail program does on opening: sign in, select, list the newest 50, read one, mark it seen, leave. One session a
// connection.
import { pool } from "../load/corpus.ts";
import { fillInbox, ImapClient } from "../load/imap.ts";
import { spread } from "../load/spread.ts";
import { cpuSeconds, settle } from "../processes.ts";
import { percentile } from "../statistics.ts";
import type { Target } from "../target.ts";
import { scenario } from "./scenario.ts";

const defaults = { clients: 20, n: 1000, users: 100, letters: 100, bytes: 4096, seed: 2 };
const page = 50;

export const imapSession = scenario("imap-session", defaults, async (target, params) => {
  const bodies = pool(params.seed, params.bytes, params.letters);
  await spread(params.users, 4, (user) =>
    fillInbox(target, user, { count: params.letters, make: (n) => bodies[n] ?? Buffer.alloc(0) }),
  );
  const times: number[] = [];
  const session = async (number: number) => {
    const startMs = performance.now();
    await openReadLeave(target, number % params.users, number);
    times.push(performance.now() - startMs);
  };
  await spread(params.users, Math.min(params.clients, 10), session); // warm-up: every mailbox once
  times.length = 0;
  await settle(target);
  const cpu = cpuSeconds(target);
  const seconds = await spread(params.n, params.clients, session);
  return {
    sessions_per_s: params.n / seconds,
    session_p50_ms: percentile(times, 50),
    session_p99_ms: percentile(times, 99),
    cpu_ms_per_session: ((cpuSeconds(target) - cpu) * 1000) / params.n,
  };
});

async function openReadLeave(target: Target, user: number, turn: number): Promise<void> {
  const client = await ImapClient.signIn(target, user);
  const { exists } = await client.select();
  const first = Math.max(1, exists - page + 1);
  const { count } = await client.command(`FETCH ${first}:${exists} (FLAGS ENVELOPE)`);
  if (count < exists - first + 1) throw new Error(`only ${count} of ${exists - first + 1} listed`);
  const which = exists - ((turn * 7) % Math.min(page, exists));
  await client.command(`FETCH ${which} BODY.PEEK[]`);
  await client.command(`STORE ${which} +FLAGS (\\Seen)`);
  await client.logout();
}
