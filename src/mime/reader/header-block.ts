// One header block: fields as offsets (RFC 5322 §2.2), up to the blank line, a delimiter of an enclosing multipart, or
// the end. Lines that are no field and no continuation are passed over and flagged; they stay part of the block's bytes.
// Past its limits the block is still walked to its end, so that the body begins where it does, but no field is kept.
import type { Limits } from "#base/limits.ts";
import { colon, cr, isWsp, lf, space, tab } from "../octets.ts";
import type { HeaderField, MimeDefect } from "../part.ts";
import type { Boundaries } from "./boundaries.ts";

export type HeaderLimits = Pick<Limits, "headerBlockBytes" | "headerFields" | "letterFields">;

export interface HeaderBlock {
  readonly fields: readonly HeaderField[];
  /** First octet after the blank line, or where the block was cut off. */
  readonly bodyStart: number;
}

/** Fields of which a letter may hold one (RFC 5322 §3.6, RFC 2045 §3). */
const single = new Set(
  [
    "from sender reply-to to cc bcc message-id in-reply-to references subject date".split(" "),
    "mime-version content-type content-transfer-encoding content-disposition content-id".split(" "),
  ].flat(),
);

export class HeaderScanner {
  readonly #bytes: Buffer;
  readonly #boundaries: Boundaries;
  readonly #limits: HeaderLimits;
  readonly #flag: (defect: MimeDefect) => void;
  /** End of the line looked at last, without its line end, and the start of the next. */
  #lineEnd = 0;
  #next = 0;
  /** Fields kept in all blocks so far. */
  #kept = 0;

  constructor(bytes: Buffer, boundaries: Boundaries, limits: HeaderLimits, flag: (defect: MimeDefect) => void) {
    this.#bytes = bytes;
    this.#boundaries = boundaries;
    this.#limits = limits;
    this.#flag = flag;
  }

  scan(headerStart: number): HeaderBlock {
    const bytes = this.#bytes;
    const fields: HeaderField[] = [];
    const patience = headerStart + this.#limits.headerBlockBytes;
    let within = true; // its limits
    let line = headerStart;
    while (line < bytes.length) {
      if (this.#isBlankLine(line)) return { fields: checked(fields, this.#flag), bodyStart: this.#next };
      if (this.#boundaries.isDelimiter(line)) break;
      const start = line;
      const nameEnd = this.#nameEnd(line);
      line = this.#afterContinuations(line);
      within = within && this.#lineEnd <= patience;
      if (nameEnd === -1) this.#flag("malformed-field");
      if (!within || (nameEnd !== -1 && this.#isFull(fields))) this.#flag("header-limit");
      else if (nameEnd !== -1) fields.push(this.#field(start, nameEnd));
    }
    return { fields: checked(fields, this.#flag), bodyStart: line };
  }

  #isFull(fields: readonly HeaderField[]): boolean {
    return fields.length >= this.#limits.headerFields || this.#kept >= this.#limits.letterFields;
  }

  /** Sets the start of the next line when it is. */
  #isBlankLine(line: number): boolean {
    if (this.#bytes[line] === lf) {
      this.#flag("bare-line-end");
      this.#next = line + 1;
      return true;
    }
    this.#next = line + 2;
    return this.#bytes[line] === cr && this.#bytes[line + 1] === lf;
  }

  /** Position of the colon when the line begins with a field name, else -1. */
  #nameEnd(line: number): number {
    const bytes = this.#bytes;
    let i = line;
    for (;;) {
      const octet = bytes[i];
      if (octet === undefined || octet <= space || octet > 0x7e) break; // RFC 5322 §3.6.8
      if (octet === colon) return i > line ? i : -1;
      i++;
    }
    if (i === line) return -1;
    while (isWsp(bytes[i])) i++; // obsolete white space before the colon (RFC 5322 §4.5.8)
    if (bytes[i] !== colon) return -1;
    this.#flag("malformed-field");
    return i;
  }

  /** Walks to the start of the first line that does not continue the one at `line`; a line of only white space does. */
  #afterContinuations(line: number): number {
    const bytes = this.#bytes;
    let next = line;
    do {
      const found = this.#lineFeed(next);
      if (found === -1) {
        this.#lineEnd = bytes.length;
        return bytes.length;
      }
      const bare = bytes[found - 1] !== cr;
      if (bare) this.#flag("bare-line-end");
      this.#lineEnd = bare ? found : found - 1;
      next = found + 1;
    } while (bytes[next] === space || bytes[next] === tab);
    return next;
  }

  /** Header lines are short: the native search only pays for long ones. */
  #lineFeed(from: number): number {
    const bytes = this.#bytes;
    const end = Math.min(from + 128, bytes.length);
    for (let i = from; i < end; i++) if (bytes[i] === lf) return i;
    return end === bytes.length ? -1 : bytes.indexOf(lf, end);
  }

  #field(start: number, colonAt: number): HeaderField {
    this.#kept++;
    let nameEnd = colonAt;
    while (isWsp(this.#bytes[nameEnd - 1])) nameEnd--;
    const name = this.#bytes.toString("latin1", start, nameEnd).toLowerCase(); // checked to be ASCII
    return { name, start, valueStart: colonAt + 1, end: Math.max(this.#lineEnd, colonAt + 1) };
  }
}

function checked(fields: readonly HeaderField[], flag: (defect: MimeDefect) => void): readonly HeaderField[] {
  const met = new Set<string>();
  for (const { name } of fields) {
    if (!single.has(name)) continue;
    if (met.has(name)) flag("duplicate-field");
    met.add(name);
  }
  return fields;
}
