import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { pieceBytes, stuffed } from "./dot-stuffing.ts";

const sent = (letter: Buffer) => Buffer.concat([...stuffed(letter)]);

/** What a client makes of it, octet by octet as RFC 1939 §3 tells it; null = the end mark came early or not at all. */
function received(octets: Buffer): Buffer | null {
  const letter: number[] = [];
  for (let at = 0; at < octets.length; ) {
    const end = octets.indexOf("\r\n", at);
    if (end < 0) return null;
    const line = octets.subarray(at, end + 2);
    at = end + 2;
    if (line.equals(Buffer.from(".\r\n"))) return at === octets.length ? Buffer.from(letter) : null;
    letter.push(...line.subarray(line[0] === 0x2e ? 1 : 0));
  }
  return null;
}

describe("dot-stuffing", () => {
  const table = [
    { letter: "", why: "an empty letter", expected: ".\r\n" },
    { letter: "a\r\n", why: "no dot", expected: "a\r\n.\r\n" },
    { letter: ".\r\n", why: "a line that is the end mark", expected: "..\r\n.\r\n" },
    { letter: "..\r\n.a\r\n", why: "dots at the start", expected: "...\r\n..a\r\n.\r\n" },
    { letter: "a.\r\nb.c\r\n", why: "dots elsewhere", expected: "a.\r\nb.c\r\n.\r\n" },
    { letter: "a", why: "no last line end", expected: "a\r\n.\r\n" },
    { letter: "a\r", why: "half a last line end", expected: "a\r\r\n.\r\n" },
    { letter: "a\n.\nb\r\n", why: "a bare LF starts no line", expected: "a\n.\nb\r\n.\r\n" },
    { letter: "\r\n\r\n.", why: "a dot as last octet", expected: "\r\n\r\n..\r\n.\r\n" },
  ];
  for (const { letter, why, expected } of table)
    it(`${JSON.stringify(letter)}: ${why}`, () => assert.equal(sent(Buffer.from(letter)).toString(), expected));

  it("brings every letter of whole lines through unchanged", () => {
    const words = fc.constantFrom(".", "..", "\r\n", "\r\n.", "\r\n.\r\n", "a", "\r", "\n", "\0", "é");
    fc.assert(
      fc.property(fc.array(words, { maxLength: 40 }), (parts) => {
        const letter = Buffer.from(`${parts.join("")}\r\n`);
        assert.deepEqual(received(sent(letter)), letter);
      }),
    );
  });

  it("finds dots on both sides of a piece's end", () => {
    for (let shift = -4; shift <= 4; shift++) {
      const letter = Buffer.from(`${"x".repeat(pieceBytes + shift)}\r\n.\r\n..\r\nend\r\n`);
      assert.deepEqual(received(sent(letter)), letter);
    }
  });

  it("shares the letter's memory and cuts it into pieces of a bounded size", () => {
    const letter = Buffer.from("0123456789\r\n".repeat(20_000));
    const pieces = [...stuffed(letter)];
    assert.equal(pieces.length, Math.ceil(letter.length / pieceBytes) + 1);
    assert.ok(pieces.every((piece) => piece.length <= pieceBytes));
    assert.equal(pieces[0]?.buffer, letter.buffer);
  });
});
