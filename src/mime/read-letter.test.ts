import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { limits } from "#base/limits.ts";
import type { Letter, Part } from "./part.ts";
import { readLetter } from "./read-letter.ts";

const lines = (...text: string[]): Buffer => Buffer.from(text.join("\r\n"));

/** The tree in words: `multipart/mixed(text/plain "a", message/rfc822[text/plain "b"])`. */
function outline(bytes: Buffer, part: Part): string {
  const type = `${part.type}/${part.subtype}`;
  if (part.type === "multipart") return `${type}(${part.children.map((child) => outline(bytes, child)).join(", ")})`;
  if (part.message !== null) return `${type}[${outline(bytes, part.message)}]`;
  return `${type} ${JSON.stringify(bytes.toString("latin1", part.bodyStart, part.end))}`;
}

const read = (bytes: Buffer): { tree: string; defects: string; letter: Letter } => {
  const letter = readLetter(bytes);
  return { tree: outline(bytes, letter.root), defects: letter.defects.join(), letter };
};

const mixed = 'Content-Type: multipart/mixed; boundary="b"';

const trees: readonly { why: string; letter: Buffer; tree: string; defects?: string }[] = [
  { why: "no bytes at all are an empty text", letter: Buffer.alloc(0), tree: 'text/plain ""' },
  { why: "a header without a body ends with the letter", letter: lines("A: b"), tree: 'text/plain ""' },
  { why: "a letter may begin with its body", letter: lines("", "hi"), tree: 'text/plain "hi"' },
  {
    why: "the line end before a delimiter belongs to it",
    letter: lines(mixed, "", "preamble", "--b", "", "one", "--b", "", "two", "", "--b--", "epilogue"),
    tree: 'multipart/mixed(text/plain "one", text/plain "two\\r\\n")',
  },
  {
    why: "a part may have no body",
    letter: lines(mixed, "", "--b", "A: b", "", "--b", "", "--b--"),
    tree: 'multipart/mixed(text/plain "", text/plain "")',
  },
  {
    why: "a delimiter ends a part header that has no blank line",
    letter: lines(mixed, "", "--b", "Content-Type: text/html", "--b--", ""),
    tree: 'multipart/mixed(text/html "")',
  },
  {
    why: "transports add white space to delimiters",
    letter: lines(mixed, "", "--b \t", "", "one", "--b-- ", ""),
    tree: 'multipart/mixed(text/plain "one")',
  },
  {
    why: "the first part may begin with the body",
    letter: lines(mixed, "", "--b", "", "one", "--b--"),
    tree: 'multipart/mixed(text/plain "one")',
  },
  {
    why: "a line that only begins like the boundary is text",
    letter: lines(mixed, "", "--b", "", "--bc", "--b-", "-- b", "--b--c", "--b x", "--b--"),
    tree: 'multipart/mixed(text/plain "--bc\\r\\n--b-\\r\\n-- b\\r\\n--b--c\\r\\n--b x")',
  },
  {
    why: "without the close the last part runs to the end",
    letter: lines(mixed, "", "--b", "", "one", ""),
    tree: 'multipart/mixed(text/plain "one\\r\\n")',
    defects: "missing-close",
  },
  {
    why: "the outer delimiter ends an inner multipart that was not closed",
    letter: lines(mixed, "", "--b", mixed.replace('"b"', "c"), "", "--c", "", "one", "--b", "", "two", "--b--"),
    tree: 'multipart/mixed(multipart/mixed(text/plain "one"), text/plain "two")',
    defects: "missing-close",
  },
  {
    why: "a boundary that another one begins with is told apart",
    letter: lines(
      mixed,
      "",
      "--b",
      mixed.replace('"b"', "bb"),
      "",
      "--bb",
      "",
      "one",
      "--bb--",
      "--b",
      "",
      "two",
      "--b--",
    ),
    tree: 'multipart/mixed(multipart/mixed(text/plain "one"), text/plain "two")',
  },
  {
    why: "of two multiparts with one boundary the inner one has it",
    letter: lines(mixed, "", "--b", mixed, "", "--b", "", "one", "--b--", "--b", "", "two", "--b--"),
    tree: 'multipart/mixed(multipart/mixed(text/plain "one"), text/plain "two")',
  },
  {
    why: "a multipart without boundary is text",
    letter: lines("Content-Type: multipart/mixed", "", "hi"),
    tree: 'text/plain "hi"',
    defects: "missing-boundary",
  },
  {
    why: "a multipart in which no part begins is text",
    letter: lines(mixed, "", "hi", "--b--"),
    tree: 'text/plain "hi\\r\\n--b--"',
    defects: "missing-boundary",
  },
  {
    why: "RFC 2046 §5.1.5: parts of a digest are letters",
    letter: lines(
      mixed.replace("mixed", "digest"),
      "",
      "--b",
      "",
      "Subject: x",
      "",
      "one",
      "--b",
      "Content-Type: text/plain",
      "",
      "two",
      "--b--",
    ),
    tree: 'multipart/digest(message/rfc822[text/plain "one"], text/plain "two")',
  },
  {
    why: "an embedded letter has its own parts",
    letter: lines(
      mixed,
      "",
      "--b",
      "Content-Type: message/rfc822",
      "",
      mixed.replace('"b"', "c"),
      "",
      "--c",
      "",
      "one",
      "--c--",
      "--b--",
    ),
    tree: 'multipart/mixed(message/rfc822[multipart/mixed(text/plain "one")])',
  },
  {
    why: "RFC 6532 §3.7: message/global is a letter too",
    letter: lines("Content-Type: message/global", "", "Subject: x", "", "one"),
    tree: 'message/global[text/plain "one"]',
  },
  {
    why: "an encoded letter cannot be read in place",
    letter: lines("Content-Type: message/rfc822", "Content-Transfer-Encoding: base64", "", "U3ViamVjdDogeA=="),
    tree: 'message/rfc822 "U3ViamVjdDogeA=="',
    defects: "encoded-multipart",
  },
  {
    why: "RFC 2045 §6.4: an encoding on a multipart means nothing",
    letter: lines(mixed, "Content-Transfer-Encoding: base64", "", "--b", "", "one", "--b--"),
    tree: 'multipart/mixed(text/plain "one")',
    defects: "encoded-multipart",
  },
  {
    why: "message/delivery-status holds fields, no letter",
    letter: lines("Content-Type: message/delivery-status", "", "Reporting-MTA: dns; x"),
    tree: 'message/delivery-status "Reporting-MTA: dns; x"',
  },
  {
    why: "a type without subtype is unreadable",
    letter: lines("Content-Type: html", "", "x"),
    tree: 'text/plain "x"',
    defects: "ambiguous-type",
  },
  {
    why: "two boundaries could be read two ways",
    letter: lines('Content-Type: multipart/mixed; boundary="b"; boundary="c"', "", "--b", "", "one", "--b--"),
    tree: 'multipart/mixed(text/plain "one")',
    defects: "ambiguous-type",
  },
  {
    why: "of two Content-Types the first counts",
    letter: lines("Content-Type: text/html", "Content-Type: image/png", "", "x"),
    tree: 'text/html "x"',
    defects: "duplicate-field",
  },
  {
    why: "old transports leave bare line feeds",
    letter: Buffer.from(`${mixed}\n\n--b\n\none\n--b--\n`),
    tree: 'multipart/mixed(text/plain "one")',
    defects: "bare-line-end",
  },
  {
    why: "also behind a delimiter",
    letter: lines(mixed, "", "--b", "", "one", "--b--\n"),
    tree: 'multipart/mixed(text/plain "one")',
    defects: "bare-line-end",
  },
  {
    why: "an unreadable type is plain text in a digest too",
    letter: lines(mixed.replace("mixed", "digest"), "", "--b", "Content-Type: x", "", "A: b", "--b--"),
    tree: 'multipart/digest(text/plain "A: b")',
    defects: "ambiguous-type",
  },
  {
    why: "a boundary may hold spaces and any sign of RFC 2046",
    letter: lines(
      `Content-Type: multipart/mixed; boundary="a b'()+_,-./:=?"`,
      "",
      "--a b'()+_,-./:=?",
      "",
      "one",
      "--a b'()+_,-./:=?--",
    ),
    tree: 'multipart/mixed(text/plain "one")',
  },
];

