// The machine a run was made on, and waiting until it is quiet.
import { closeSync, fsyncSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { busySeconds } from "./processes.ts";
import { median, round } from "./statistics.ts";

export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGib: number;
  readonly kernel: string;
  readonly node: string;
  /** Median of a 4 KiB write and fsync under the temporary folder, where the servers keep their mail. */
  readonly fsyncMs: number;
  readonly loadBefore: number;
}

export const describeMachine = (): Machine => ({
  cpu: os.cpus()[0]?.model.trim() ?? "unknown",
  cores: os.cpus().length,
  memoryGib: Math.round(os.totalmem() / 2 ** 30),
  kernel: os.release(),
  node: process.version,
  fsyncMs: fsyncMs(),
  loadBefore: round(os.loadavg()[0] ?? 0, 2),
});

function fsyncMs(): number {
  const folder = mkdtempSync(path.join(os.tmpdir(), "congvu-fsync-"));
  const block = Buffer.alloc(4096, 1);
  const times = Array.from({ length: 200 }, (_, n) => {
    const startMs = performance.now();
    const file = openSync(path.join(folder, String(n % 20)), "w");
    writeSync(file, block);
    fsyncSync(file);
    closeSync(file);
    return performance.now() - startMs;
  });
  rmSync(folder, { recursive: true });
  return round(median(times), 3);
}

/** Waits until other work leaves the machine mostly alone, at most `mostSeconds`. */
export async function quiet(mostSeconds: number): Promise<void> {
  for (const end = performance.now() + mostSeconds * 1000; performance.now() < end; ) {
    const before = busySeconds();
    await sleep(1000);
    if (busySeconds() - before < 0.15 * os.cpus().length) return;
  }
}
