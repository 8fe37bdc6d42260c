import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parseMessageIds } from "./message-ids.ts";
import { cpuMs } from "./testing/cpu-time.ts";

const cases: readonly [value: string, ids: string[], why: string][] = [
  ["<a@b>", ["a@b"], "one"],
  ["<a@b> <c@d>\t<e@f>", ["a@b", "c@d", "e@f"], "several"],
  ["<a@b><c@d>", ["a@b", "c@d"], "that touch"],
  ["<a@\r\n b>", ["a@b"], "folded inside, as some write it"],
  ["a@b", ["a@b"], "no brackets: old senders"],
  ["Your letter of 5 Jan <a@b>", ["a@b"], "words around, RFC 822 allowed them"],
  ["Your letter of 5 Jan", [], "only words"],
  ["<a <b@c>", ["b@c"], "an opening too many"],
  ["<a@b", [], "no end"],
  ["<>", [], "nothing inside"],
  ["", [], "nothing"],
  ["<a\u0000b>", ["a\ufffdb"], "controls"],
  [`<${"x".repeat(998)}>`, ["x".repeat(998)], "an identifier at the limit"],
  [`<${"x".repeat(999)}>`, [], "past the limit"],
];

describe("parseMessageIds", () => {
  for (const [value, ids, why] of cases) {
    it(`${why}: ${value.slice(0, 30)}`, () => assert.deepEqual(parseMessageIds(value), ids));
  }

  it("keeps the last ones of many", () => {
    const many = Array.from({ length: 101 }, (_, i) => `<${i}@x>`).join(" ");
    assert.equal(parseMessageIds(many).length, 100);
    assert.equal(parseMessageIds(many)[0], "1@x");
  });

  it("is linear", () => {
    const spent = cpuMs(() => {
      for (const piece of ["<", ">", "<a", "<<>", " "]) parseMessageIds(piece.repeat(100_000));
    });
    assert.ok(spent < 5_000, "quadratic work takes minutes");
  });
});