describe("readLetter", () => {
  for (const { why, letter, tree, defects = "" } of trees) {
    it(why, () => {
      const found = read(letter);
      assert.equal(found.tree, tree);
      assert.equal(found.defects, defects);
    });
  }
});

describe("header fields", () => {
  const fields = (bytes: Buffer): string[] =>
    readLetter(bytes).root.fields.map(
      (f) => `${f.name}=${JSON.stringify(bytes.toString("latin1", f.valueStart, f.end))}`,
    );

  it("keep their folding and end before their last line end", () => {
    const bytes = lines("Subject: a", " b", "\tc", "X-Y:z", "", "body");
    assert.deepEqual(fields(bytes), ['subject=" a\\r\\n b\\r\\n\\tc"', 'x-y="z"']);
  });

  it("go on over a line of only white space (RFC 5322 §4.2)", () => {
    assert.deepEqual(fields(lines("A: b", " ", "C: d", "", "")), ['a=" b\\r\\n "', 'c=" d"']);
  });

  for (const [line, why] of [
    ["no colon here", "a line without colon is no field"],
    [": no name", "a field has a name"],
    ["na me: x", "a name holds no space"],
    ["Tên: x", "a name is ASCII"],
    ["From root Mon Jan 5 00:00:00 2026", "a mailbox separator is no field"],
  ] as const) {
    it(`are passed over and flagged: ${why}`, () => {
      const bytes = lines(line, " continued", "A: b", "", "body");
      assert.deepEqual(fields(bytes), ['a=" b"']);
      assert.deepEqual(readLetter(bytes).defects, ["malformed-field"]);
      assert.equal(bytes.toString("latin1", readLetter(bytes).root.bodyStart), "body");
    });
  }

  it("with white space before the colon are read and flagged (RFC 5322 §4.5.8)", () => {
    const bytes = lines("From : a@b.vn", "", "");
    assert.deepEqual(fields(bytes), ['from=" a@b.vn"']);
    assert.deepEqual(readLetter(bytes).defects, ["malformed-field"]);
  });

  it("that may come once are flagged when they come twice", () => {
    assert.deepEqual(readLetter(lines("From: a@b.vn", "From: c@d.vn", "", "")).defects, ["duplicate-field"]);
    assert.deepEqual(readLetter(lines("Received: a", "Received: b", "", "")).defects, []);
  });
});

