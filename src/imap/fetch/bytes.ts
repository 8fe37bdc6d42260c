// Sections and decoded parts of one letter (RFC 9051 §6.4.5.1, §6.4.5 BINARY). The letter is parsed at most once, and
// not at all for the whole of it. Octets are the letter's own, by reference.
import type { Letter } from "#mime/part.ts";
import { readLetter } from "#mime/read-letter.ts";
import { findPart, sectionBytes } from "#mime/sections.ts";
import { decodeTransfer } from "#mime/transfer-encoding.ts";
import { type FetchItem, type Partial, unknownEncoding } from "./items.ts";

/** Text of the item, ending in a literal's announcement when octets follow. */
export interface Answer {
  readonly text: string;
  readonly octets?: Buffer;
}

const knownEncodings = new Set(["7bit", "8bit", "binary", "quoted-printable", "base64"]);

export class LetterReader {
  readonly #bytes: Buffer;
  #letter: Letter | null = null;
  /** Decoded parts by path: many pieces of one part cost one decoding. */
  readonly #decodedParts = new Map<string, Buffer>();

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  get #parsed(): Letter {
    this.#letter ??= readLetter(this.#bytes);
    return this.#letter;
  }

  /** Null = the item is not about the letter's bytes. */
  answer(item: FetchItem): Answer | null {
    switch (item.kind) {
      case "SECTION": {
        const { section, partial, label } = item;
        const isWhole = section.path.length === 0 && section.of === "BODY";
        return literal(label, cut(isWhole ? this.#bytes : sectionBytes(this.#bytes, this.#parsed, section), partial));
      }
      case "BINARY":
        return literal(item.label, cut(this.#decoded(item.path), item.partial));
      case "BINARY.SIZE":
        return { text: `${item.label} ${this.#decoded(item.path)?.length ?? 0}` };
      default:
        return null;
    }
  }

  /** Null = no such part. Throws UNKNOWN-CTE. */
  #decoded(path: readonly number[]): Buffer | null {
    if (path.length === 0) return this.#bytes;
    const part = findPart(this.#parsed, path);
    if (!part) return null;
    if (!knownEncodings.has(part.encoding)) throw unknownEncoding();
    const body = this.#bytes.subarray(part.bodyStart, part.end);
    if (part.type === "multipart") return body;
    const key = path.join(".");
    const decoded = this.#decodedParts.get(key) ?? decodeTransfer(body, part.encoding);
    this.#decodedParts.set(key, decoded);
    return decoded;
  }
}

const cut = (octets: Buffer | null, partial: Partial | null): Buffer | null =>
  octets && partial ? octets.subarray(partial.offset, partial.offset + partial.count) : octets;

/** A section that is not there is NIL. What holds NUL goes as a literal8 (RFC 9051 §4.3). */
function literal(label: string, octets: Buffer | null): Answer {
  if (octets === null) return { text: `${label} NIL` };
  if (octets.length === 0) return { text: `${label} ""` };
  const marker = label.startsWith("BINARY") && octets.includes(0) ? "~" : "";
  return { text: `${label} ${marker}{${octets.length}}\r\n`, octets };
}
