import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { limits } from "#base/limits.ts";
import { expectFlagList, expectStoreFlags, flagsAfter, flagText, sameFlags } from "./flags.ts";
import { Refusal } from "./replies.ts";
import { BadCommand, Cursor } from "./syntax.ts";

const cursorOf = (text: string) => new Cursor({ parts: [Buffer.from(text)], argumentsAt: 0 });

describe("flags as sent", () => {
  const table = [
    { text: "()", bits: 0, keywords: [] },
    { text: "(\\Seen \\DELETED)", bits: 12, keywords: [] },
    { text: "(foo $Forwarded FOO)", bits: 0, keywords: ["$Forwarded", "foo"], why: "sorted, each once without case" },
    { text: "(\\Answered \\Flagged \\Deleted \\Seen \\Draft)", bits: 31, keywords: [] },
  ];
  for (const { text, bits, keywords, why } of table) {
    it(`reads ${text}${why ? `: ${why}` : ""}`, () =>
      assert.deepEqual(expectFlagList(cursorOf(text)), { bits, keywords }));
  }
  it("STORE takes them bare too", () => {
    assert.deepEqual(expectStoreFlags(cursorOf("\\Seen foo")), { bits: 8, keywords: ["foo"] });
  });
  for (const text of ["(\\Recent)", "(\\Foo)", "(\\)", "(\\Seen", "(a(b))", '("a")', ""]) {
    it(`refuses ${text || "nothing"}`, () => assert.throws(() => expectFlagList(cursorOf(text)), BadCommand));
  }
  it("holds keywords to their limits", () => {
    const longest = "k".repeat(limits.keywordBytes);
    assert.deepEqual(expectFlagList(cursorOf(`(${longest})`)).keywords, [longest]);
    assert.throws(() => expectFlagList(cursorOf(`(${longest}k)`)), Refusal);
    const many = (count: number) => `(${Array.from({ length: count }, (_, i) => `k${i}`).join(" ")})`;
    assert.equal(
      expectFlagList(cursorOf(many(limits.keywordsPerPlacement))).keywords.length,
      limits.keywordsPerPlacement,
    );
    assert.throws(() => expectFlagList(cursorOf(many(limits.keywordsPerPlacement + 1))), Refusal);
  });
});

describe("flags as told", () => {
  it("are written with keywords and \\Recent", () => {
    assert.equal(flagText(0, undefined, false), "()");
    assert.equal(flagText(0, [], true), "(\\Recent)");
    assert.equal(flagText(9, ["foo"], true), "(\\Answered \\Seen \\Recent foo)");
    assert.equal(flagText(0, ["a", "b"], false), "(a b)");
  });
});

describe("flags after a change", () => {
  const before = { bits: 9, keywords: ["Foo"] };
  const table = [
    { mode: "set", change: { bits: 2, keywords: [] }, after: { bits: 2, keywords: [] } },
    { mode: "add", change: { bits: 2, keywords: ["foo", "bar"] }, after: { bits: 11, keywords: ["Foo", "bar"] } },
    { mode: "remove", change: { bits: 8, keywords: ["FOO"] }, after: { bits: 1, keywords: [] } },
  ] as const;
  for (const { mode, change, after } of table) {
    it(mode, () => assert.equal(sameFlags(flagsAfter(before, mode, change), after), true));
  }
  it("compare without order and case", () => {
    assert.equal(sameFlags({ bits: 0, keywords: ["a", "B"] }, { bits: 0, keywords: ["b", "A"] }), true);
    assert.equal(sameFlags({ bits: 0, keywords: ["a"] }, { bits: 0, keywords: ["b"] }), false);
  });
});
