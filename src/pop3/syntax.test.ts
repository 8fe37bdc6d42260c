import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { takeCommandLine, takeNumbers, takePassword, takePrintableAscii } from "./syntax.ts";

describe("a command line", () => {
  const table: { line: string; why: string; expected: [string, string] | null }[] = [
    { line: "QUIT", why: "keyword alone", expected: ["QUIT", ""] },
    { line: "retr 1", why: "keywords have no case", expected: ["RETR", "1"] },
    { line: "TOP 1 10", why: "the argument keeps its spaces", expected: ["TOP", "1 10"] },
    { line: "PASS  two  spaces ", why: "only one space belongs to the syntax", expected: ["PASS", " two  spaces "] },
    { line: "NOOP ", why: "an empty argument is none", expected: ["NOOP", ""] },
    { line: "0123456789abcdef", why: "16 characters may be a keyword", expected: ["0123456789ABCDEF", ""] },
    { line: "0123456789abcdefg", why: "17 are none", expected: null },
    { line: "", why: "empty", expected: null },
    { line: " QUIT", why: "a space first", expected: null },
    { line: "QU\tIT", why: "a control character", expected: null },
    { line: "QUÍT", why: "8-bit", expected: null },
  ];
  for (const { line, why, expected } of table)
    it(`${JSON.stringify(line)}: ${why}`, () => {
      const taken = takeCommandLine(Buffer.from(line));
      assert.deepEqual(taken && [taken.keyword, taken.argument.toString()], expected);
    });
});

describe("arguments", () => {
  const numbers: { text: string; count: number; why: string; expected: number[] | null }[] = [
    { text: "1", count: 1, why: "one", expected: [1] },
    { text: "12 0", count: 2, why: "two", expected: [12, 0] },
    { text: "007", count: 1, why: "leading zeros", expected: [7] },
    { text: "999999999999999", count: 1, why: "15 digits", expected: [999_999_999_999_999] },
    { text: "9999999999999999", count: 1, why: "16 digits", expected: null },
    { text: "1 2", count: 1, why: "too many", expected: null },
    { text: "1", count: 2, why: "too few", expected: null },
    { text: "", count: 1, why: "none", expected: null },
    { text: "1  2", count: 2, why: "two spaces", expected: null },
    { text: "-1", count: 1, why: "a sign", expected: null },
    { text: "1e3", count: 1, why: "an exponent", expected: null },
    { text: "0x1", count: 1, why: "hexadecimal", expected: null },
    { text: "\u0661", count: 1, why: "a digit of another script", expected: null },
  ];
  for (const { text, count, why, expected } of numbers)
    it(`${count} number(s) of ${JSON.stringify(text)}: ${why}`, () => {
      assert.deepEqual(takeNumbers(Buffer.from(text), count), expected);
    });

  it("printable text has no controls and no 8-bit octets", () => {
    assert.equal(takePrintableAscii(Buffer.from(" ~")), " ~");
    for (const octet of [0, 0x1f, 0x7f, 0x80, 0xff]) assert.equal(takePrintableAscii(Buffer.from([octet])), null);
  });

  it("a password is UTF-8 without controls", () => {
    assert.equal(takePassword(Buffer.from("mật khẩu ")), "mật khẩu ");
    assert.equal(takePassword(Buffer.from("\ufeffx")), "\ufeffx");
    for (const octets of [[0x61, 0], [0x0a], [0x7f], [0xff], [0xc3], [0xc0, 0xaf]])
      assert.equal(takePassword(Buffer.from(octets)), null);
  });
});
