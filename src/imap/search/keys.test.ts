import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Refusal } from "../replies.ts";
import { BadCommand, Cursor } from "../syntax.ts";
import { expectSearchKeys, keysOf } from "./keys.ts";

const keyOf = (text: string, ...rest: string[]) =>
  expectSearchKeys(new Cursor({ parts: [text, ...rest].map((part) => Buffer.from(part)), argumentsAt: 0 }), {
    maxDepth: 32,
  });

describe("search keys", () => {
  const table: [text: string, key: unknown][] = [
    ["ALL", { kind: "all" }],
    ["seen", { kind: "flags", has: 8, lacks: 0 }],
    ["UNDELETED", { kind: "flags", has: 0, lacks: 4 }],
    ["KEYWORD $Junk", { kind: "keyword", lower: "$junk" }],
    ["UNKEYWORD Foo", { kind: "not", key: { kind: "keyword", lower: "foo" } }],
    ['SUBJECT "Đường"', { kind: "subject", folded: "duong" }],
    ['FROM "Nguyễn"', { kind: "address", field: "from", folded: "nguyen" }],
    ['HEADER X-Y ""', { kind: "header", name: "x-y", folded: "" }],
    ["BODY a", { kind: "text", field: "body", phrase: "a" }],
    ["LARGER 5000000000", { kind: "larger", size: 5000000000 }],
    ["OLDER 60", { kind: "older", seconds: 60 }],
    ["SENTBEFORE 1-Feb-2026", { kind: "sent", test: "before", date: { year: 2026, month: 2, day: 1 } }],
    ["ON 1-Feb-2026", { kind: "received", test: "on", date: { year: 2026, month: 2, day: 1 } }],
    ["MODSEQ 5", { kind: "modseq", atLeast: 5 }],
    ['MODSEQ "/flags/\\\\seen" all 5', { kind: "modseq", atLeast: 5 }],
    ["EMAILID e5", { kind: "emailid", number: 5 }],
    ["THREADID x", { kind: "threadid", number: null }],
    ["NOT NOT ALL", { kind: "not", key: { kind: "not", key: { kind: "all" } } }],
    ["OR ALL (ALL)", { kind: "or", keys: [{ kind: "all" }, { kind: "all" }] }],
    ["ALL DRAFT", { kind: "and", keys: [{ kind: "all" }, { kind: "flags", has: 16, lacks: 0 }] }],
  ];
  for (const [text, key] of table) it(`reads ${text}`, () => assert.deepEqual(keyOf(text), key));

  it("reads sets of numbers and of uids", () => {
    assert.equal(keysOf(keyOf("1:3 UID 5"), "uids").length, 1);
    assert.equal(keysOf(keyOf("OR $ (NOT 2)"), "numbers").length, 2);
  });

  const refused = [
    "",
    "FOO",
    "NOT",
    "OR ALL",
    "(ALL",
    "()",
    "ALL ",
    "ALL  ALL",
    "SUBJECT",
    "LARGER x",
    "OLDER 0",
    "ON x",
    "SENTON",
    "UID x",
    "KEYWORD",
    "HEADER a",
    "ALL)",
    'MODSEQ "/flags/x" 5',
    "ON 30-Feb-2026",
  ];
  for (const text of refused) it(`refuses "${text}"`, () => assert.throws(() => keyOf(text), BadCommand));

  it("A09 takes 32 levels and refuses 33", () => {
    assert.doesNotThrow(() => keyOf(`${"(".repeat(32)}ALL${")".repeat(32)}`));
    assert.throws(() => keyOf(`${"(".repeat(33)}ALL${")".repeat(33)}`), Refusal);
    assert.throws(() => keyOf(`${"NOT ".repeat(33)}ALL`), Refusal);
  });
  it("A09 a hundred thousand parentheses are refused at once", () => {
    assert.throws(() => keyOf("(".repeat(100_000)), Refusal);
  });
  it("takes 2000 keys and refuses 2001", () => {
    assert.doesNotThrow(() => keyOf(Array(2000).fill("ALL").join(" ")));
    assert.throws(() => keyOf(Array(2001).fill("ALL").join(" ")), Refusal);
  });
});
