import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { BadCommand, Cursor } from "./syntax.ts";

/** A cursor over text and literals by turns, as framing leaves them. */
const over = (...parts: string[]) =>
  new Cursor({ parts: parts.map((part) => Buffer.from(part, "latin1")), argumentsAt: 0 });

describe("strings", () => {
  const taken = [
    { why: "an atom", cursor: () => over("INBOX"), text: "INBOX" },
    { why: "an atom with a closing bracket, which astring allows", cursor: () => over("a]b"), text: "a]b" },
    { why: "a quoted string", cursor: () => over('"a b"'), text: "a b" },
    { why: "an empty quoted string", cursor: () => over('""'), text: "" },
    { why: "escapes", cursor: () => over('"a\\"b\\\\"'), text: 'a"b\\' },
    { why: "UTF-8 in quotes, which Roundcube sends", cursor: () => over('"\xe1\xbb\xa7"'), text: "ủ" },
    { why: "a literal", cursor: () => over("", "a\r\nb", ""), text: "a\r\nb" },
  ];
  for (const { why, cursor, text } of taken) it(`takes ${why}`, () => assert.equal(cursor().expectText(), text));

  const readAll = (cursor: Cursor) => {
    cursor.expectText();
    cursor.expectEnd();
  };
  const refused = [
    { why: "nothing", cursor: () => over("") },
    { why: "a parenthesis", cursor: () => over("(a)") },
    { why: "an open quotation", cursor: () => over('"a') },
    { why: "a quotation that ends in a backslash", cursor: () => over('"a\\') },
    { why: "an escape of another character", cursor: () => over('"a\\b"') },
    { why: "NUL in quotes", cursor: () => over('"a\0"') },
    { why: "CR in quotes", cursor: () => over('"a\r"') },
    { why: "NUL in a literal (RFC 9051 §9 CHAR8)", cursor: () => over("", "a\0", "") },
    { why: "octets that are no UTF-8", cursor: () => over('"\xe9"') },
    { why: "8-bit in an atom", cursor: () => over("\xc3\xa9") },
    { why: "a literal8 where text is wanted", cursor: () => over("~", "a", "") },
  ];
  for (const { why, cursor } of refused) it(`refuses ${why}`, () => assert.throws(() => readAll(cursor()), BadCommand));

  it("goes on behind a literal", () => {
    const cursor = over("", "user", " ", "secret", "");
    assert.equal(cursor.expectText(), "user");
    cursor.expectSpace();
    assert.equal(cursor.expectText(), "secret");
    cursor.expectEnd();
  });

  it("does not end before an unread literal", () => {
    assert.equal(over("", "x", "").isAtEnd(), false);
  });

  it("tells literals from literal8s", () => {
    assert.equal(over("~", "\0", "").takeLiteral("either")?.length, 1);
    assert.equal(over("~", "\0", "").takeLiteral("plain"), null);
    assert.equal(over("", "a", "").takeLiteral("binary"), null);
  });
});

describe("numbers", () => {
  const table = [
    { text: "0", value: 0 },
    { text: "4294967295", value: 4294967295 },
    { text: "007", value: 7 },
  ];
  for (const { text, value } of table) it(`reads ${text}`, () => assert.equal(over(text).expectNumber(), value));
  for (const text of ["4294967296", "", "-1", "x"]) {
    it(`refuses "${text}"`, () => assert.throws(() => over(text).expectNumber(), BadCommand));
  }
  it("reads 64 bits where the grammar says so, and not more", () => {
    assert.equal(over("9007199254740993").expectNumber64(), Number.MAX_SAFE_INTEGER);
    assert.throws(() => over("99999999999999999999").expectNumber64(), BadCommand);
  });
  it("keeps zero out where the grammar does", () => assert.throws(() => over("0").expectNonZero(), BadCommand));
});

describe("words and lists", () => {
  it("takes a word in any case, whole words only", () => {
    assert.equal(over("return (").takeWord("RETURN"), true);
    assert.equal(over("RETURNS").takeWord("RETURN"), false);
    assert.equal(over("RET").takeWord("RETURN"), false);
  });
  it("reads lists of one or more, and empty ones only where allowed", () => {
    const list = (text: string, min: 0 | 1) => {
      const cursor = over(text);
      return cursor.expectList(() => cursor.expectAtom(), min);
    };
    assert.deepEqual(list("(a b)", 1), ["a", "b"]);
    assert.deepEqual(list("()", 0), []);
    for (const text of ["()", "(a", "(a  b)", "( a)", "(a )", "a"]) assert.throws(() => list(text, 1), BadCommand);
  });
  it("lets wildcards stand bare in a list pattern and nowhere else", () => {
    assert.equal(over("Th%/*").expectListMailbox().toString(), "Th%/*");
    assert.equal(over("Th%").expectAtom(), "Th");
  });
  it("says where it stopped and never quotes the input", () => {
    assert.throws(() => over("abc!").expectEnd(), { message: "Expected the end of the command at octet 1" });
  });
});
