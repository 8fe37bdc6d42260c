// The text of a letter as its reader sees it, without attachments: for search and for the preview in lists.
import { type BodyParts, bodyParts } from "./body-parts.ts";
import { decodeBody } from "./charset.ts";
import { cleanText, cutText } from "./encoded-words.ts";
import { htmlToText } from "./html-text.ts";
import type { Letter, Part } from "./part.ts";
import { decodedText, decodeTransfer } from "./transfer-encoding.ts";

/** All displayed text, parts separated by a line end; text/plain where a letter has both kinds. */
export function bodyText(bytes: Buffer, letter: Letter): string {
  const texts: string[] = [];
  for (const { part } of bodyParts(letter).textBody) {
    if (part.type === "text") texts.push(textOf(part, decodedText(bytes, part)));
  }
  return texts.join("\n");
}

const textOf = (part: Part, text: string): string =>
  part.subtype === "html" ? htmlToText(text) : text.replaceAll("\r\n", "\n");

const previewLength = 256; // RFC 8621 §4.1.4
/** Encoded octets looked at: in HTML the text often comes after a long style sheet. */
const plainPrefix = 2_048;
const htmlPrefix = 64 * 1024;

/** The beginning of the text in one line of at most 256 characters; only as much as needed is decoded. */
export function previewOf(bytes: Buffer, { textBody, htmlBody }: Pick<BodyParts, "textBody" | "htmlBody">): string {
  for (const { part } of [...textBody, ...htmlBody]) {
    if (part.type !== "text") continue;
    const preview = oneLine(beginningOf(bytes, part));
    if (preview !== "") return preview;
  }
  return "";
}

function beginningOf(bytes: Buffer, part: Part): string {
  const isHtml = part.subtype === "html";
  const end = Math.min(part.end, part.bodyStart + (isHtml ? htmlPrefix : plainPrefix));
  const decoded = decodeTransfer(bytes.subarray(part.bodyStart, end), part.encoding);
  const { text } = decodeBody(decoded, part.parameters.get("charset"));
  return isHtml ? htmlToText(text, previewLength * 2) : text;
}

function oneLine(text: string): string {
  const line = cleanText(text.replace(/\s+/g, " ").trim()).replaceAll("\ufffd", "");
  return cutText(line, previewLength).trimEnd();
}
