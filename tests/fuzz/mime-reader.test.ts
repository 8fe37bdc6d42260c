// The MIME reader and everything derived from it, on bytes that no sender should send.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { limits } from "#base/limits.ts";
import { bodyParts, leaves, partTree } from "#mime/body-parts.ts";
import { describeLetter } from "#mime/describe.ts";
import type { Part } from "#mime/part.ts";
import { bodyText } from "#mime/plain-text.ts";
import { readLetter } from "#mime/read-letter.ts";
import { findPart, sectionBytes } from "#mime/sections.ts";
import { imapBodyStructure } from "#mime/structure.ts";
import { decodedText } from "#mime/transfer-encoding.ts";
import { assertEnvelope, assertSound, assertStructure, letterBytes, readImapValue } from "./mime-support.ts";

const runs = { numRuns: 1_000 };

describe("any bytes", () => {
  it("are read without throwing, with offsets that nest and stay inside", () => {
    fc.assert(
      fc.property(letterBytes, (bytes) => assertSound(bytes, readLetter(bytes))),
      runs,
    );
  });

  it("are described without throwing, in answers that follow the IMAP grammar", () => {
    fc.assert(
      fc.property(letterBytes, (bytes) => {
        const { letter, envelope, structure, summary, threadKeys } = describeLetter(bytes);
        assertEnvelope(readImapValue(envelope));
        assertStructure(readImapValue(structure));
        readImapValue(imapBodyStructure(bytes, letter.root, { extended: false }));
        assert.ok(summary.preview.length <= 256);
        assert.doesNotMatch(JSON.stringify(summary), /\\u00[01]/, "no controls");
        assert.ok(threadKeys.every((key) => Number.isSafeInteger(key) && key >= 0 && key < 2 ** 48));
      }),
      runs,
    );
  });

  it("give every part that the tree names as a section, and text for every leaf", () => {
    fc.assert(
      fc.property(letterBytes, (bytes) => {
        const letter = readLetter(bytes);
        assert.ok(sectionBytes(bytes, letter, "")?.equals(bytes));
        const head = sectionBytes(bytes, letter, "HEADER") ?? Buffer.alloc(0);
        const text = sectionBytes(bytes, letter, "TEXT") ?? Buffer.alloc(0);
        assert.ok(Buffer.concat([head, text]).equals(bytes));
        for (const { id, part } of leaves(partTree(letter))) {
          const path = (id ?? "").split(".").map(Number);
          assert.equal(findPart(letter, path), part);
          assert.equal(sectionBytes(bytes, letter, id ?? "")?.length, part.end - part.bodyStart);
          assert.ok(decodedText(bytes, part).isWellFormed());
        }
        const { textBody, htmlBody, attachments } = bodyParts(letter);
        const shown = new Set([...textBody, ...htmlBody, ...attachments].map(({ part }) => part));
        assert.equal(shown.size, leaves(partTree(letter)).length, "every leaf is shown or offered");
        bodyText(bytes, letter);
      }),
      runs,
    );
  });
});

const multipart = (boundary: string): string => `Content-Type: multipart/mixed; boundary="${boundary}"\r\n\r\n`;

function depthOf(root: Part): number {
  let depth = 0;
  for (let part: Part | undefined = root; part !== undefined; part = part.message ?? part.children[0]) depth++;
  return depth;
}

/** A generous bound on processor time: quadratic reading of these letters takes minutes, linear reading milliseconds. */
function withinSeconds<T>(seconds: number, work: () => T): T {
  const before = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(before);
  assert.ok(user + system < seconds * 1_000_000, "took too long to be linear");
  return result;
}

describe("bombs", () => {
  it("B07 ten thousand nested multiparts are read to the depth limit and flagged", () => {
    let text = "";
    for (let level = 0; level < 10_000; level++) text += `${multipart(`b${level}`)}--b${level}\r\n`;
    const bytes = Buffer.from(text);
    const letter = withinSeconds(5, () => readLetter(bytes));
    assert.equal(depthOf(letter.root), limits.mimeDepth);
    assert.ok(letter.defects.includes("depth-limit"));
    assertSound(bytes, letter);
    withinSeconds(5, () => describeLetter(bytes));
  });

  it("B07 multiparts that all share one boundary end", () => {
    const bytes = Buffer.from(`${multipart("a")}--a\r\n`.repeat(10_000));
    const letter = withinSeconds(5, () => readLetter(bytes));
    assertSound(bytes, letter);
  });

  it("B07 a hundred thousand parts are read to the part limit and flagged", () => {
    const bytes = Buffer.from(multipart("a") + "--a\r\n\r\nx\r\n".repeat(100_000));
    const letter = withinSeconds(5, () => readLetter(bytes));
    assert.equal(letter.root.children.length, limits.mimeParts - 1);
    assert.ok(letter.defects.includes("parts-limit"));
    assertSound(bytes, letter);
    withinSeconds(5, () => describeLetter(bytes));
  });

  it("B07 letters in letters in letters are read to the depth limit and flagged", () => {
    const bytes = Buffer.from("Content-Type: message/rfc822\r\n\r\n".repeat(100_000));
    const letter = withinSeconds(5, () => readLetter(bytes));
    assert.equal(depthOf(letter.root), limits.mimeDepth);
    assert.ok(letter.defects.includes("depth-limit"));
    assertSound(bytes, letter);
  });

  it("B07 nested boundaries with megabytes of lines that nearly match are scanned once", () => {
    const boundaries = Array.from({ length: 48 }, (_, level) => `${"x".repeat(66)}${level}`);
    const head = boundaries.map((boundary) => `${multipart(boundary)}--${boundary}\r\n`).join("");
    const bytes = Buffer.from(head + `\r\n--${"x".repeat(66)}`.repeat(100_000) + "\n--".repeat(1_000_000));
    const letter = withinSeconds(10, () => readLetter(bytes));
    assert.ok(letter.defects.includes("missing-close"));
    assertSound(bytes, letter);
  });

  it("B08 a hundred thousand header fields are read to the limit and the body is still found", () => {
    const bytes = Buffer.from(`${"a: b\r\n".repeat(100_000)}\r\nbody`);
    const letter = withinSeconds(5, () => readLetter(bytes));
    assert.equal(letter.root.fields.length, limits.headerFields);
    assert.equal(bytes.toString("latin1", letter.root.bodyStart), "body");
    assert.deepEqual(letter.defects, ["header-limit"]);
  });

  it("B08 a header line of ten megabytes is no field, and the body is still found", () => {
    const bytes = Buffer.concat([Buffer.from("Subject: "), Buffer.alloc(10_000_000, "x"), Buffer.from("\r\n\r\nbody")]);
    const letter = withinSeconds(5, () => readLetter(bytes));
    assert.equal(letter.root.fields.length, 0);
    assert.equal(bytes.toString("latin1", letter.root.bodyStart), "body");
    assert.deepEqual(letter.defects, ["header-limit"]);
  });

  it("B08 ten thousand RFC 2231 parameters are read to the limit", () => {
    let field = "Content-Type: text/plain";
    for (let section = 0; section < 4_000; section++) field += `;\r\n name*${section}*=%41`;
    const letter = withinSeconds(5, () => readLetter(Buffer.from(`${field}\r\n\r\n`)));
    assert.equal(letter.root.parameters.get("name"), "A".repeat(limits.headerParameters));
    const longer = `Content-Type: text/plain${"; name*0=a".repeat(1_000)}`;
    assert.equal(readLetter(Buffer.from(`${longer}\r\n\r\n`)).root.parameters.get("name"), "a");
  });
});
