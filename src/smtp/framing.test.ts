import assert from "node:assert/strict";
import { test } from "node:test";
import { Content } from "./content.ts";
import { type Frame, SmtpFraming } from "./framing.ts";
import { hasBareLineEnd } from "./framing-chunk.ts";

const content = () => new Content({ maxBytes: 1_000, declaredBytes: 0, claimRoom: () => ({ [Symbol.dispose]() {} }) });

const show = (frame: Frame | null) => (frame?.kind === "line" ? frame.text : frame === null ? null : `<${frame.kind}>`);

test("lines, a letter and lines again come out of one segment", () => {
  const framing = new SmtpFraming(64);
  framing.push(Buffer.from("DATA\r\nmột\r\n.\r\nQUIT\r\n"));
  assert.equal(show(framing.next()), "DATA");
  const letter = content();
  framing.expectData(letter);
  assert.equal(show(framing.next()), "<content-end>");
  assert.equal(letter.bytes().toString(), "một\r\n");
  assert.equal(show(framing.next()), "QUIT");
  assert.equal(show(framing.next()), null);
});

test("counted chunks are cut where they were announced, whatever is in them", () => {
  const framing = new SmtpFraming(64);
  const letter = content();
  framing.push(Buffer.from("BDAT 8\r\n.\r\nQUIT"));
  assert.equal(show(framing.next()), "BDAT 8");
  framing.expectChunk(letter, 8);
  assert.equal(show(framing.next()), null);
  framing.push(Buffer.from("\rBDAT 1 LAST\r\n\nNOOP\r\n"));
  assert.equal(show(framing.next()), "<content-end>");
  assert.equal(show(framing.next()), "BDAT 1 LAST");
  framing.expectChunk(letter, 1);
  assert.equal(show(framing.next()), "<content-end>");
  assert.equal(letter.bytes().toString(), ".\r\nQUIT\r\n");
  assert.equal(letter.fault, null);
  assert.equal(show(framing.next()), "NOOP");
});

test("an empty chunk is complete at once", () => {
  const framing = new SmtpFraming(64);
  framing.expectChunk(content(), 0);
  assert.equal(show(framing.next()), "<content-end>");
});

const lines: { why: string; octets: Buffer | string; shown: string }[] = [
  { why: "ASCII", octets: "NOOP\r\n", shown: "NOOP" },
  { why: "UTF-8", octets: "RCPT TO:<hùng@tỉnh.example>\r\n", shown: "RCPT TO:<hùng@tỉnh.example>" },
  { why: "a NUL", octets: "NO\0OP\r\n", shown: "<unreadable>" },
  { why: "Latin-1", octets: Buffer.from("h\xf9ng\r\n", "latin1"), shown: "<unreadable>" },
  { why: "overlong UTF-8", octets: Buffer.from([0xc0, 0x8a, 13, 10]), shown: "<unreadable>" },
  { why: "a bare LF", octets: "NOOP\nNOOP\r\n", shown: "<bare-line-end>" },
  { why: "64 octets", octets: `${"x".repeat(62)}\r\n`, shown: "x".repeat(62) },
  { why: "65 octets", octets: `${"x".repeat(63)}\r\n`, shown: "<too-long>" },
];
for (const { why, octets, shown } of lines)
  test(`A08 a command line with ${why} is read as what it is`, () => {
    const framing = new SmtpFraming(64);
    framing.push(Buffer.from(octets as string));
    assert.equal(show(framing.next()), shown);
  });

const ends: { why: string; piece: string; afterCr?: boolean; bare: boolean }[] = [
  { why: "whole lines", piece: "a\r\nb\r\n", bare: false },
  { why: "no line end", piece: "abc", bare: false },
  { why: "a CR at the end, whose LF may come", piece: "a\r", bare: false },
  { why: "the LF of the chunk before", piece: "\na\r\n", afterCr: true, bare: false },
  { why: "an LF at the start", piece: "\na\r\n", bare: true },
  { why: "no LF after the CR of the chunk before", piece: "a\r\n", afterCr: true, bare: true },
  { why: "a second CR", piece: "a\r\r\n", bare: true },
  { why: "a CR inside", piece: "a\rb", bare: true },
  { why: "an LF inside", piece: "a\nb\r\n", bare: true },
  { why: "LF before CR", piece: "a\n\rb", bare: true },
];
for (const { why, piece, afterCr = false, bare } of ends)
  test(`A03 a chunk with ${why} ${bare ? "has" : "has no"} bare line end`, () =>
    assert.equal(hasBareLineEnd(Buffer.from(piece), afterCr), bare));
