// Time turned by hand.
import type { Clock } from "#base/clock.ts";

export class FakeClock implements Clock {
  #nowMs: number;

  constructor(nowMs = Date.UTC(2026, 10, 22, 3, 0, 0)) {
    this.#nowMs = nowMs;
  }

  nowMs(): number {
    return this.#nowMs;
  }

  monotonicMs(): number {
    return this.#nowMs;
  }

  advance(ms: number): void {
    this.#nowMs += ms;
  }
}
