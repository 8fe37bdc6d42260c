// The sections of a letter that IMAP names (RFC 9051 §6.4.5.1, §9 section-spec): "", "1.2", "HEADER", "2.TEXT", "3.MIME",
// "HEADER.FIELDS (FROM TO)", "2.HEADER.FIELDS.NOT (BCC)". All answers are the letter's own octets, never re-encoded.
import { afterField } from "./headers.ts";
import type { Letter, Part } from "./part.ts";

export interface Section {
  /** Part numbers, counted from 1; empty = the letter itself. */
  readonly path: readonly number[];
  readonly of: "BODY" | "HEADER" | "HEADER.FIELDS" | "HEADER.FIELDS.NOT" | "MIME" | "TEXT";
  /** Field names asked for or not, lower case. */
  readonly names: readonly string[];
}

const kinds = { header: "HEADER", text: "TEXT", mime: "MIME" } as const;
const fieldLists = /^header\.fields(\.not)? ?\(([^()]*)\)$/;

/** Reads a section as written between the brackets of FETCH; null when it is none. */
export function parseSection(text: string): Section | null {
  const lower = text.trim().toLowerCase();
  const numbers = /^(?:[1-9]\d{0,8}(?:\.|$))*/.exec(lower)?.[0] ?? "";
  const rest = lower.slice(numbers.length);
  const path = numbers
    .split(".")
    .filter((digits) => digits !== "")
    .map(Number);
  if (rest === "") return numbers.endsWith(".") ? null : { path, of: "BODY", names: [] };
  if (rest === "header" || rest === "text" || rest === "mime") {
    return rest === "mime" && path.length === 0 ? null : { path, of: kinds[rest], names: [] };
  }
  const list = fieldLists.exec(rest);
  if (list === null) return null;
  const names = (list[2] ?? "")
    .split(" ")
    .map(unquoted)
    .filter((name) => name !== "");
  if (names.length === 0) return null;
  return { path, of: list[1] === undefined ? "HEADER.FIELDS" : "HEADER.FIELDS.NOT", names };
}

const unquoted = (name: string): string => (/^".*"$/.test(name) ? name.slice(1, -1).replace(/\\(.)/g, "$1") : name);

/** The part with these numbers; null when there is none. The letter itself is `letter.root`. */
export function findPart(letter: Letter, path: readonly number[]): Part | null {
  let current = letter.root;
  let isLetter = true;
  for (const number of path) {
    const container = isLetter ? current : (current.message ?? (current.type === "multipart" ? current : null));
    if (container === null) return null;
    if (container.type === "multipart") {
      const child = container.children[number - 1];
      if (child === undefined) return null;
      current = child;
    } else if (number === 1)
      current = container; // a letter of one part calls it 1
    else return null;
    isLetter = false;
  }
  return current;
}

/** The octets of a section; null (IMAP: NIL) when the letter has no such section or the text names none. */
export function sectionBytes(bytes: Buffer, letter: Letter, section: Section | string): Buffer | null {
  const wanted = typeof section === "string" ? parseSection(section) : section;
  const part = wanted === null ? null : findPart(letter, wanted.path);
  if (wanted === null || part === null) return null;
  const isLetter = wanted.path.length === 0;
  if (wanted.of === "BODY") return bytes.subarray(isLetter ? part.headerStart : part.bodyStart, part.end);
  if (wanted.of === "MIME") return isLetter ? null : headerOf(bytes, part);
  const root = isLetter ? part : part.message; // HEADER and TEXT are of letters only
  if (root === null) return null;
  if (wanted.of === "HEADER") return headerOf(bytes, root);
  if (wanted.of === "TEXT") return bytes.subarray(root.bodyStart, root.end);
  return fieldsOf(bytes, root, wanted);
}

/** The header block with the blank line that ends it. */
const headerOf = (bytes: Buffer, part: Part): Buffer => bytes.subarray(part.headerStart, part.bodyStart);

const blankLine = Buffer.from("\r\n");

/** Whole fields in the order of the letter, then a blank line. */
function fieldsOf(bytes: Buffer, part: Part, { of, names }: Section): Buffer {
  const wanted = new Set(names.map((name) => name.toLowerCase()));
  const listed = of === "HEADER.FIELDS";
  const pieces: Buffer[] = [];
  for (const field of part.fields) {
    if (wanted.has(field.name) === listed) pieces.push(bytes.subarray(field.start, afterField(bytes, field)));
  }
  pieces.push(blankLine);
  return Buffer.concat(pieces);
}
