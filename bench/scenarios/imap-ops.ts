// Single operations per second: each client works alone in a mailbox of its own.
import { pool } from "../load/corpus.ts";
import { ImapClient } from "../load/imap.ts";
import { cpuSeconds, settle } from "../processes.ts";
import type { Target } from "../target.ts";
import { type Figures, scenario } from "./scenario.ts";

const defaults = { clients: 20, n: 2000, bytes: 4096, seed: 4 };

type Operation = (client: ImapClient, turn: number, number: number) => Promise<unknown>;

export const imapOps = scenario("imap-ops", defaults, async (target, params) => {
  const each = Math.floor(params.n / params.clients);
  const bodies = pool(params.seed, params.bytes, 64);
  const clients = await Promise.all(
    Array.from({ length: params.clients }, (_, user) => ImapClient.signIn(target, user)),
  );
  for (const client of clients) {
    for (const mailbox of ["Copied", "Moved"]) await client.command(`CREATE ${mailbox}`);
    await client.select();
  }
  const bench = new Bench(target, clients);
  await bench.phase("append", each, (client, turn) =>
    client.command(["APPEND INBOX (\\Seen) ", bodies[turn % bodies.length] ?? Buffer.alloc(0)]),
  );
  for (const client of clients) await client.command("NOOP");
  await bench.phase("noop", each * 10, (client) => client.command("NOOP"));
  await bench.phase("store", each, (client, turn) => client.command(`STORE ${turn} +FLAGS (\\Flagged)`));
  await bench.phase("copy", each, (client, turn) => client.command(`COPY ${turn} Copied`));
  await bench.phase("move", each, (client) => client.command("MOVE 1 Moved"));
  const doomed = await Promise.all(clients.map((client) => markAll(client, each)));
  await bench.phase("expunge", each, (client, turn, number) =>
    client.command(`UID EXPUNGE ${doomed[number]?.[turn - 1]}`),
  );
  for (const client of clients) {
    if ((await client.select("Copied")).exists !== 0) throw new Error("EXPUNGE left letters");
    if ((await client.select("Moved")).exists !== each) throw new Error("MOVE lost letters");
  }
  return bench.figures;
});

class Bench {
  readonly figures: Figures = {};
  readonly #target: Target;
  readonly #clients: readonly ImapClient[];

  constructor(target: Target, clients: readonly ImapClient[]) {
    this.#target = target;
    this.#clients = clients;
  }

  /** One operation `times` times on every client: rate over all clients, and server CPU for one. */
  async phase(name: string, times: number, operation: Operation): Promise<void> {
    await settle(this.#target);
    const total = times * this.#clients.length;
    const cpu = cpuSeconds(this.#target);
    const startMs = performance.now();
    const work = async (client: ImapClient, number: number) => {
      for (let turn = 1; turn <= times; turn++) await operation(client, turn, number);
    };
    await Promise.all(this.#clients.map(work));
    this.figures[`${name}_per_s`] = total / ((performance.now() - startMs) / 1000);
    await settle(this.#target);
    this.figures[`${name}_cpu_ms`] = ((cpuSeconds(this.#target) - cpu) * 1000) / total;
  }
}

/** Flags every letter of Copied as deleted; answers their uids. */
async function markAll(client: ImapClient, count: number): Promise<string[]> {
  const { exists } = await client.select("Copied");
  if (exists !== count) throw new Error(`COPY left ${exists} of ${count}`);
  await client.command("STORE 1:* +FLAGS.SILENT (\\Deleted)");
  const { lines } = await client.command("UID SEARCH ALL", { keep: true });
  const found = lines.find((line) => line.startsWith("* SEARCH")) ?? "";
  return found.trim().split(" ").slice(2);
}
