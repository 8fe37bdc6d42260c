import assert from "node:assert/strict";
import { test } from "node:test";
import { receivedFields } from "./received-fields.ts";

const one = "Received: from a by b;\r\n\tMon, 23 Nov 2026 02:00:00 +0000\r\n";
const cases: { why: string; letter: string; count: number }[] = [
  { why: "none", letter: "Subject: x\r\n\r\nbody", count: 0 },
  { why: "three among others", letter: `${one}X: y\r\n${one}${one}\r\nbody`, count: 3 },
  { why: "any case", letter: "RECEIVED: x\r\nreceived: y\r\n\r\n", count: 2 },
  { why: "those in the body not", letter: `${one}\r\n${one}`, count: 1 },
  { why: "a folded line that begins with the word not", letter: "X: y\r\n received: z\r\n\r\n", count: 0 },
  { why: "other names with that beginning not", letter: "Received-SPF: x\r\nReceive: y\r\n\r\n", count: 0 },
  { why: "a letter without a body", letter: one, count: 1 },
  { why: "an empty letter", letter: "", count: 0 },
];
for (const { why, letter, count } of cases)
  test(`Received fields are counted: ${why}`, () => assert.equal(receivedFields(Buffer.from(letter), 100_000), count));

test("no more of the header is looked at than the limit says", () => {
  const letter = Buffer.from(one.repeat(10));
  assert.equal(receivedFields(letter, one.length * 4), 4);
  assert.equal(receivedFields(letter, one.length * 4 + 1), 5);
});
