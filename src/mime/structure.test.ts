import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { limits } from "#base/limits.ts";
import { readLetter } from "./read-letter.ts";
import { imapBodyStructure } from "./structure.ts";

const structure = (extended: boolean, ...lines: string[]): string => {
  const bytes = Buffer.from(lines.join("\r\n"));
  return imapBodyStructure(bytes, readLetter(bytes).root, { extended });
};

const cases: readonly { why: string; letter: string[]; body: string; extension: string }[] = [
  {
    why: "RFC 2045 §5.2: no Content-Type is US-ASCII text",
    letter: ["Subject: x", "", "hi", ""],
    body: '("text" "plain" ("charset" "us-ascii") NIL NIL "7bit" 4 1)',
    extension: '("text" "plain" ("charset" "us-ascii") NIL NIL "7bit" 4 1 NIL NIL NIL NIL)',
  },
  {
    why: "all fields of a file",
    letter: [
      'Content-Type: Image/PNG; Name="a \\"b\\".png"',
      "Content-ID: <1@x>",
      "Content-Description: hình",
      "Content-Transfer-Encoding: BASE64",
      "Content-MD5: Q2hlY2sgSW50ZWdyaXR5IQ==",
      "Content-Disposition: inline; filename=a.png; size=3",
      "Content-Language: vi, en",
      "Content-Location: http://x.vn/a.png",
      "",
      "YWJj",
    ],
    body: '("image" "png" ("name" "a \\"b\\".png") "<1@x>" "=?UTF-8?B?aMOsbmg=?=" "base64" 4)',
    extension:
      '("image" "png" ("name" "a \\"b\\".png") "<1@x>" "=?UTF-8?B?aMOsbmg=?=" "base64" 4 "Q2hlY2sgSW50ZWdyaXR5IQ==" ' +
      '("inline" ("filename" "a.png" "size" "3")) ("vi" "en") "http://x.vn/a.png")',
  },
  {
    why: "RFC 2231 parameters as written",
    letter: [
      "Content-Type: application/pdf; name*0*=UTF-8''B%C3%A1o;",
      " name*1=.pdf",
      "Content-Disposition: attachment",
      "",
      "x",
    ],
    body: `("application" "pdf" ("name*0*" "UTF-8''B%C3%A1o" "name*1" ".pdf") NIL NIL "7bit" 1)`,
    extension: `("application" "pdf" ("name*0*" "UTF-8''B%C3%A1o" "name*1" ".pdf") NIL NIL "7bit" 1 NIL ("attachment" NIL) NIL NIL)`,
  },
  {
    why: "raw UTF-8 in a parameter becomes an encoded-word",
    letter: ['Content-Type: application/pdf; name="Báo.pdf"', "", "x"],
    body: '("application" "pdf" ("name" "=?UTF-8?B?QsOhby5wZGY=?=") NIL NIL "7bit" 1)',
    extension: '("application" "pdf" ("name" "=?UTF-8?B?QsOhby5wZGY=?=") NIL NIL "7bit" 1 NIL NIL NIL NIL)',
  },
  {
    why: "a multipart, its children without space between",
    letter: [
      "Content-Type: multipart/alternative; boundary=b",
      "",
      "--b",
      "",
      "one",
      "--b",
      "Content-Type: text/html",
      "",
      "two",
      "three",
      "",
      "--b--",
    ],
    body: '(("text" "plain" ("charset" "us-ascii") NIL NIL "7bit" 3 0)("text" "html" NIL NIL NIL "7bit" 12 2) "alternative")',
    extension:
      '(("text" "plain" ("charset" "us-ascii") NIL NIL "7bit" 3 0 NIL NIL NIL NIL)' +
      '("text" "html" NIL NIL NIL "7bit" 12 2 NIL NIL NIL NIL) "alternative" ("boundary" "b") NIL NIL NIL)',
  },
  {
    why: "an embedded letter with envelope, structure and lines",
    letter: ["Content-Type: message/rfc822", "", "Subject: x", "", "hi", ""],
    body:
      '("message" "rfc822" NIL NIL NIL "7bit" 18 (NIL "x" NIL NIL NIL NIL NIL NIL NIL NIL) ' +
      '("text" "plain" ("charset" "us-ascii") NIL NIL "7bit" 4 1) 3)',
    extension:
      '("message" "rfc822" NIL NIL NIL "7bit" 18 (NIL "x" NIL NIL NIL NIL NIL NIL NIL NIL) ' +
      '("text" "plain" ("charset" "us-ascii") NIL NIL "7bit" 4 1 NIL NIL NIL NIL) 3 NIL NIL NIL NIL)',
  },
  {
    why: "an encoded letter has no envelope to give",
    letter: ["Content-Type: message/rfc822", "Content-Transfer-Encoding: base64", "", "U3ViamVjdDogeA=="],
    body: '("application" "octet-stream" NIL NIL NIL "base64" 16)',
    extension: '("application" "octet-stream" NIL NIL NIL "base64" 16 NIL NIL NIL NIL)',
  },
  {
    why: "a multipart without parts is the text it is read as",
    letter: ["Content-Type: multipart/mixed", "", "hi"],
    body: '("text" "plain" NIL NIL NIL "7bit" 2 0)',
    extension: '("text" "plain" NIL NIL NIL "7bit" 2 0 NIL NIL NIL NIL)',
  },
  {
    why: "a parameter given twice comes once",
    letter: ["Content-Type: text/plain; charset=a; charset=b", "Content-Language: ,", "", ""],
    body: '("text" "plain" ("charset" "a") NIL NIL "7bit" 0 0)',
    extension: '("text" "plain" ("charset" "a") NIL NIL "7bit" 0 0 NIL NIL NIL NIL)',
  },
];

describe("imapBodyStructure", () => {
  for (const { why, letter, body, extension } of cases) {
    it(why, () => {
      assert.equal(structure(false, ...letter), body);
      assert.equal(structure(true, ...letter), extension);
    });
  }
});

describe("what a structure may weigh", () => {
  const letterWith = (parts: number, parameters: number): Buffer => {
    const list = Array.from({ length: parameters }, (_, i) => `;\r\n p${i}="${"x".repeat(1_000)}"`).join("");
    const one = `--b\r\nContent-Type: image/png${list}\r\n\r\nx\r\n`;
    return Buffer.from(`Content-Type: multipart/mixed; boundary=b\r\n\r\n${one.repeat(parts)}--b--`);
  };
  const weigh = (bytes: Buffer): string => imapBodyStructure(bytes, readLetter(bytes).root, { extended: true });

  it("is bounded however many parameters its parts have; every part stays", () => {
    const structure = weigh(letterWith(500, 50));
    assert.ok(structure.length < limits.imapStructureChars + 500 * 100, String(structure.length));
    assert.equal(structure.split('("image" "png"').length - 1, 500);
    assert.ok(structure.includes('("p0" "xxx') && structure.includes('("image" "png" NIL'));
  });

  it("is whole below the limit", () => {
    assert.ok(!weigh(letterWith(5, 50)).includes('("image" "png" NIL'));
  });

  it("has strings up to the limit and the beginning of longer ones", () => {
    const described = (length: number): string =>
      weigh(Buffer.from(`Content-Description: ${"x".repeat(length)}\r\n\r\n`));
    assert.ok(described(limits.imapStringChars).includes(`"${"x".repeat(limits.imapStringChars)}"`));
    assert.ok(described(limits.imapStringChars + 1).includes(`"${"x".repeat(limits.imapStringChars)}"`));
  });
});
