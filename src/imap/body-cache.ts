// Large letters that a client reads piece by piece (Thunderbird and phones ask for 64 KiB at a time): kept for a moment,
// or every piece would read and check the whole letter again. Bounded in octets and in age; keyed by account.
import type { Clock } from "#base/clock.ts";

export interface BodyCacheLimits {
  /** Smaller letters are read again: that is cheap. */
  readonly minBytes: number;
  readonly maxBytes: number;
  readonly maxAgeMs: number;
}

const defaults: BodyCacheLimits = { minBytes: 128 * 1024, maxBytes: 64 * 1024 * 1024, maxAgeMs: 60_000 };

export class BodyCache {
  readonly #clock: Clock;
  readonly #limits: BodyCacheLimits;
  /** Oldest use first. */
  readonly #kept = new Map<string, { bytes: Buffer; usedMs: number }>();
  #total = 0;

  constructor(clock: Clock, limits: BodyCacheLimits = defaults) {
    this.#clock = clock;
    this.#limits = limits;
  }

  /** Octets held. */
  get size(): number {
    return this.#total;
  }

  take(key: string): Buffer | null {
    this.#forget();
    const found = this.#kept.get(key);
    if (!found) return null;
    this.#kept.delete(key);
    this.#kept.set(key, { bytes: found.bytes, usedMs: this.#clock.monotonicMs() });
    return found.bytes;
  }

  keep(key: string, bytes: Buffer): void {
    if (bytes.length < this.#limits.minBytes || bytes.length > this.#limits.maxBytes || this.#kept.has(key)) return;
    this.#kept.set(key, { bytes, usedMs: this.#clock.monotonicMs() });
    this.#total += bytes.length;
    this.#forget();
  }

  #forget(): void {
    const oldest = this.#clock.monotonicMs() - this.#limits.maxAgeMs;
    for (const [key, { bytes, usedMs }] of this.#kept) {
      if (usedMs > oldest && this.#total <= this.#limits.maxBytes) return;
      this.#kept.delete(key);
      this.#total -= bytes.length;
    }
  }
}
