// Wrong passwords, one counter for all doors. The lock is on (name, network), so that an attacker elsewhere cannot lock
// an official out (reliability D02). The number of tries is the product's default: no regulation here gives one.
import type { Clock } from "#base/clock.ts";
import { limits } from "#base/limits.ts";

interface Tries {
  failures: number;
  lockedUntilMs: number;
  lastMs: number;
}

/** Entries kept; the oldest make room, so that guessing many names costs the attacker its own history only. */
const mostEntries = 100_000;

/** IPv4 /24 or IPv6 /64: what one subscriber usually holds. */
export function networkOf(address: string): string {
  if (!address.includes(":")) return address.split(".").slice(0, 3).join(".");
  const [head = "", tail = ""] = address.split("::");
  const left = head === "" ? [] : head.split(":");
  const right = tail === "" ? [] : tail.split(":");
  const gap = address.includes("::") ? Math.max(0, 8 - left.length - right.length) : 0;
  return [...left, ...Array<string>(gap).fill("0"), ...right].slice(0, 4).join(":");
}

export class FailureCounter {
  readonly #clock: Clock;
  readonly #tries = new Map<string, Tries>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  isLocked(name: string, remoteAddress: string): boolean {
    const tries = this.#tries.get(keyOf(name, remoteAddress));
    return tries !== undefined && tries.lockedUntilMs > this.#clock.monotonicMs();
  }

  failed(name: string, remoteAddress: string): void {
    const key = keyOf(name, remoteAddress);
    const now = this.#clock.monotonicMs();
    const known = this.#tries.get(key);
    const fresh = !known || now - known.lastMs > limits.signInLockMs;
    const failures = fresh ? 1 : known.failures + 1;
    const locked = failures >= limits.signInFailuresBeforeLock;
    this.#tries.delete(key);
    this.#tries.set(key, { failures, lockedUntilMs: locked ? now + limits.signInLockMs : 0, lastMs: now });
    if (this.#tries.size > mostEntries) this.#tries.delete(this.#tries.keys().next().value ?? "");
  }

  succeeded(name: string, remoteAddress: string): void {
    this.#tries.delete(keyOf(name, remoteAddress));
  }
}

const keyOf = (name: string, remoteAddress: string): string => `${name}\0${networkOf(remoteAddress)}`;
