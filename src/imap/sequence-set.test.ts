import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Picture } from "./backend.ts";
import {
  clampNumbers,
  expectPlainSet,
  expectSequenceSet,
  indexesOfNumbers,
  indexesOfUids,
  indexOfUid,
  isInRanges,
  merge,
  setText,
} from "./sequence-set.ts";
import { BadCommand, Cursor } from "./syntax.ts";

const cursorOf = (text: string) => new Cursor({ parts: [Buffer.from(text)], argumentsAt: 0 });
const setOf = (text: string) => {
  const cursor = cursorOf(text);
  const set = expectSequenceSet(cursor);
  cursor.expectEnd();
  return set;
};
const pictureOf = (uids: number[]): Picture => ({
  modSeq: 1,
  uidNext: 1000,
  count: uids.length,
  uids: Uint32Array.from([...uids, 0, 0]),
  emailNos: new Uint32Array(0),
  bits: new Uint8Array(0),
  modSeqs: new Float64Array(0),
  keywords: new Map(),
  removals: 0,
  flagEdits: 0,
});

describe("sequence numbers of five messages", () => {
  const table = [
    { text: "1", indexes: [0, 0] },
    { text: "2:4", indexes: [1, 3] },
    { text: "4:2", indexes: [1, 3], why: "backwards is the same range" },
    { text: "*", indexes: [4, 4] },
    { text: "3:*", indexes: [2, 4] },
    { text: "*:3", indexes: [2, 4] },
    { text: "5,1,2:3,3", indexes: [0, 2, 4, 4], why: "sorted, joined, each once" },
  ];
  for (const { text, indexes, why } of table) {
    it(`${text} is ${indexes}${why ? `: ${why}` : ""}`, () =>
      assert.deepEqual(indexesOfNumbers(setOf(text), 5), indexes));
  }
  for (const text of ["6", "1:6", "6:*", "9,1"]) {
    it(`${text} names no message and is refused (RFC 9051 §9)`, () => {
      assert.throws(() => indexesOfNumbers(setOf(text), 5), BadCommand);
      assert.doesNotThrow(() => clampNumbers(setOf(text), 5));
    });
  }
  it("* of an empty mailbox is refused, and matches nothing in SEARCH", () => {
    assert.throws(() => indexesOfNumbers(setOf("1:*"), 0), BadCommand);
    assert.deepEqual(clampNumbers(setOf("1:*"), 0), []);
  });
  it("SEARCH clips what is past the end", () => assert.deepEqual(clampNumbers(setOf("4:99"), 5), [3, 4]));
});

describe("uids 10 11 15 20", () => {
  const picture = pictureOf([10, 11, 15, 20]);
  const table = [
    { text: "10", indexes: [0, 0] },
    { text: "1:9", indexes: [] },
    { text: "12:14", indexes: [] },
    { text: "11:15", indexes: [1, 2] },
    { text: "1:*", indexes: [0, 3] },
    { text: "*", indexes: [3, 3] },
    { text: "99:*", indexes: [3, 3], why: "* is the last message, whichever side it is on (RFC 9051 §6.4.9)" },
    { text: "20,10", indexes: [0, 0, 3, 3] },
    { text: "4294967295", indexes: [] },
  ];
  for (const { text, indexes, why } of table) {
    it(`${text} is ${indexes.length ? indexes : "nothing"}${why ? `: ${why}` : ""}`, () => {
      assert.deepEqual(indexesOfUids(setOf(text), picture), indexes);
    });
  }
  it("an empty mailbox has none", () => assert.deepEqual(indexesOfUids(setOf("1:*"), pictureOf([])), []));
  it("finds one uid, and only within the count", () => {
    assert.equal(indexOfUid(picture, 15), 2);
    assert.equal(indexOfUid(picture, 12), -1);
    assert.equal(indexOfUid(picture, 0), -1);
  });
});

describe("parsing", () => {
  for (const text of ["", "0", "1:0", "1,", ",1", "1:", ":1", "1::2", "a", "1-2", "4294967296", "$1"]) {
    it(`refuses "${text}"`, () => assert.throws(() => setOf(text), BadCommand));
  }
  it("reads the saved result", () => assert.equal(setOf("$").saved, true));
  it("keeps * and $ out of plain sets", () => {
    assert.deepEqual(expectPlainSet(cursorOf("5,1:3")), [1, 3, 5, 5]);
    assert.throws(() => expectPlainSet(cursorOf("1:*")), BadCommand);
    assert.throws(() => expectPlainSet(cursorOf("$")), BadCommand);
  });
});

describe("writing", () => {
  const table: [number[], string][] = [
    [[], ""],
    [[7], "7"],
    [[1, 2, 3, 7], "1:3,7"],
    [[3, 4, 1, 2], "3:4,1:2"],
    [[1, 3, 5], "1,3,5"],
  ];
  for (const [numbers, text] of table) it(`writes ${text || "nothing"}`, () => assert.equal(setText(numbers), text));
  it("merges ranges that touch or overlap", () =>
    assert.deepEqual(merge([5, 9, 1, 4, 8, 12, 20, 20]), [1, 12, 20, 20]));
  it("looks numbers up in ranges", () => {
    for (const value of [1, 4, 20]) assert.equal(isInRanges([1, 4, 20, 20], value), true);
    for (const value of [0, 5, 19, 21]) assert.equal(isInRanges([1, 4, 20, 20], value), false);
    assert.equal(isInRanges([], 1), false);
  });
});