describe("lines of a body", () => {
  it("are counted for texts and embedded letters", () => {
    const bytes = lines(
      mixed,
      "",
      "--b",
      "",
      "1",
      "2",
      "",
      "--b",
      "Content-Type: message/rfc822",
      "",
      "A: b",
      "",
      "1",
      "--b--",
      "",
    );
    const [text, letter] = readLetter(bytes).root.children;
    assert.equal(text?.lines, 2);
    assert.equal(letter?.lines, 2);
    assert.equal(letter?.message?.lines, 0);
  });
});

describe("limits of the reader", () => {
  const bounds = { headerBlockBytes: 200, headerFields: 3, letterFields: 6, mimeDepth: 3, mimeParts: 4 };

  it("takes fields up to the limit and flags one more", () => {
    const at = readLetter(lines("A: 1", "B: 2", "C: 3", "", "x"), bounds);
    assert.equal(at.root.fields.length, 3);
    assert.deepEqual(at.defects, []);
    const over = readLetter(lines("A: 1", "B: 2", "C: 3", "D: 4", "", "x"), bounds);
    assert.equal(over.root.fields.length, 3);
    assert.deepEqual(over.defects, ["header-limit"]);
  });

  it("takes fields of all parts up to the limit and flags one more", () => {
    const letter = (last: string): Letter =>
      readLetter(
        lines(mixed, "", "--b", "A: 1", "B: 2", "C: 3", "", "x", "--b", "D: 4", `E: 5${last}`, "", "y", "--b--"),
        bounds,
      );
    const fields = ({ root }: Letter): number[] => [root, ...root.children].map((part) => part.fields.length);
    assert.deepEqual(fields(letter("")), [1, 3, 2]);
    assert.deepEqual(letter("").defects, []);
    assert.deepEqual(fields(letter("\r\nF: 6")), [1, 3, 2]);
    assert.deepEqual(letter("\r\nF: 6").defects, ["header-limit"]);
  });

  it("takes a header block up to the limit and flags one octet more, the body where it was", () => {
    const at = lines(`A: ${"x".repeat(197)}`, "", "body");
    assert.equal(readLetter(at, bounds).root.fields.length, 1);
    assert.deepEqual(readLetter(at, bounds).defects, []);
    const over = lines(`A: ${"x".repeat(198)}`, "B: c", "", "body");
    const letter = readLetter(over, bounds);
    assert.equal(letter.root.fields.length, 0);
    assert.deepEqual(letter.defects, ["header-limit"]);
    assert.equal(over.toString("latin1", letter.root.bodyStart), "body");
  });

  const nested = (levels: number): Buffer => {
    const open = Array.from(
      { length: levels - 1 },
      (_, i) => `Content-Type: multipart/mixed; boundary=b${i}\r\n\r\n--b${i}\r\n`,
    );
    const close = Array.from({ length: levels - 1 }, (_, i) => `\r\n--b${levels - 2 - i}--`);
    return Buffer.from(`${open.join("")}\r\nx${close.join("")}\r\n`);
  };

  it("takes parts nested up to the limit and reads one level more as an opaque file", () => {
    const at = readLetter(nested(3), bounds);
    assert.deepEqual(at.defects, []);
    assert.equal(at.root.children[0]?.children[0]?.type, "text");
    const over = readLetter(nested(4), bounds);
    assert.deepEqual(over.defects, ["depth-limit"]);
    assert.equal(over.root.children[0]?.children[0]?.type, "application");
  });

  it("takes real nesting up to the limit of the system", () => {
    assert.deepEqual(readLetter(nested(limits.mimeDepth)).defects, []);
    assert.deepEqual(readLetter(nested(limits.mimeDepth + 1)).defects, ["depth-limit"]);
  });

  const wide = (parts: number): Buffer => lines(mixed, "", ...Array(parts).fill("--b\r\n\r\nx"), "--b--", "");

  it("takes parts up to the limit and leaves the rest to the last one", () => {
    const at = readLetter(wide(3), bounds);
    assert.equal(at.root.children.length, 3);
    assert.deepEqual(at.defects, []);
    const bytes = wide(4);
    const over = readLetter(bytes, bounds);
    assert.equal(over.root.children.length, 3);
    assert.deepEqual(over.defects, ["parts-limit", "missing-close"]);
    assert.equal(over.root.children[2]?.end, bytes.length);
  });

  it("counts embedded letters as parts", () => {
    const bytes = lines(
      mixed,
      "",
      "--b",
      "",
      "x",
      "--b",
      "",
      "x",
      "--b",
      "Content-Type: message/rfc822",
      "",
      "A: b",
      "",
      "x",
      "--b--",
    );
    const letter = readLetter(bytes, bounds);
    assert.equal(letter.root.children[2]?.message, null);
    assert.deepEqual(letter.defects, ["parts-limit"]);
  });
});
