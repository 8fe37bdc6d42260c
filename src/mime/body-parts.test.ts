import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { bodyParts, leaves, partName, partTree } from "./body-parts.ts";
import { readLetter } from "./read-letter.ts";

let boundaries = 0;

/** `type/subtype` with a disposition or a name behind it (`image/png attachment`, `text/plain name=a`), or an entity. */
function entity(text: string): string {
  if (text.startsWith("Content-Type:")) return text;
  const [type, extra] = text.split(" ");
  if (extra?.startsWith("name=")) return `Content-Type: ${type}; ${extra}\r\n\r\nx`;
  return `Content-Type: ${type}\r\n${extra === undefined ? "" : `Content-Disposition: ${extra}\r\n`}\r\nx`;
}

function multi(subtype: string, ...children: string[]): string {
  const boundary = `b${boundaries++}`;
  const body = children.map((child) => `--${boundary}\r\n${entity(child)}\r\n`).join("");
  return `Content-Type: multipart/${subtype}; boundary=${boundary}\r\n\r\n${body}--${boundary}--`;
}

const parse = (tree: string): ReturnType<typeof readLetter> => readLetter(Buffer.from(entity(tree)));

const cases: readonly { why: string; tree: string; text: string; html: string; files: string }[] = [
  { why: "a text alone is both bodies", tree: "text/plain", text: "1", html: "1", files: "" },
  { why: "so is HTML", tree: "text/html", text: "1", html: "1", files: "" },
  { why: "a file alone is an attachment", tree: "application/pdf", text: "", html: "", files: "1" },
  { why: "a picture alone is shown and offered to no one", tree: "image/png", text: "1", html: "1", files: "" },
  { why: "an embedded letter is an attachment", tree: "message/rfc822", text: "", html: "", files: "1" },
  {
    why: "alternatives are one kind each",
    tree: multi("alternative", "text/plain", "text/html"),
    text: "1",
    html: "2",
    files: "",
  },
  {
    why: "an alternative of one kind is both",
    tree: multi("alternative", "text/html"),
    text: "1",
    html: "1",
    files: "",
  },
  {
    why: "other kinds in an alternative are files",
    tree: multi("alternative", "text/plain", "text/html", "text/calendar"),
    text: "1",
    html: "2",
    files: "3",
  },
  {
    why: "a text with a file",
    tree: multi("mixed", "text/plain", "application/pdf"),
    text: "1",
    html: "1",
    files: "2",
  },
  {
    why: "a text sent as attachment is one",
    tree: multi("mixed", "text/plain", "text/plain attachment"),
    text: "1",
    html: "1",
    files: "2",
  },
  {
    why: "so is a later text with a name",
    tree: multi("mixed", "text/plain", "text/plain name=a.txt"),
    text: "1",
    html: "1",
    files: "2",
  },
  {
    why: "a later text without a name goes on",
    tree: multi("mixed", "text/plain", "image/png", "text/plain"),
    text: "1,2,3",
    html: "1,2,3",
    files: "",
  },
  {
    why: "the example of RFC 8621 §4.1.4",
    tree: multi(
      "mixed",
      "text/plain",
      multi(
        "mixed",
        multi(
          "alternative",
          multi("mixed", "text/plain", "image/jpeg inline", "text/plain"),
          multi("related", "text/html", "image/jpeg"),
        ),
        "image/jpeg attachment",
        "application/x-excel",
        "message/rfc822",
      ),
      "text/plain",
    ),
    text: "1,2.1.1.1,2.1.1.2,2.1.1.3,3",
    html: "1,2.1.2.1,3",
    files: "2.1.1.2,2.1.2.2,2.2,2.3,2.4",
  },
  {
    why: "Apple Mail: texts around a picture are not lost",
    tree: multi("alternative", "text/plain", multi("mixed", "text/html", "image/png inline", "text/html")),
    text: "1",
    html: "2.1,2.2,2.3",
    files: "2.2",
  },
  {
    why: "files inside a related are offered",
    tree: multi("related", multi("alternative", "text/plain", "text/html"), "image/png", "application/pdf"),
    text: "1.1",
    html: "1.2",
    files: "2,3",
  },
];

const ids = (nodes: readonly { id: string | null }[]): string => nodes.map(({ id }) => id).join();

describe("bodyParts", () => {
  for (const { why, tree, text, html, files } of cases) {
    it(why, () => {
      const { textBody, htmlBody, attachments } = bodyParts(parse(tree));
      assert.deepEqual([ids(textBody), ids(htmlBody), ids(attachments)], [text, html, files]);
    });
  }
});

describe("partTree", () => {
  it("numbers leaves as IMAP does and multiparts not at all", () => {
    const tree = partTree(parse(multi("mixed", multi("alternative", "text/plain", "text/html"), "application/pdf")));
    assert.equal(tree.id, null);
    assert.equal(ids(leaves(tree)), "1.1,1.2,2");
  });
});

describe("partName", () => {
  it("is the disposition's, then the type's", () => {
    const name = (header: string): string | null => partName(readLetter(Buffer.from(`${header}\r\n\r\n`)).root);
    assert.equal(name('Content-Type: a/b; name="n"\r\nContent-Disposition: inline; filename=f'), "f");
    assert.equal(name('Content-Type: a/b; name="n"\r\nContent-Disposition: inline'), "n");
    assert.equal(name("Content-Type: a/b"), null);
  });
});
