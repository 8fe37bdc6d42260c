import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { MethodError } from "./errors.ts";
import { matchesFilter, mostIds, windowOf } from "./query.ts";

describe("the window of a query", () => {
  const all = Array.from({ length: 10 }, (_, index) => `e${index}`);
  const table: [why: string, args: Parameters<typeof windowOf>[0], position: number, ids: string[]][] = [
    ["from the start", { limit: 2 }, 0, ["e0", "e1"]],
    ["in the middle", { position: 4, limit: 2 }, 4, ["e4", "e5"]],
    ["a negative position counts from the end", { position: -2 }, 8, ["e8", "e9"]],
    ["before the start means the start", { position: -20, limit: 1 }, 0, ["e0"]],
    ["past the end is empty, no error", { position: 10 }, 10, []],
    ["A23 the largest safe offset is empty", { position: Number.MAX_SAFE_INTEGER }, Number.MAX_SAFE_INTEGER, []],
    ["limit 0", { limit: 0 }, 0, []],
    ["at an anchor", { anchor: "e3", limit: 1 }, 3, ["e3"]],
    ["before an anchor", { anchor: "e3", anchorOffset: -2, limit: 2 }, 1, ["e1", "e2"]],
    ["after an anchor", { anchor: "e3", anchorOffset: 5, limit: 9 }, 8, ["e8", "e9"]],
    ["an anchor outranks the position", { anchor: "e3", position: 9, limit: 1 }, 3, ["e3"]],
    ["far before an anchor means the start", { anchor: "e3", anchorOffset: -9, limit: 1 }, 0, ["e0"]],
  ];
  for (const [why, args, position, ids] of table) {
    it(why, () => assert.deepEqual(windowOf(args, all), { position, ids }));
  }

  it("refuses an anchor that is not in the list", () => {
    const isType = (error: unknown) => error instanceof MethodError && error.type === "anchorNotFound";
    assert.throws(() => windowOf({ anchor: "e99" }, all), isType);
  });

  it("counts only when asked", () => assert.equal(windowOf({ calculateTotal: true, limit: 1 }, all).total, 10));

  it("says the limit it set itself, and only then", () => {
    const many = Array.from({ length: mostIds + 1 }, (_, index) => `e${index}`);
    assert.equal(windowOf({}, many).limit, mostIds);
    assert.equal(windowOf({}, many).ids.length, mostIds);
    assert.equal(windowOf({ limit: mostIds }, many).limit, undefined);
    assert.equal(windowOf({}, all).limit, undefined);
  });
});

describe("filters in memory", () => {
  const even = (wanted: { even: boolean }) => (number: number) => (number % 2 === 0) === wanted.even;
  const matches = (filter: Parameters<typeof matchesFilter<{ even: boolean }>>[0], number: number) =>
    matchesFilter(filter, (wanted) => even(wanted)(number));

  it("AND holds when all do, OR when one does, NOT when none does", () => {
    const both = [{ even: true }, { even: false }];
    assert.equal(matches({ operator: "AND", conditions: both }, 2), false);
    assert.equal(matches({ operator: "OR", conditions: both }, 2), true);
    assert.equal(matches({ operator: "NOT", conditions: both }, 2), false);
    assert.equal(matches({ operator: "NOT", conditions: [{ even: false }] }, 2), true);
    assert.equal(matches({ operator: "AND", conditions: [] }, 2), true);
  });
});
