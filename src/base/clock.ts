// Time as a dependency, so that tests turn it by hand. Stored times are UTC milliseconds.

export interface Clock {
  /** UTC milliseconds since 1970. */
  nowMs(): number;
  /** Milliseconds that never go back, for durations and deadlines. */
  monotonicMs(): number;
}

export const systemClock: Clock = { nowMs: () => Date.now(), monotonicMs: () => performance.now() };
