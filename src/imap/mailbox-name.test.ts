import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { decodeName, decodeUtf7, encodeName, encodeUtf7, lookupPath, pathOfName } from "./mailbox-name.ts";
import { Refusal } from "./replies.ts";
import { BadCommand } from "./syntax.ts";

describe("modified UTF-7", () => {
  const table = [
    { text: "INBOX", utf7: "INBOX" },
    { text: "Thư đi", utf7: "Th&AbA- &ARE-i", why: "Vietnamese" },
    { text: "R&D", utf7: "R&-D", why: "the shift character itself" },
    { text: "&", utf7: "&-" },
    { text: "台北日本語", utf7: "&U,BTF2XlZyyKng-", why: "the example of RFC 3501 §5.1.3" },
    { text: "😀", utf7: "&2D3eAA-", why: "a surrogate pair" },
    { text: "a~b", utf7: "a~b" },
  ];
  for (const { text, utf7, why } of table) {
    it(`${text} is ${utf7}${why ? `: ${why}` : ""}`, () => {
      assert.equal(encodeUtf7(text), utf7);
      assert.equal(decodeUtf7(Buffer.from(utf7)), text);
    });
  }

  const refused = [
    { utf7: "&", why: "a shift without an end" },
    { utf7: "&AbA", why: "no closing minus" },
    { utf7: "&A-", why: "half an octet" },
    { utf7: "&AGE-", why: "an ASCII letter in disguise" },
    { utf7: "&AbA-&AbA-", why: "two shifts that should be one" },
    { utf7: "&AbB-", why: "pad bits that are not zero" },
    { utf7: "&2D0-", why: "half a surrogate pair" },
    { utf7: "&AbA=-", why: "padding" },
    { utf7: "&Ab/A-", why: "the slash of ordinary base64" },
    { utf7: "th\xc6\xb0", why: "8-bit octets" },
    { utf7: "a\tb", why: "a control" },
  ];
  for (const { utf7, why } of refused) {
    it(`refuses ${why}`, () => assert.throws(() => decodeUtf7(Buffer.from(utf7, "latin1")), BadCommand));
  }
});

describe("names on the wire", () => {
  it("are UTF-8 once that is enabled, and modified UTF-7 before", () => {
    assert.equal(encodeName("Thư", false), '"Th&AbA-"');
    assert.equal(encodeName("Thư", true), '"Thư"');
    assert.equal(decodeName(Buffer.from("R&D"), true), "R&D");
    assert.throws(() => decodeName(Buffer.from([0x54, 0xff]), true), BadCommand);
  });
  it("are composed: two spellings of one name are one mailbox", () => {
    assert.equal(decodeName(Buffer.from("Thư".normalize("NFD")), true), "Thư".normalize("NFC"));
  });
  it("are quoted", () => assert.equal(encodeName('a"b\\c', true), '"a\\"b\\\\c"'));
});

describe("paths", () => {
  const table: [string, string[]][] = [
    ["Du an/2026", ["Du an", "2026"]],
    ["Du an/", ["Du an"]],
    ["inbox", ["INBOX"]],
    ["InBox/con", ["INBOX", "con"]],
    ["con/inbox", ["con", "inbox"]],
  ];
  for (const [name, path] of table)
    it(`${name} is ${JSON.stringify(path)}`, () => assert.deepEqual(pathOfName(name), path));
  const refused = [
    "",
    "/",
    "/a",
    "a//b",
    "a*",
    "a%b",
    "a\u0007",
    "a\u2028b",
    "\ud800",
    "a/".repeat(21),
    "x".repeat(256),
  ];
  for (const name of refused) {
    it(`refuses ${JSON.stringify(name.slice(0, 20))}`, () => {
      assert.throws(() => pathOfName(name), Refusal);
      assert.doesNotThrow(() => lookupPath(name));
    });
  }
  it("takes the longest name and the deepest path", () => {
    assert.doesNotThrow(() => pathOfName("x".repeat(255)));
    assert.equal(pathOfName(Array(20).fill("a").join("/")).length, 20);
  });
});
