// Many signed-in IDLE connections: memory for each, and how long after the 250 of SMTP one of them is told EXISTS.
import { setTimeout as sleep } from "node:timers/promises";
import { headOf, pool } from "../load/corpus.ts";
import { ImapClient } from "../load/imap.ts";
import { SmtpClient } from "../load/smtp.ts";
import { spread } from "../load/spread.ts";
import { cpuSeconds, processCount, pssMiB } from "../processes.ts";
import { percentile } from "../statistics.ts";
import { endpoint, type Target, userName } from "../target.ts";
import { scenario } from "./scenario.ts";

/** `tls`: 1 = TLS from the first octet. `settleSeconds` lets a server put idle clients to sleep. */
const defaults = { connections: 1000, n: 30, settleSeconds: 90, tls: 0, seed: 5 };
const patienceMs = 40_000;

export const idle = scenario("idle", defaults, async (target, params) => {
  const at = params.tls ? endpoint(target.imaps ?? "", true) : endpoint(target.imap);
  // What the first sign-in of a person leaves in memory (a remembered password, a loaded view) is no cost of a connection.
  await spread(Math.min(params.connections, target.users), 20, async (user) => {
    const client = await ImapClient.signIn(target, user);
    await client.select();
    await client.logout();
  });
  const before = pssMiB(target);
  const clients: ImapClient[] = [];
  const seconds = await spread(params.connections, 20, async (number) => {
    const client = await ImapClient.signIn(target, number, at);
    await client.select();
    const { ended } = await client.idle();
    ended.catch(() => {}); // ended by closing the socket
    clients[number] = client;
  });
  const fresh = pssMiB(target);
  const cpu = cpuSeconds(target);
  await sleep(params.settleSeconds * 1000);
  const idleCpu = (cpuSeconds(target) - cpu) / params.settleSeconds;
  const settled = pssMiB(target);
  const processes = processCount(target);

  // User 0 may idle on several connections; the last of them is the witness.
  const witness = clients.findLast((_, number) => number % target.users === 0);
  if (!witness) throw new Error("no connection of user 0");
  const lags = await existsLags(target, { witness, n: params.n, seed: params.seed });
  for (const client of clients) client.destroy();
  const told = lags.filter(Number.isFinite);
  const kibPerConnection = (mib: number) => ((mib - before) * 1024) / params.connections;
  return {
    opened_per_s: params.connections / seconds,
    kib_per_connection: kibPerConnection(settled),
    fresh_kib_per_connection: kibPerConnection(fresh),
    base_mib: before,
    settled_mib: settled,
    processes,
    idle_cpu_share: idleCpu,
    exists_p50_ms: percentile(told, 50),
    exists_p99_ms: percentile(told, 99),
    exists_lost: lags.length - told.length,
  };
});

/** Milliseconds from 250 to EXISTS for each letter sent; Infinity = never told. */
async function existsLags(target: Target, { witness, n, seed }: { witness: ImapClient; n: number; seed: number }) {
  const [letter = Buffer.alloc(0)] = pool(seed, 4096, 1);
  const to = userName(target, 0);
  const sender = await SmtpClient.open(endpoint(target.smtp));
  const lags: number[] = [];
  for (let turn = 0; turn < n; turn++) {
    const told = Promise.withResolvers<number>();
    witness.onUntagged = (line) => {
      if (line.endsWith(" EXISTS")) told.resolve(performance.now());
    };
    await sender.send("canbo@sonoivu.gov.vn", [to], [headOf(seed, turn, to), letter]);
    const acceptedMs = performance.now();
    const toldMs = await Promise.race([told.promise, sleep(patienceMs, Number.POSITIVE_INFINITY)]);
    lags.push(Math.max(0, toldMs - acceptedMs));
    await sleep(100);
  }
  await sender.quit();
  return lags;
}
