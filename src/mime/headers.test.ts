import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { afterField, displayedHeader, fieldsNamed, headerText, rawValue } from "./headers.ts";
import { readLetter } from "./read-letter.ts";

const bytes = Buffer.concat([
  Buffer.from("Received: 1\r\nSubject:  =?UTF-8?Q?B=C3=A1o?=\r\n\tcáo  \r\nReceived: 2\r\nX-Latin: "),
  Buffer.from("Andr\u00e9", "latin1"),
  Buffer.from("\r\nEmpty:\r\n\r\n"),
]);
const { root } = readLetter(bytes);

describe("header values", () => {
  it("are found by name, all and first, in order", () => {
    assert.deepEqual(
      fieldsNamed(root, "received").map((field) => rawValue(bytes, field).toString()),
      [" 1", " 2"],
    );
    assert.equal(headerText(bytes, root, "received"), "1");
    assert.equal(headerText(bytes, root, "none"), null);
    assert.equal(headerText(bytes, root, "empty"), "");
  });

  it("come raw, unfolded, and as a person reads them", () => {
    const [subject] = fieldsNamed(root, "subject");
    assert.ok(subject);
    assert.equal(rawValue(bytes, subject).toString(), "  =?UTF-8?Q?B=C3=A1o?=\r\n\tcáo  ");
    assert.equal(headerText(bytes, root, "subject"), "=?UTF-8?Q?B=C3=A1o?=\tcáo");
    assert.equal(displayedHeader(bytes, root, "subject"), "Báo cáo");
    assert.equal(bytes.toString("utf8", afterField(bytes, subject)).slice(0, 11), "Received: 2");
  });

  it("that are no UTF-8 are read as windows-1252", () => {
    assert.equal(headerText(bytes, root, "x-latin"), "André");
  });
});
