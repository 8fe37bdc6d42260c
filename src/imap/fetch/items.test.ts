import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { BadCommand, Cursor } from "../syntax.ts";
import { expectFetchPlan } from "./items.ts";

const planOf = (text: string, ...rest: string[]) => {
  const cursor = new Cursor({ parts: [text, ...rest].map((part) => Buffer.from(part)), argumentsAt: 0 });
  const plan = expectFetchPlan(cursor, []);
  cursor.expectEnd();
  return plan;
};
const labels = (text: string) => planOf(text).items.map((item) => ("label" in item ? item.label : item.kind));

describe("fetch items", () => {
  const table: [text: string, items: string[]][] = [
    ["FLAGS", ["FLAGS"]],
    ["(uid flags)", ["UID", "FLAGS"]],
    ["FAST", ["FLAGS", "INTERNALDATE", "RFC822.SIZE"]],
    ["ALL", ["FLAGS", "INTERNALDATE", "RFC822.SIZE", "ENVELOPE"]],
    ["full", ["FLAGS", "INTERNALDATE", "RFC822.SIZE", "ENVELOPE", "BODY"]],
    ["(BODY BODYSTRUCTURE)", ["BODY", "BODYSTRUCTURE"]],
    ["BODY[]", ["BODY[]"]],
    ["BODY.PEEK[]<0.10>", ["BODY[]<0>"]],
    ["BODY[1.2.3]", ["BODY[1.2.3]"]],
    ["BODY[1.MIME]", ["BODY[1.MIME]"]],
    ["BODY[2.HEADER]", ["BODY[2.HEADER]"]],
    ["BODY[text]", ["BODY[TEXT]"]],
    ["BODY[HEADER.FIELDS (From to)]", ["BODY[HEADER.FIELDS (From to)]"]],
    ['BODY[1.HEADER.FIELDS.NOT ("a b" X-Y)]', ['BODY[1.HEADER.FIELDS.NOT ("a b" X-Y)]']],
    ["(RFC822 RFC822.HEADER RFC822.TEXT)", ["RFC822", "RFC822.HEADER", "RFC822.TEXT"]],
    ["(BINARY[1] BINARY.PEEK[2]<5.6> BINARY.SIZE[1.1])", ["BINARY[1]", "BINARY[2]<5>", "BINARY.SIZE[1.1]"]],
    ["(MODSEQ EMAILID THREADID PREVIEW)", ["MODSEQ", "EMAILID", "THREADID", "PREVIEW"]],
    ["PREVIEW (LAZY)", ["PREVIEW"]],
    ["(FLAGS FLAGS)", ["FLAGS"]],
  ];
  for (const [text, items] of table) it(`reads ${text}`, () => assert.deepEqual(labels(text), items));

  it("reads header names as literals", () => {
    const plan = planOf("BODY[HEADER.FIELDS (", "Subject", ")]");
    assert.deepEqual(
      plan.items.map((item) => ("label" in item ? item.label : "")),
      ["BODY[HEADER.FIELDS (Subject)]"],
    );
  });

  const refused = [
    "",
    "()",
    "FOO",
    "(ALL)",
    "BODY[",
    "BODY[1.]",
    "BODY[0]",
    "BODY[1..2]",
    "BODY[MIME]",
    "BODY[1 ]",
    "BODY[FOO]",
    "BODY[HEADER.FIELDS]",
    "BODY[HEADER.FIELDS ()]",
    "BODY[]<0>",
    "BODY[]<0.0>",
    "BODY[]<1.2",
    "BINARY[TEXT]",
    "FLAGS UID",
    "(FLAGS",
    "BODY.PEEK",
    "BODY[1A]",
    "PREVIEW (EAGER)",
  ];
  for (const text of refused) it(`refuses ${text || "nothing"}`, () => assert.throws(() => planOf(text), BadCommand));
});

describe("how deep an item looks", () => {
  const table: [text: string, row: boolean, bytes: boolean, seen: boolean][] = [
    ["(UID FLAGS MODSEQ EMAILID)", false, false, false],
    ["RFC822.SIZE", true, false, false],
    ["BODY", true, false, false],
    ["BODY.PEEK[]", false, true, false],
    ["BODY[]", false, true, true],
    ["BINARY[1]", false, true, true],
    ["BINARY.SIZE[1]", false, true, false],
    ["RFC822", false, true, true],
    ["RFC822.HEADER", false, true, false],
    ["(UID BODY[TEXT] ENVELOPE)", true, true, true],
  ];
  for (const [text, row, bytes, seen] of table) {
    it(`${text}: ${[row && "row", bytes && "bytes", seen && "sets \\Seen"].filter(Boolean).join(", ") || "picture only"}`, () => {
      const { needsRow, needsBytes, setsSeen } = planOf(text);
      assert.deepEqual([needsRow, needsBytes, setsSeen], [row, bytes, seen]);
    });
  }
});
