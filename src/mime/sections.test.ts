import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readLetter } from "./read-letter.ts";
import { parseSection, sectionBytes } from "./sections.ts";

// The example of RFC 9051 §6.4.5.1, its parts named in their bodies.
const inner = [
  "Subject: inner",
  "Content-Type: multipart/mixed; boundary=c",
  "",
  "--c",
  "",
  "3.1",
  "--c",
  "X: 3.2",
  "Content-Type: image/png",
  "",
  "3.2",
  "--c--",
];
const lines = [
  "From: a@b.vn",
  "subject: outer",
  " folded",
  "Content-Type: multipart/mixed; boundary=b",
  "",
  "preamble",
  "--b",
  "X: 1",
  "",
  "1",
  "--b",
  "Content-Type: message/rfc822",
  "",
  "Subject: single",
  "",
  "2.1",
  "--b",
  "Content-Type: message/rfc822",
  "",
  ...inner,
  "--b",
  "Content-Type: multipart/alternative; boundary=d",
  "",
  "--d",
  "",
  "4.1",
  "--d--",
  "--b--",
  "",
];
const bytes = Buffer.from(lines.join("\r\n"));
const letter = readLetter(bytes);
const section = (text: string): string | null => sectionBytes(bytes, letter, text)?.toString("latin1") ?? null;

const header = `${lines.slice(0, 4).join("\r\n")}\r\n\r\n`;

const sections: readonly [section: string, octets: string | null, why: string][] = [
  ["", bytes.toString(), "the whole letter"],
  ["HEADER", header, "its header with the blank line"],
  ["TEXT", bytes.toString().slice(header.length), "its body"],
  ["1", "1", "a part"],
  ["1.MIME", "X: 1\r\n\r\n", "the header of a part"],
  ["1.1", null, "a text has no parts"],
  ["1.HEADER", null, "HEADER is of letters"],
  ["1.TEXT", null, "so is TEXT"],
  ["2", "Subject: single\r\n\r\n2.1", "an embedded letter whole"],
  ["2.HEADER", "Subject: single\r\n\r\n", "its header"],
  ["2.TEXT", "2.1", "its body"],
  ["2.MIME", "Content-Type: message/rfc822\r\n\r\n", "the header of the part it is in"],
  ["2.1", "2.1", "its only part"],
  ["2.2", null, "it has one"],
  ["2.1.1", null, "which has none"],
  ["2.1.MIME", "Subject: single\r\n\r\n", "the only part's header is the letter's"],
  ["3", inner.join("\r\n"), "an embedded multipart letter"],
  ["3.HEADER", `${inner.slice(0, 2).join("\r\n")}\r\n\r\n`, "its header"],
  ["3.1", "3.1", "its first part"],
  ["3.2.mime", "X: 3.2\r\nContent-Type: image/png\r\n\r\n", "its second part's header, in any case"],
  ["3.3", null, "no third"],
  ["4", "--d\r\n\r\n4.1\r\n--d--", "a multipart part"],
  ["4.1", "4.1", "its part"],
  ["4.HEADER", null, "it is no letter"],
  ["5", null, "no fifth"],
  ["HEADER.FIELDS (SUBJECT)", "subject: outer\r\n folded\r\n\r\n", "a field as written, folding too"],
  ["HEADER.FIELDS (Subject From)", "From: a@b.vn\r\nsubject: outer\r\n folded\r\n\r\n", "in the order of the letter"],
  ['HEADER.FIELDS ("from")', "From: a@b.vn\r\n\r\n", "a quoted name"],
  ["HEADER.FIELDS (X-None)", "\r\n", "none of them"],
  ["HEADER.FIELDS.NOT (Subject Content-Type)", "From: a@b.vn\r\n\r\n", "all but"],
  ["2.HEADER.FIELDS (subject)", "Subject: single\r\n\r\n", "of an embedded letter"],
  ["1.HEADER.FIELDS (x)", null, "not of a part"],
];

describe("sectionBytes", () => {
  for (const [name, octets, why] of sections) it(`[${name}] ${why}`, () => assert.equal(section(name), octets));

  it("calls the body of a letter without parts 1", () => {
    const single = Buffer.from("Subject: x\r\n\r\nbody");
    assert.equal(sectionBytes(single, readLetter(single), "1")?.toString(), "body");
    assert.equal(sectionBytes(single, readLetter(single), "1.MIME")?.toString(), "Subject: x\r\n\r\n");
    assert.equal(sectionBytes(single, readLetter(single), "2"), null);
    assert.equal(sectionBytes(single, readLetter(single), "1.1"), null);
  });

  it("goes into a letter that is nothing but an embedded letter", () => {
    const single = Buffer.from("Content-Type: message/rfc822\r\n\r\nSubject: x\r\n\r\nbody");
    assert.equal(sectionBytes(single, readLetter(single), "1.1")?.toString(), "body");
    assert.equal(sectionBytes(single, readLetter(single), "1.HEADER")?.toString(), "Subject: x\r\n\r\n");
  });

  it("leaves out lines that are no fields, and ends fields at bare line feeds too", () => {
    const odd = Buffer.from("A: 1\nnonsense\r\nB: 2\n\nbody");
    assert.equal(sectionBytes(odd, readLetter(odd), "HEADER.FIELDS.NOT (X)")?.toString(), "A: 1\nB: 2\n\r\n");
  });
});

describe("parseSection", () => {
  for (const text of [
    "MIME",
    "0",
    "1.",
    "1..2",
    ".1",
    "01",
    "1.0",
    "x",
    "HEADER.FIELDS",
    "HEADER.FIELDS ()",
    "HEADER.FIELDS (a",
    "1.BODY",
    "TEXT.1",
    "1 .2",
    "1234567890",
  ]) {
    it(`refuses [${text}]`, () => assert.equal(parseSection(text), null));
  }
});
