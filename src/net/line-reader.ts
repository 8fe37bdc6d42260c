// Octets to lines for SMTP, POP3 and the command lines of IMAP: CRLF ends a line and nothing else does. A bare CR or LF
// is reported, never guessed at (reliability rule 9). Keeps at most one unfinished line of `maxBytes`, whatever arrives.
// The caller pulls, so that between two lines it can change the limit or take the octets behind a line for something
// else (a letter, a literal).

const CR = 13;
const LF = 10;

/**
 * A Buffer is one line without its CRLF; it shares memory with what was pushed, use it before the next `push`.
 * `too-long` comes once, as soon as the limit is passed; the rest of that line is then skipped.
 * `bare-line-end` is a CR without LF or an LF without CR: what the peer meant is unknown, answer and close.
 */
export type LineOutcome = Buffer | "too-long" | "bare-line-end";

const nothing = Buffer.alloc(0);

export class LineReader {
  /** Longest line with its CRLF. May be changed between two lines (RFC 4954 §4 lengthens AUTH responses). */
  maxBytes: number;
  /** A pushed chunk, or our own memory where an unfinished line grows. Valid from #start to #end. */
  #octets: Buffer = nothing;
  #start = 0;
  #end = 0;
  #own = false;
  /** Octets from #start known to hold no LF. */
  #scanned = 0;
  #skipping = false;

  constructor(maxBytes: number) {
    this.maxBytes = maxBytes;
  }

  /** Octets that arrived and were not taken. Behind STARTTLS this must be 0. */
  get buffered(): number {
    return this.#end - this.#start;
  }

  push(chunk: Buffer): void {
    if (this.#start === this.#end) {
      this.#become(chunk, false);
      return;
    }
    if (!this.#own || this.#end + chunk.length > this.#octets.length) this.#moveToOwn(chunk.length);
    chunk.copy(this.#octets, this.#end);
    this.#end += chunk.length;
  }

  /** The next line; null = wait for more octets. Call until null. */
  next(): LineOutcome | null {
    if (this.#skipping) {
      const skipped = this.#skip();
      if (skipped !== "done") return skipped;
    }
    if (this.#start === this.#end) return null;
    return this.#take();
  }

  /** Hands over everything that is buffered, e.g. the letter behind BDAT; what is not used is pushed back. */
  takeRest(): Buffer {
    const rest = this.#octets.subarray(this.#start, this.#end);
    this.#become(nothing, false);
    return rest;
  }

  #take(): LineOutcome | null {
    const lf = this.#lineFeed();
    const cr = this.#octets.indexOf(CR, this.#start);
    const bareCr = cr >= 0 && cr + 1 < this.#end && cr + 1 !== lf;
    if (bareCr && cr - this.#start < this.maxBytes) return "bare-line-end";
    const after = lf < 0 ? this.#end : lf + 1;
    if (after - this.#start > this.maxBytes) {
      this.#skipping = true;
      return "too-long";
    }
    if (lf < 0) return this.#wait();
    if (cr < 0 || cr > lf) return "bare-line-end";
    const line = this.#octets.subarray(this.#start, cr);
    this.#drop(lf + 1);
    return line;
  }

  #wait(): null {
    this.#scanned = this.#end - this.#start;
    if (!this.#own && this.#octets.length > 4 * this.#scanned) this.#moveToOwn(0); // let the large chunk go
    return null;
  }

  /** Drops the rest of a line that was too long, up to its CRLF; until that comes keeps no more than a trailing CR. */
  #skip(): "bare-line-end" | "done" | null {
    const lf = this.#lineFeed();
    if (lf < 0) {
      const endsInCr = this.#end > this.#start && this.#octets[this.#end - 1] === CR;
      this.#become(endsInCr ? Buffer.from([CR]) : nothing, false);
      return null;
    }
    if (lf === this.#start || this.#octets[lf - 1] !== CR) return "bare-line-end";
    this.#skipping = false;
    this.#drop(lf + 1);
    return "done";
  }

  #lineFeed(): number {
    const lf = this.#octets.indexOf(LF, this.#start + this.#scanned);
    return lf < this.#end ? lf : -1;
  }

  #drop(start: number): void {
    this.#scanned = 0;
    if (start === this.#end) this.#become(nothing, false);
    else this.#start = start;
  }

  #become(octets: Buffer, own: boolean): void {
    this.#octets = octets;
    this.#start = 0;
    this.#end = octets.length;
    this.#own = own;
    this.#scanned = 0;
  }

  /** Doubling, so that a line sent octet by octet costs linear time. */
  #moveToOwn(more: number): void {
    const kept = this.#end - this.#start;
    const own = Buffer.allocUnsafeSlow(Math.max(64, 2 * (kept + more)));
    this.#octets.copy(own, 0, this.#start, this.#end);
    const scanned = this.#scanned;
    this.#become(own, true);
    this.#end = kept;
    this.#scanned = scanned;
  }
}
