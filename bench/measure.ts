// One run of a scenario in a process of its own, with what the server cost meanwhile: CPU, memory, event-loop delay.
import { spawn } from "node:child_process";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { busySeconds, cpuByRoot, pssMiB } from "./processes.ts";
import type { Figures } from "./scenarios/scenario.ts";
import type { Run } from "./scenarios/suites.ts";
import { round } from "./statistics.ts";
import type { Target } from "./target.ts";

const one = path.join(import.meta.dirname, "one.ts");

/** Throws with the scenario's own words when it fails. */
export async function measure(
  run: Run,
  { target, file, timeoutMs }: { target: Target; file: string; timeoutMs: number },
): Promise<Figures> {
  const startMs = performance.now();
  const busyBefore = busySeconds();
  const sampler = new Sampler(target);
  const child = spawn(process.execPath, [one, file, run.scenario.name, JSON.stringify(run.params)], {
    stdio: ["ignore", "pipe", "pipe"],
    timeout: timeoutMs,
  });
  const output = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const)
    child[name].setEncoding("utf8").on("data", (text: string) => {
      output[name] += text;
    });
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  await sampler.until(ended);
  if ((await ended) !== 0) throw new Error(whatFailed(output.stderr));
  const result = JSON.parse(output.stdout) as { figures: Figures; loadCpuSeconds: number }; // one.ts wrote it
  const seconds = (performance.now() - startMs) / 1000;
  const serverCpu = sampler.cpuSeconds;
  const others = Math.max(0, busySeconds() - busyBefore - serverCpu - result.loadCpuSeconds) / seconds;
  return {
    ...result.figures,
    server_cpu_s: round(serverCpu),
    load_cpu_s: result.loadCpuSeconds,
    peak_pss_mib: round(sampler.peakMib),
    ...(target.http === null ? {} : { loop_delay_p99_ms: round(sampler.loopDelayMs) }),
    other_cores: round(others, 2),
  };
}

const whatFailed = (stderr: string): string =>
  stderr
    .split("\n")
    .find((line) => /Error\b/.test(line))
    ?.trim() ??
  (stderr.trim().slice(-300) || "ended without a word");

/** Seconds between two looks at /metrics; the gauge says the 99th percentile since the look before. */
const scrapeSeconds = 10;

class Sampler {
  readonly #target: Target;
  /** By root process, since a scenario may restart the server. */
  readonly #cpuAtStart: Map<number, number>;
  readonly #cpu: Map<number, number>;
  peakMib = 0;
  /** Worst of the windows. */
  loopDelayMs = 0;

  constructor(target: Target) {
    this.#target = target;
    this.#cpuAtStart = cpuByRoot(target);
    this.#cpu = new Map(this.#cpuAtStart);
  }

  get cpuSeconds(): number {
    return [...this.#cpu].reduce((sum, [pid, seconds]) => sum + seconds - (this.#cpuAtStart.get(pid) ?? 0), 0);
  }

  async until(ended: Promise<unknown>): Promise<void> {
    const over = ended.then(() => true);
    await this.#scrape(); // begins the first window
    this.loopDelayMs = 0;
    let scrapedMs = performance.now();
    for (;;) {
      const startMs = performance.now();
      this.#sample();
      if (startMs - scrapedMs > scrapeSeconds * 1000) {
        await this.#scrape();
        scrapedMs = performance.now();
      }
      // Reading smaps costs the server time: at most 4 % of it.
      const pauseMs = Math.max(250, (performance.now() - startMs) * 25);
      if (await Promise.race([over, sleep(pauseMs, false)])) break;
    }
    this.#sample();
    await this.#scrape();
  }

  #sample(): void {
    this.peakMib = Math.max(this.peakMib, pssMiB(this.#target));
    for (const [pid, seconds] of cpuByRoot(this.#target)) this.#cpu.set(pid, seconds);
  }

  async #scrape(): Promise<void> {
    if (this.#target.http === null) return;
    try {
      const response = await fetch(`${this.#target.http}/metrics`);
      const seconds = /^congvu_event_loop_delay_p99_seconds (\S+)$/m.exec(await response.text())?.[1];
      this.loopDelayMs = Math.max(this.loopDelayMs, Number(seconds ?? 0) * 1000);
    } catch {
      // being restarted
    }
  }
}
