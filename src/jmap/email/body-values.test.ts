import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { leaves, partTree } from "#mime/body-parts.ts";
import { readLetter } from "#mime/read-letter.ts";
import { bodyValue } from "./body-values.ts";

function valueIn(type: string, body: string | Buffer, maxBytes = 0) {
  const head = Buffer.from(`Content-Type: ${type}\r\nContent-Transfer-Encoding: 8bit\r\n\r\n`);
  const bytes = Buffer.concat([head, Buffer.from(body)]);
  const [node] = leaves(partTree(readLetter(bytes)));
  assert.ok(node);
  return bodyValue(bytes, node, maxBytes);
}

describe("body values", () => {
  it("have LF line ends", () => assert.equal(valueIn("text/plain; charset=utf-8", "a\r\nb").value, "a\nb"));

  it("say when the charset lies", () => {
    assert.equal(valueIn("text/plain; charset=utf-8", Buffer.from([0x61, 0xff])).isEncodingProblem, true);
    assert.equal(valueIn("text/plain; charset=utf-8", "báo").isEncodingProblem, false);
  });

  const cuts: [why: string, type: string, body: string, most: number, value: string, truncated: boolean][] = [
    ["at the limit", "text/plain; charset=utf-8", "abcd", 4, "abcd", false],
    ["one octet past it", "text/plain; charset=utf-8", "abcde", 4, "abcd", true],
    ["never inside a character", "text/plain; charset=utf-8", "abcế", 5, "abc", true],
    ["never inside an astral character", "text/plain; charset=utf-8", "a😀", 4, "a", true],
    ["never inside a tag", "text/html; charset=utf-8", "<p>ab<b class=x>", 9, "<p>ab", true],
    ["0 means no limit", "text/plain; charset=utf-8", "abc", 0, "abc", false],
  ];
  for (const [why, type, body, most, value, isTruncated] of cuts) {
    it(`are cut ${why}`, () => {
      assert.deepEqual(valueIn(type, body, most), { value, isTruncated, isEncodingProblem: false });
    });
  }
});
