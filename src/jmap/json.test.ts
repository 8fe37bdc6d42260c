import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { JsonError, parseJson } from "./json.ts";

const nested = (depth: number): Buffer => Buffer.from("[".repeat(depth) + "]".repeat(depth));

describe("JSON from peers", () => {
  it("A23 C23 takes 64 levels and refuses 65", () => {
    assert.ok(Array.isArray(parseJson(nested(64), 64)));
    assert.throws(() => parseJson(nested(65), 64), JsonError);
  });

  it("C23 refuses a million open brackets without recursion", () => {
    assert.throws(() => parseJson(Buffer.from("[".repeat(1_000_000)), 64), JsonError);
  });

  const counted: [why: string, text: string][] = [
    ["brackets in a string", `{"a":"[[[[[[{{{{"}`],
    ["a quote escaped before brackets", `{"a":"\\"[[[[[[", "b":[1]}`],
    ["a backslash at a string's end", `{"a":"\\\\", "b":"[[[["}`],
    ["siblings do not add up", `[[],[],[],[],[]]`],
  ];
  for (const [why, text] of counted) {
    it(`counts depth rightly: ${why}`, () =>
      assert.deepEqual(plain(parseJson(Buffer.from(text), 2)), JSON.parse(text)));
  }

  const refused: [why: string, bytes: Buffer][] = [
    ["nothing", Buffer.alloc(0)],
    ["cut off", Buffer.from(`{"a":`)],
    ["two values", Buffer.from("1 2")],
    ["a string that never ends", Buffer.from(`"abc`)],
    ["bytes that are no UTF-8", Buffer.from([0x22, 0xff, 0x22])],
    ["UTF-8 of a lone surrogate", Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22])],
  ];
  for (const [why, bytes] of refused) {
    it(`refuses ${why}`, () => assert.throws(() => parseJson(bytes, 64), JsonError));
  }

  it("C14 keeps __proto__ and constructor as keys like any other", () => {
    const text = `{"__proto__":{"polluted":1},"a":{"constructor":{"prototype":{"polluted":1}}}}`;
    const value = parseJson(Buffer.from(text), 64) as Record<string, unknown>;
    assert.deepEqual(Object.keys(value), ["__proto__", "a"]);
    assert.equal(Object.getPrototypeOf(value), null);
    assert.equal(Object.getPrototypeOf(value.a), null);
    assert.equal(({} as Record<string, unknown>).polluted, undefined);
  });
});

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
