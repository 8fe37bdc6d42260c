import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { linkify } from "./linkify.ts";

/** Linked pieces in brackets, with their target where it differs from the text. */
const marked = (text: string): string =>
  linkify(text)
    .map(({ text: piece, href }) => (href === null ? piece : `[${piece}${href === piece ? "" : `|${href}`}]`))
    .join("");

describe("addresses in plain text", () => {
  const cases: [text: string, expected: string, why: string][] = [
    ["xem https://x.vn/a.", "xem [https://x.vn/a].", "the full stop is the sentence's"],
    ["(https://x.vn/a)", "([https://x.vn/a])", "the bracket around it"],
    ["https://x.vn/a_(b) c", "[https://x.vn/a_(b)] c", "a bracket inside it"],
    ["<https://x.vn/a>", "<[https://x.vn/a]>", "RFC 3986 App. C"],
    [
      "«https://x.vn/a», “https://x.vn/b”",
      "«[https://x.vn/a]», “[https://x.vn/b]”",
      "Vietnamese and typographic quotes",
    ],
    ["https://x.vn/a?b=1&c=2#d;", "[https://x.vn/a?b=1&c=2#d];", "query and fragment"],
    ["https://x.vn/văn-bản", "[https://x.vn/văn-bản|https://x.vn/v%C4%83n-b%E1%BA%A3n]", "letters beyond ASCII"],
    ["HTTP://X.VN/A", "[HTTP://X.VN/A|http://x.vn/A]", "any case"],
    ["www.x.vn/a, www.x", "[www.x.vn/a|http://www.x.vn/a], www.x", "www with a host"],
    ["gửi annv@x.gov.vn.", "gửi [annv@x.gov.vn|mailto:annv@x.gov.vn].", "a mail address"],
    ["mailto:annv@x.vn?subject=a", "[mailto:annv@x.vn?subject=a]", "mailto"],
    ["a+b%c@x.vn", "[a+b%c@x.vn|mailto:a%2Bb%25c@x.vn]", "marks in the local part"],
    ["https://a@x.vn/b", "[https://a@x.vn/b|https://x.vn/b]", "userinfo goes"],
    ["xhttps://x.vn", "xhttps://x.vn", "in the middle of a word"],
    ["https://", "https://", "nothing behind"],
    ["@x.vn a@ a@x a@-.vn a@x..vn", "@x.vn a@ a@x a@-.vn a@x..vn", "mail addresses that are none"],
    [
      "javascript:hit(0) file:///x \\\\x\\y ftp://x.vn",
      "javascript:hit(0) file:///x \\\\x\\y ftp://x.vn",
      "other schemes",
    ],
    ['https://x.vn/"onmouseover="hit(0)', '[https://x.vn/]"onmouseover="hit(0)', "C03 a quote ends an address"],
    ["https://x.vn/<b>", "[https://x.vn/]<b>", "C03 so does a bracket"],
    ["https://x.vn/&quot;a", "[https://x.vn/&quot;a]", "C03 a reference is text"],
    [
      "https://x.vn/\u0001a\u202eb",
      "[https://x.vn/\u0001a\u202eb|https://x.vn/%01a%E2%80%AEb]",
      "controls are encoded",
    ],
  ];
  for (const [text, expected, why] of cases) it(`${why}: ${text}`, () => assert.equal(marked(text), expected));

  it("the pieces are the text again", () => {
    const text = cases.map(([line]) => line).join("\n");
    assert.equal(
      linkify(text)
        .map((piece) => piece.text)
        .join(""),
      text,
    );
  });
});
