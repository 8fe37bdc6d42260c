// The boundaries of all multiparts open at one point of the reading, and the search for the next line that is one of
// them (RFC 2046 §5.1.1). One search serves all levels and only ever moves forward, so the whole letter is scanned once
// whatever its nesting. A line counts when it is exactly "--" boundary, "--" after it for the close, and white space
// that transports add; of two open multiparts with the same boundary the inner one has it.
import { cr, dash, isWsp, lf } from "../octets.ts";

const lineAndDashes = Buffer.from("\n--");
const near = 256; // octets looked through here before the native search is worth its call
/** RFC 2046 allows 70 characters; senders exceed it, nobody by this much. */
const longestBoundary = 998;

export class Boundaries {
  readonly #bytes: Buffer;
  /** Open levels by boundary, innermost last. */
  readonly #levels = new Map<string, number[]>();
  /** How many open boundaries begin with an octet. */
  readonly #firsts = new Uint16Array(256);
  #longest = 0;
  #open = 0;

  /** The delimiter found last: its level, whether it closes, where its line begins and where the next line begins. */
  level = -1;
  closing = false;
  lineStart = 0;
  next = 0;
  bareLineEnd = false;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  get anyOpen(): boolean {
    return this.#open > 0;
  }

  static isUsable(boundary: string): boolean {
    return boundary !== "" && boundary.length <= longestBoundary;
  }

  open(boundary: string, level: number): void {
    const levels = this.#levels.get(boundary);
    if (levels === undefined) this.#levels.set(boundary, [level]);
    else levels.push(level);
    this.#firsts[boundary.charCodeAt(0)]!++;
    this.#longest = Math.max(this.#longest, boundary.length);
    this.#open++;
  }

  /** Closes the innermost opening of `boundary`. */
  close(boundary: string): void {
    const levels = this.#levels.get(boundary);
    if (levels === undefined) return;
    levels.pop();
    if (levels.length === 0) this.#levels.delete(boundary);
    this.#firsts[boundary.charCodeAt(0)]!--;
    this.#open--;
  }

  /** True when the line that begins at `line` is a delimiter of an open multipart. */
  isDelimiter(line: number): boolean {
    if (this.#open === 0 || this.#bytes[line] !== dash || this.#bytes[line + 1] !== dash) return false;
    return this.#matches(line);
  }

  /** Finds the first delimiter at or after the line that begins at `from`. */
  find(from: number): boolean {
    if (this.isDelimiter(from)) return true;
    for (let line = this.#dashedLine(from); line !== -1; line = this.#dashedLine(line)) {
      if (this.#matches(line)) return true;
    }
    return false;
  }

  /** The next line after `from` that begins with two dashes. */
  #dashedLine(from: number): number {
    const bytes = this.#bytes;
    const end = Math.min(from + near, bytes.length);
    for (let i = from; i < end; i++) {
      if (bytes[i] === lf && bytes[i + 1] === dash && bytes[i + 2] === dash) return i + 1;
    }
    const found = bytes.indexOf(lineAndDashes, end);
    return found === -1 ? -1 : found + 1;
  }

  #matches(line: number): boolean {
    const bytes = this.#bytes;
    const start = line + 2;
    if (this.#firsts[bytes[start] ?? 0] === 0) return false;
    const most = start + this.#longest + 2;
    let end = start;
    while (end < bytes.length && end < most && bytes[end] !== lf) end++;
    let lineEnd = end; // past the longest boundary only padding may follow
    while (isWsp(bytes[lineEnd]) || bytes[lineEnd] === cr) lineEnd++;
    if (lineEnd < bytes.length && bytes[lineEnd] !== lf) return false;
    while (end > start && (isWsp(bytes[end - 1]) || bytes[end - 1] === cr)) end--;
    if (!this.#look(bytes.toString("latin1", start, end))) return false;
    this.lineStart = line;
    this.next = Math.min(lineEnd + 1, bytes.length);
    this.bareLineEnd = lineEnd < bytes.length && bytes[lineEnd - 1] !== cr;
    return true;
  }

  #look(token: string): boolean {
    const opening = this.#levels.get(token)?.at(-1) ?? -1;
    const closing = token.endsWith("--") ? (this.#levels.get(token.slice(0, -2))?.at(-1) ?? -1) : -1;
    this.level = Math.max(opening, closing);
    this.closing = closing > opening;
    return this.level !== -1;
  }
}
