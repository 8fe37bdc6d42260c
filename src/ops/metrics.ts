// What the process tells Prometheus. Things that happen are counted by whoever makes them happen (main.ts wires it);
// things that are so are read at each scrape. Labels have few values: doors, results, never addresses.
import { monitorEventLoopDelay } from "node:perf_hooks";
import { Counter, Gauge, Registry } from "prom-client";
import type { Door } from "#auth/ports.ts";

export interface MetricSources {
  /** Open connections by listener name ("smtp", "imaps"). */
  connections(): Iterable<readonly [listener: string, open: number]>;
  /** The writer's running totals. */
  commits(): { readonly batches: number; readonly units: number; readonly lastBatchMs: number };
}

export interface Metrics {
  /** A letter was accepted: durable, with this many copies. */
  letterAccepted(door: Door, copies: number): void;
  signIn(door: Door, result: "done" | "failed" | "locked" | "busy"): void;
  readonly contentType: string;
  /** The exposition text. Resets the event-loop histogram: its figures are of the time since the last scrape. */
  scrape(): Promise<string>;
  /** Stops what measures in the background. */
  close(): void;
}

export function createMetrics(sources: MetricSources): Metrics {
  const registry = new Registry();
  const counter = <L extends string>(name: string, help: string, labelNames: L[]) =>
    new Counter({ name, help, labelNames, registers: [registry] });
  const letters = counter("congvu_letters_accepted_total", "Letters accepted, each once.", ["door"]);
  const copies = counter("congvu_copies_delivered_total", "Copies made of accepted letters.", ["door"]);
  const signIns = counter("congvu_sign_ins_total", "Tries to sign in.", ["door", "result"]);
  registerConnections(registry, sources);
  registerCommits(registry, sources);
  const delay = registerEventLoop(registry);
  registerProcess(registry);

  return {
    letterAccepted(door, made) {
      letters.inc({ door });
      copies.inc({ door }, made);
    },
    signIn: (door, result) => signIns.inc({ door, result }),
    contentType: registry.contentType,
    scrape: () => registry.metrics(),
    close: () => delay.disable(),
  };
}

function registerConnections(registry: Registry, sources: MetricSources): void {
  new Gauge({
    name: "congvu_connections",
    help: "Open connections.",
    labelNames: ["listener"],
    registers: [registry],
    collect() {
      for (const [listener, open] of sources.connections()) this.set({ listener }, open);
    },
  });
}

function registerCommits(registry: Registry, sources: MetricSources): void {
  const total = (name: string, help: string, read: () => number) =>
    new Counter({
      name,
      help,
      registers: [registry],
      collect() {
        this.reset();
        this.inc(read());
      },
    });
  total("congvu_commit_batches_total", "Transactions committed by the writer.", () => sources.commits().batches);
  total("congvu_commit_units_total", "Units of work in those transactions.", () => sources.commits().units);
  new Gauge({
    name: "congvu_commit_last_batch_seconds",
    help: "Time of the last batch from hand-over to durable.",
    registers: [registry],
    collect() {
      this.set(sources.commits().lastBatchMs / 1_000);
    },
  });
}

const resolutionMs = 10;

function registerEventLoop(registry: Registry): { disable(): void } {
  const delay = monitorEventLoopDelay({ resolution: resolutionMs });
  delay.enable();
  new Gauge({
    name: "congvu_event_loop_delay_p99_seconds",
    help: "99th percentile of how late the event loop was, since the last scrape.",
    registers: [registry],
    collect() {
      // The histogram holds the time between two ticks of its own timer: the timer's period is no delay.
      const late = delay.count > 0 ? delay.percentile(99) / 1e6 - resolutionMs : 0;
      this.set(Math.max(0, late) / 1_000);
      delay.reset();
    },
  });
  return delay;
}

/** Names as every Prometheus client has them. */
function registerProcess(registry: Registry): void {
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        this.set(read());
      },
    });
  gauge("process_resident_memory_bytes", "Memory of the process that lies in RAM.", () => process.memoryUsage.rss());
  gauge("process_start_time_seconds", "When the process started, since 1970.", () => performance.timeOrigin / 1_000);
  gauge("process_cpu_seconds_total", "Processor time spent.", () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e6;
  });
}
