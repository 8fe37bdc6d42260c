// The only way to change anything: units of work to the one writer, answered after their commit is durable. While one
// batch commits the next gathers; there is no timer. `commitAndAck` is the only source of a success answer.
import type { DatabaseSync } from "node:sqlite";
import { Worker } from "node:worker_threads";
import type { Clock } from "#base/clock.ts";
import { CongvuError } from "#base/errors.ts";
import { type BatchResult, commitBatch, type Unit, type UnitResult } from "./group-commit.ts";
import type { OperationInput, OperationName, OperationOutput } from "./operations/index.ts";
import { Statements } from "./statements.ts";

export interface Writer {
  /** Resolves after the commit is durable; rejects with the unit's CongvuError. `transfer`: buffers given away. */
  commitAndAck<N extends OperationName>(
    operation: N,
    input: OperationInput<N>,
    transfer?: readonly ArrayBuffer[],
  ): Promise<OperationOutput<N>>;
  readonly figures: WriterFigures;
  close(): Promise<void>;
}

export interface WriterFigures {
  batches: number;
  units: number;
  /** Milliseconds the last batch took from hand-over to durable. */
  lastBatchMs: number;
}

interface Waiting {
  readonly unit: Unit;
  readonly transfer: readonly ArrayBuffer[];
  resolve(output: unknown): void;
  reject(error: Error): void;
}

/** Largest batch: bounds the time others wait and what is lost to one full disk. */
const unitsPerBatch = 400;

export type CommitListener = (accounts: readonly number[]) => void;

/** Gathers units and hands them over one batch at a time; `hand` runs a batch somewhere. */
export class BatchingWriter implements Writer {
  readonly figures: WriterFigures = { batches: 0, units: 0, lastBatchMs: 0 };
  readonly #hand: (units: readonly Unit[], transfer: ArrayBuffer[]) => Promise<BatchResult>;
  readonly #onCommit: CommitListener;
  readonly #stop: () => Promise<void>;
  #waiting: Waiting[] = [];
  #running: Promise<void> | null = null;
  #broken: Error | null = null;

  constructor(options: {
    hand(units: readonly Unit[], transfer: ArrayBuffer[]): Promise<BatchResult>;
    onCommit: CommitListener;
    stop(): Promise<void>;
  }) {
    this.#hand = options.hand;
    this.#onCommit = options.onCommit;
    this.#stop = options.stop;
  }

  commitAndAck<N extends OperationName>(
    operation: N,
    input: OperationInput<N>,
    transfer: readonly ArrayBuffer[] = [],
  ): Promise<OperationOutput<N>> {
    return new Promise((resolve, reject) => {
      if (this.#broken) return reject(this.#broken);
      this.#waiting.push({
        unit: { operation, input },
        transfer,
        resolve: resolve as (output: unknown) => void,
        reject,
      });
      this.#running ??= this.#run();
    });
  }

  async #run(): Promise<void> {
    // One turn of the loop, so that everything read from the sockets in this turn shares the commit.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, unitsPerBatch);
      const start = performance.now();
      try {
        const result = await this.#hand(
          batch.map(({ unit }) => unit),
          batch.flatMap(({ transfer }) => transfer),
        );
        this.#count(batch.length, start);
        for (const [index, waiting] of batch.entries()) settle(waiting, result.results[index]);
        if (result.accounts.length > 0) this.#onCommit(result.accounts);
      } catch (error) {
        this.#break(error instanceof Error ? error : new Error(String(error)), batch);
      }
    }
    this.#running = null;
  }

  #count(units: number, start: number): void {
    this.figures.batches++;
    this.figures.units += units;
    this.figures.lastBatchMs = performance.now() - start;
  }

  /** Nothing after a failed commit can be trusted: every waiter is told, and no new unit is taken. */
  #break(error: Error, batch: readonly Waiting[]): void {
    this.#broken = new CongvuError("server-fault", `the writer stopped: ${error.message}`);
    for (const waiting of [...batch, ...this.#waiting.splice(0)]) waiting.reject(this.#broken);
  }

  async close(): Promise<void> {
    await this.#running;
    this.#broken ??= new CongvuError("overloaded", "closing");
    await this.#stop();
  }
}

function settle(waiting: Waiting, result: UnitResult | undefined): void {
  if (result?.ok) waiting.resolve(result.output);
  else waiting.reject(new CongvuError(result?.code ?? "server-fault", result?.detail));
}

/** The writer of a running server: a thread with the one writing connection. `onFatal` must end the process. */
export async function threadWriter(options: {
  file: string;
  onCommit: CommitListener;
  onFatal(error: Error): void;
}): Promise<Writer> {
  const worker = new Worker(new URL("./writer-thread.ts", import.meta.url), { workerData: { file: options.file } });
  let answer: { resolve(result: BatchResult): void; reject(error: Error): void } | null = null;
  let stopping = false;

  const fail = (error: Error) => {
    answer?.reject(error);
    answer = null;
    if (!stopping) options.onFatal(error);
  };
  await new Promise<void>((resolve, reject) => {
    worker.once("message", () => resolve());
    worker.once("error", reject);
  });
  worker.on("message", (result: BatchResult) => answer?.resolve(result));
  worker.on("error", fail);
  worker.on("exit", () => fail(new Error("the writer thread ended")));

  return new BatchingWriter({
    onCommit: options.onCommit,
    hand: (units, transfer) =>
      new Promise((resolve, reject) => {
        answer = { resolve, reject };
        worker.postMessage(units, transfer);
      }),
    stop: async () => {
      stopping = true;
      const ended = new Promise<void>((resolve) => worker.once("exit", () => resolve()));
      worker.postMessage(null);
      await ended;
    },
  });
}

/** The same operations in place, for ":memory:" and for tools on a stopped data folder. */
export function inlineWriter(options: { db: DatabaseSync; clock: Clock; onCommit: CommitListener }): Writer {
  const sql = new Statements(options.db);
  return new BatchingWriter({
    onCommit: options.onCommit,
    hand: async (units) => commitBatch(sql, units, options.clock.nowMs()),
    stop: async () => options.db.close(),
  });
}
