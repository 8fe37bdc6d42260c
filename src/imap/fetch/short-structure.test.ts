import assert from "node:assert/strict";
import { it } from "node:test";
import { readLetter } from "#mime/read-letter.ts";
import { imapBodyStructure } from "#mime/structure.ts";
import { shortStructure } from "./short-structure.ts";

const part = (type: string, body: string, more = "") => `Content-Type: ${type}\r\n${more}\r\n${body}\r\n`;
const multipart = (kind: string, boundary: string, parts: string[]) =>
  `Content-Type: multipart/${kind}; boundary="${boundary}"\r\n\r\n${parts.map((each) => `--${boundary}\r\n${each}`).join("")}--${boundary}--\r\n`;

const letters: [why: string, text: string][] = [
  ["plain text", "Subject: a\r\n\r\nHello\r\n"],
  ["no body at all", "Subject: a\r\n"],
  [
    "an attachment with quotation marks and parentheses in its name",
    part(
      'application/pdf; name="a \\"(b\\\\"',
      "x",
      'Content-Disposition: attachment; filename="a) (b"\r\nContent-Description: "q\r\n',
    ),
  ],
  ["two parts", multipart("mixed", "x", [part("text/plain", "a"), part("text/html", "b", "Content-Language: vi\r\n")])],
  [
    "parts in parts",
    multipart("mixed", "x", [
      multipart("alternative", "y", [part("text/plain", "a"), part("text/html", "b")]),
      part("image/png", "c"),
    ]),
  ],
  ["a letter inside", part("message/rfc822", 'Subject: inner "q"\r\nFrom: a@b.vn\r\n\r\ntext\r\n')],
  [
    "a letter of parts inside",
    part(
      "message/rfc822",
      `Subject: inner\r\n${multipart("mixed", "z", [part("text/plain", "a"), part("message/rfc822", "Subject: x\r\n\r\ny")])}`,
    ),
  ],
];
for (const [why, text] of letters) {
  it(`BODY is BODYSTRUCTURE without extension data: ${why}`, () => {
    const bytes = Buffer.from(text);
    const { root } = readLetter(bytes);
    const extended = imapBodyStructure(bytes, root, { extended: true });
    assert.equal(shortStructure(extended), imapBodyStructure(bytes, root, { extended: false }));
  });
}
