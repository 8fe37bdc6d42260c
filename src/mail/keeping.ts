// Erases what has passed its keeping time, a little at a time and never in anybody's way.
import { setTimeout as pause } from "node:timers/promises";
import type { Clock } from "#base/clock.ts";
import type { Log } from "#base/log.ts";
import type { MailStore } from "./ports.ts";

const everyMs = 3_600_000;
/** Between two steps, so that deliveries never wait behind more than one. */
const restMs = 50;

export class Keeping {
  readonly #store: Pick<MailStore, "purge" | "sweepFiles">;
  readonly #clock: Clock;
  readonly #log: Log;
  #timer: NodeJS.Timeout | null = null;
  #running: Promise<void> | null = null;
  #stopped = false;

  constructor(parts: { store: Pick<MailStore, "purge" | "sweepFiles">; clock: Clock; log: Log }) {
    this.#store = parts.store;
    this.#clock = parts.clock;
    this.#log = parts.log;
  }

  start(): void {
    this.#timer = setInterval(() => this.#wake(), everyMs);
    this.#timer.unref();
    this.#wake();
  }

  #wake(): void {
    this.#running ??= this.#run().finally(() => {
      this.#running = null;
    });
  }

  async #run(): Promise<void> {
    try {
      while (!this.#stopped && (await this.#store.purge()) > 0) await pause(restMs);
      if (!this.#stopped) await this.#store.sweepFiles(this.#clock.nowMs());
    } catch (error) {
      this.#log.warn({ err: error instanceof Error ? error.message : String(error) }, "erasing paused");
    }
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    if (this.#timer) clearInterval(this.#timer);
    await this.#running;
  }
}
