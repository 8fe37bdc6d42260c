import assert from "node:assert/strict";
import { it } from "node:test";
import { BodyCache } from "./body-cache.ts";

const clockAt = () => {
  const clock = { ms: 0, nowMs: () => clock.ms, monotonicMs: () => clock.ms };
  return clock;
};
const cacheOf = (clock = clockAt()) => new BodyCache(clock, { minBytes: 10, maxBytes: 100, maxAgeMs: 1_000 });

it("keeps a large letter for the next piece, and no small one", () => {
  const cache = cacheOf();
  cache.keep("a", Buffer.alloc(10));
  cache.keep("b", Buffer.alloc(9));
  assert.equal(cache.take("a")?.length, 10);
  assert.equal(cache.take("b"), null);
});

it("lets the longest unused go when there is no room, and takes none larger than all its room", () => {
  const cache = cacheOf();
  cache.keep("a", Buffer.alloc(40));
  cache.keep("b", Buffer.alloc(40));
  cache.take("a");
  cache.keep("c", Buffer.alloc(40));
  assert.deepEqual([cache.take("a")?.length, cache.take("b"), cache.take("c")?.length], [40, null, 40]);
  cache.keep("d", Buffer.alloc(101));
  assert.equal(cache.take("d"), null);
  assert.equal(cache.size, 80);
});

it("lets go of what was not used for a while", () => {
  const clock = clockAt();
  const cache = cacheOf(clock);
  cache.keep("a", Buffer.alloc(40));
  clock.ms = 999;
  assert.ok(cache.take("a"));
  clock.ms = 1_999;
  assert.equal(cache.take("a"), null);
  assert.equal(cache.size, 0);
});
