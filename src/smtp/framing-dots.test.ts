import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { Content, type ContentFault } from "./content.ts";
import { DotReader } from "./framing-dots.ts";

const roomy = { maxBytes: 1_000_000, declaredBytes: 0, claimRoom: () => ({ [Symbol.dispose]() {} }) };

interface Reading {
  /** What the letter became; null = the end never came. */
  letter: string | null;
  fault: ContentFault | null;
  /** Octets left behind the end. */
  rest: string;
}

function read(chunks: readonly string[]): Reading {
  const content = new Content(roomy);
  const reader = new DotReader(content);
  let rest = "";
  for (const chunk of chunks) {
    const octets = Buffer.from(chunk, "latin1");
    const used = reader.done ? 0 : reader.read(octets);
    rest += octets.toString("latin1", used);
  }
  return { letter: reader.done ? content.bytes().toString("latin1") : null, fault: content.fault, rest };
}

const whole: { why: string; sent: string; letter: string; rest?: string }[] = [
  { why: "an empty letter", sent: ".\r\n", letter: "" },
  { why: "one line", sent: "a\r\n.\r\n", letter: "a\r\n" },
  { why: "an empty line", sent: "\r\n.\r\n", letter: "\r\n" },
  { why: "a stuffed dot", sent: "..\r\n.\r\n", letter: ".\r\n" },
  { why: "a stuffed dot before text", sent: "..a\r\n.\r\n", letter: ".a\r\n" },
  { why: "a dot that was not stuffed, which goes all the same", sent: ".a\r\n.\r\n", letter: "a\r\n" },
  { why: "three dots", sent: "...\r\n.\r\n", letter: "..\r\n" },
  { why: "dots inside a line", sent: "a..b.\r\n.\r\n", letter: "a..b.\r\n" },
  { why: "a dot and a space, no end", sent: ". \r\n.\r\n", letter: " \r\n" },
  { why: "8-bit octets", sent: "\xe1\xba\xa1\xff\r\n.\r\n", letter: "\xe1\xba\xa1\xff\r\n" },
  { why: "a line of 5,000 octets", sent: `${"x".repeat(5_000)}\r\n.\r\n`, letter: `${"x".repeat(5_000)}\r\n` },
  { why: "a command behind the end", sent: "a\r\n.\r\nQUIT\r\n", letter: "a\r\n", rest: "QUIT\r\n" },
];
for (const { why, sent, letter, rest = "" } of whole)
  test(`the dot reader takes ${why}`, () => {
    assert.deepEqual(read([sent]), { letter, fault: null, rest });
    assert.deepEqual(read([...sent]), { letter, fault: null, rest });
  });

/** The public scanner's nine false ends, and our own variants; `x` says that nothing of them ends the letter. */
const falseEnds = [
  "\n.\n",
  "\n.\r",
  "\r.\n",
  "\r.\r",
  "\n.\r\n",
  "\r.\r\n",
  "\r\n\0.\r\n",
  "\r\n.\r\r\n",
  "\r\r\n.\r\r\n",
  "\r\n.\n",
  "\r\n.\r",
  "\r\n.\n\r\n",
  "\n\r.\r\n",
  "\r\n.\0\r\n",
  "\r\n.\r\0\n",
  "\n\n.\n\n",
];
for (const end of falseEnds)
  test(`A01 ${JSON.stringify(end)} does not end a letter and marks it`, () => {
    const { letter, fault, rest } = read([`a${end}MAIL FROM:<x@y.example>\r\n.\r\nQUIT\r\n`]);
    assert.equal(letter, "");
    assert.equal(fault, end.includes("\0") && !/(?<!\r)\n|\r(?!\n)/.test(end) ? "nul" : "bare-line-end");
    assert.equal(rest, "QUIT\r\n");
  });

test("A01 CR CR LF before a true end is an end, of a letter that is marked", () => {
  assert.deepEqual(read(["a\r\r\n.\r\nQUIT\r\n"]), { letter: "", fault: "bare-line-end", rest: "QUIT\r\n" });
});

/** The rules over the whole text at once. */
function reference(text: string): Reading {
  const end = `\r\n${text}`.indexOf("\r\n.\r\n");
  if (end < 0) return { letter: null, fault: null, rest: "" };
  const inside = text.slice(0, end);
  const rest = text.slice(end + 3);
  if (/(?<!\r)\n|\r(?!\n)/.test(inside)) return { letter: "", fault: "bare-line-end", rest };
  const letter = inside.replace(/^\./, "").replaceAll("\r\n.", "\r\n");
  return { letter, fault: null, rest };
}

test("A01 how a letter is cut into segments changes nothing, and no false end counts", () => {
  const piece = fc.constantFrom("\r\n", "\r", "\n", ".", "..", "a", "bc", "\r\n.", "\r\n.\r\n", "\n.\n", "\r\r\n");
  const cuts = fc.array(fc.nat(40), { maxLength: 8 });
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 16 }), cuts, (pieces, points) => {
      const text = `${pieces.join("")}\r\n.\r\n`;
      const sorted = [0, ...points.map((point) => Math.min(point, text.length)), text.length].sort((a, b) => a - b);
      const expected = reference(text);
      assert.deepEqual(read([text]), expected);
      assert.deepEqual(read(sorted.slice(1).map((point, i) => text.slice(sorted[i], point))), expected);
      assert.deepEqual(read([...text]), expected);
    }),
    { numRuns: 1_000 },
  );
});

test("a letter of nothing but CR, LF or stuffed dots is read in linear time", () => {
  for (const text of ["\n", "\r", "..\r\n", ".\r", "\r\n"]) {
    const content = new Content({ ...roomy, maxBytes: 50_000_000 });
    const reader = new DotReader(content);
    const chunk = Buffer.from(text.repeat(65_536 / text.length));
    const started = process.cpuUsage();
    for (let i = 0; i < 100; i++) reader.read(chunk);
    const { user } = process.cpuUsage(started);
    assert.ok(user < 5_000_000, JSON.stringify(text)); // microseconds; quadratic would be minutes
  }
});
