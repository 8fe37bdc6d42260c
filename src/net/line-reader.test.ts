import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type LineOutcome, LineReader } from "./line-reader.ts";

const text = (outcome: LineOutcome) => (typeof outcome === "string" ? `<${outcome}>` : outcome.toString("latin1"));

function read(chunks: readonly (string | Buffer)[], maxBytes = 16): string[] {
  const reader = new LineReader(maxBytes);
  const seen: string[] = [];
  for (const chunk of chunks) {
    reader.push(Buffer.from(chunk as string, "latin1"));
    for (let outcome = reader.next(); outcome !== null; outcome = reader.next()) {
      seen.push(text(outcome));
      if (outcome === "bare-line-end") return seen;
    }
  }
  return seen;
}

const cases: { why: string; chunks: string[]; lines: string[] }[] = [
  { why: "one line", chunks: ["NOOP\r\n"], lines: ["NOOP"] },
  { why: "an empty line", chunks: ["\r\n"], lines: [""] },
  { why: "a pipelined group", chunks: ["A\r\nB\r\nC\r\n"], lines: ["A", "B", "C"] },
  { why: "a line split between CR and LF", chunks: ["NOOP\r", "\nQUIT\r\n"], lines: ["NOOP", "QUIT"] },
  { why: "an unfinished line", chunks: ["A\r\nNO"], lines: ["A"] },
  { why: "a line at the limit", chunks: [`${"x".repeat(14)}\r\n`], lines: ["x".repeat(14)] },
  { why: "a line one octet over the limit", chunks: [`${"x".repeat(15)}\r\nA\r\n`], lines: ["<too-long>", "A"] },
  { why: "an endless line, told once", chunks: ["x".repeat(99), "y".repeat(99)], lines: ["<too-long>"] },
  { why: "a long line that ends much later", chunks: ["x".repeat(99), "y\r", "\nA\r\n"], lines: ["<too-long>", "A"] },
  {
    why: "a long line that ends in a bare LF",
    chunks: ["x".repeat(99), "y\nA\r\n"],
    lines: ["<too-long>", "<bare-line-end>"],
  },
  { why: "a bare LF", chunks: ["A\nB\r\n"], lines: ["<bare-line-end>"] },
  { why: "a bare LF at the start", chunks: ["\nB\r\n"], lines: ["<bare-line-end>"] },
  { why: "a bare CR before the end", chunks: ["A\rB\r\n"], lines: ["<bare-line-end>"] },
  { why: "two CR", chunks: ["A\r\r\n"], lines: ["<bare-line-end>"] },
  { why: "a bare CR in a line not finished", chunks: ["A\rB"], lines: ["<bare-line-end>"] },
  { why: "a bare LF in a second segment", chunks: ["A", "\n"], lines: ["<bare-line-end>"] },
  { why: "a NUL and 8-bit octets, which are the protocol's to judge", chunks: ["\0\xff\r\n"], lines: ["\0\xff"] },
];
for (const { why, chunks, lines } of cases)
  test(`the line reader handles ${why}`, () => assert.deepEqual(read(chunks), lines));

test("how the octets are cut into segments changes nothing", () => {
  const piece = fc.constantFrom("A", "BC", "\r\n", "\r", "\n", "x".repeat(20), "\r\n\r\n", "y".repeat(14));
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), fc.array(fc.nat(60), { maxLength: 6 }), (pieces, cuts) => {
      const whole = pieces.join("");
      const points = [0, ...cuts.map((cut) => Math.min(cut, whole.length)), whole.length].sort((a, b) => a - b);
      const chunks = points.slice(1).map((point, i) => whole.slice(points[i], point));
      assert.deepEqual(read(chunks), read([whole]));
      assert.deepEqual(read([...whole]), read([whole]));
    }),
    { numRuns: 300 },
  );
});

test("A08 ten megabytes without a line end are told once and never kept", () => {
  const reader = new LineReader(2_048);
  let outcomes = 0;
  for (let i = 0; i < 160; i++) {
    reader.push(Buffer.alloc(65_536, 0x41));
    for (let outcome = reader.next(); outcome !== null; outcome = reader.next()) outcomes++;
    assert.equal(reader.buffered, 0);
  }
  assert.equal(outcomes, 1);
});

test("the rest behind a line can be taken away and put back", () => {
  const reader = new LineReader(64);
  reader.push(Buffer.from("BDAT 3\r\nabcNOOP\r\nQU"));
  assert.equal(text(reader.next() ?? "too-long"), "BDAT 3");
  assert.equal(reader.buffered, 11);
  const rest = reader.takeRest();
  assert.equal(reader.buffered, 0);
  reader.push(rest.subarray(3));
  assert.equal(text(reader.next() ?? "too-long"), "NOOP");
  assert.equal(reader.next(), null);
  reader.push(Buffer.from("IT\r\n"));
  assert.equal(text(reader.next() ?? "too-long"), "QUIT");
});

test("the limit can change between two lines", () => {
  const reader = new LineReader(8);
  reader.push(Buffer.from("AUTH\r\n0123456789\r\n0123456789\r\n"));
  assert.equal(text(reader.next() ?? "too-long"), "AUTH");
  reader.maxBytes = 32;
  assert.equal(text(reader.next() ?? "too-long"), "0123456789");
  reader.maxBytes = 8;
  assert.equal(reader.next(), "too-long");
});
