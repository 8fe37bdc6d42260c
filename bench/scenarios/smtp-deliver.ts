// SMTP in until visible over IMAP, and the server's CPU for it, indexing afterwards included. Letters go in turn to
// `users` mailboxes; with `recipients` > 1 each goes to the same first mailboxes.
import { setTimeout as sleep } from "node:timers/promises";
import { headOf, pool } from "../load/corpus.ts";
import { ImapClient } from "../load/imap.ts";
import { SmtpClient } from "../load/smtp.ts";
import { spread } from "../load/spread.ts";
import { cpuSeconds, settle } from "../processes.ts";
import { percentile } from "../statistics.ts";
import { endpoint, type Target, userName } from "../target.ts";
import { scenario } from "./scenario.ts";

const defaults = { senders: 10, n: 1000, bytes: 4096, recipients: 1, users: 100, seed: 1 };
type Params = typeof defaults;

const patienceMs = 600_000;

export const smtpDeliver = scenario("smtp-deliver", defaults, async (target, params) => {
  const users = Math.max(params.users, params.recipients);
  const mailboxesOf = (letter: number): number[] =>
    params.recipients > 1 ? Array.from({ length: params.recipients }, (_, n) => n) : [letter % users];
  const bodies = pool(params.seed, params.bytes, Math.min(params.n, params.bytes > 500_000 ? 16 : 64));
  await warmUp(target, users, params.seed);
  const watch = await Watch.open(target, users);
  const senders = await Promise.all(
    Array.from({ length: params.senders }, () => SmtpClient.open(endpoint(target.smtp))),
  );
  await settle(target, 10);

  const latencies: number[] = [];
  const cpu = cpuSeconds(target);
  const startMs = performance.now();
  const acceptSeconds = await spread(params.n, params.senders, async (letter, worker) => {
    const to = mailboxesOf(letter).map((user) => userName(target, user));
    const pieces = [headOf(params.seed, letter, to[0] ?? ""), bodies[letter % bodies.length] ?? Buffer.alloc(0)];
    const ms = await senders[worker]?.send(`canbo${letter % 500}@sonoivu.gov.vn`, to, pieces);
    latencies.push(ms ?? Number.NaN);
  });
  await watch.until(expectedPerUser(params, users, mailboxesOf));
  const visibleSeconds = (performance.now() - startMs) / 1000;
  await settle(target);
  const copies = params.n * params.recipients;
  return {
    accepted_per_s: params.n / acceptSeconds,
    visible_per_s: copies / visibleSeconds,
    final250_p50_ms: percentile(latencies, 50),
    final250_p99_ms: percentile(latencies, 99),
    cpu_ms_per_copy: ((cpuSeconds(target) - cpu) * 1000) / copies,
  };
});

function expectedPerUser({ n }: Params, users: number, mailboxesOf: (letter: number) => number[]): number[] {
  const expected = new Array<number>(users).fill(0);
  for (let letter = 0; letter < n; letter++)
    for (const user of mailboxesOf(letter)) expected[user] = (expected[user] ?? 0) + 1;
  return expected;
}

/** Every mailbox exists and has been delivered to before the clock starts. */
async function warmUp(target: Target, users: number, seed: number): Promise<void> {
  const [letter = Buffer.alloc(0)] = pool(seed + 1000, 2048, 1);
  const sender = await SmtpClient.open(endpoint(target.smtp));
  for (let user = 0; user < users; user++) {
    const to = userName(target, user);
    await sender.send("canbo@sonoivu.gov.vn", [to], [headOf(seed + 1000, user, to), letter]);
  }
  await sender.quit();
  await settle(target);
}

/** Signed in beforehand, so that only the polls are paid for. */
class Watch {
  readonly #clients: ImapClient[];
  readonly #before: number[];

  private constructor(clients: ImapClient[], before: number[]) {
    this.#clients = clients;
    this.#before = before;
  }

  static async open(target: Target, users: number): Promise<Watch> {
    const clients: ImapClient[] = [];
    const before: number[] = [];
    await spread(users, 16, async (user) => {
      const client = await ImapClient.signIn(target, user);
      clients[user] = client;
      before[user] = await messages(client);
    });
    return new Watch(clients, before);
  }

  /** Resolves when every mailbox has grown by what is expected of it. */
  async until(expected: readonly number[]): Promise<void> {
    const end = performance.now() + patienceMs;
    let waiting = [...this.#clients.entries()];
    while (waiting.length > 0) {
      if (performance.now() > end) throw new Error(`${waiting.length} mailboxes are still incomplete`);
      const still: typeof waiting = [];
      for (const [user, client] of waiting) {
        const wanted = (this.#before[user] ?? 0) + (expected[user] ?? 0);
        if ((await messages(client)) < wanted) still.push([user, client]);
      }
      waiting = still;
      if (waiting.length > 0) await sleep(10);
    }
  }
}

async function messages(client: ImapClient): Promise<number> {
  const { lines } = await client.command("STATUS INBOX (MESSAGES)", { keep: true });
  return Number(/MESSAGES (\d+)/.exec(lines.join(" "))?.[1]);
}
