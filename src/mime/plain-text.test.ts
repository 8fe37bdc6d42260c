import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { bodyText } from "./plain-text.ts";
import { readLetter } from "./read-letter.ts";

const textOf = (...lines: string[]): string => {
  const bytes = Buffer.from(lines.join("\r\n"));
  return bodyText(bytes, readLetter(bytes));
};

describe("bodyText", () => {
  it("is the decoded text, line ends as one sign", () => {
    assert.equal(textOf("Content-Type: text/plain; charset=utf-8", "", "Kính gửi", "x"), "Kính gửi\nx");
  });

  it("prefers plain text and reads HTML where there is only that", () => {
    const both = [
      "--b",
      "Content-Type: text/plain",
      "",
      "plain",
      "--b",
      "Content-Type: text/html",
      "",
      "<p>html",
      "--b--",
    ];
    assert.equal(textOf("Content-Type: multipart/alternative; boundary=b", "", ...both), "plain");
    assert.equal(textOf("Content-Type: text/html", "", "<style>x</style><p>a<p>b"), "a\nb");
  });

  it("leaves out attachments and embedded letters", () => {
    const parts = [
      "--b",
      "",
      "one",
      "--b",
      "Content-Disposition: attachment",
      "",
      "file",
      "--b",
      "Content-Type: message/rfc822",
      "",
      "Subject: x",
      "",
      "inner",
      "--b",
      "Content-Type: application/json",
      "",
      "{}",
      "--b",
      "",
      "two",
      "--b--",
    ];
    assert.equal(textOf("Content-Type: multipart/mixed; boundary=b", "", ...parts), "one\ntwo");
  });

  it("shows a multipart that is none, so that nothing hides from search", () => {
    assert.equal(textOf("Content-Type: multipart/mixed", "", "hidden"), "hidden");
  });
});
