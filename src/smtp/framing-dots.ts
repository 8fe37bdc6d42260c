// DATA: the letter up to its true end, CRLF . CRLF, with the stuffed dots taken out (RFC 5321 §4.5.2). A CR or LF alone
// never ends a line here, so no other spelling of the end counts, and it marks the letter as refused: what one server
// takes for the end of a letter and the next does not is how a second letter is smuggled in.
import type { Content } from "./content.ts";
import type { ContentReader } from "./framing.ts";

const LF = 10;
const CR = 13;
const DOT = 46;

/** Where the reader stands: `dot` = after a dot at the start of a line, `dot-cr` = after that dot and a CR. */
type Position = "line-start" | "dot" | "dot-cr" | "inside" | "after-cr" | "end";

export class DotReader implements ContentReader {
  readonly #content: Content;
  #position: Position = "line-start"; // an empty letter is a lone dot
  #chunk: Buffer = Buffer.alloc(0);
  #at = 0;
  /** First octet not yet handed on. */
  #from = 0;
  /** Next CR and LF at or after #at once looked for; the chunk's length = none. */
  #cr = 0;
  #lf = 0;

  constructor(content: Content) {
    this.#content = content;
  }

  get done(): boolean {
    return this.#position === "end";
  }

  read(chunk: Buffer): number {
    this.#chunk = chunk;
    this.#at = 0;
    this.#from = 0;
    this.#cr = -1;
    this.#lf = -1;
    while (this.#at < chunk.length && this.#position !== "end") this.#position = this.#step();
    if (this.#position !== "end" && this.#position !== "dot-cr") this.#handOn(this.#at);
    this.#chunk = Buffer.alloc(0);
    return this.#at;
  }

  #step(): Position {
    const octet = this.#chunk[this.#at];
    switch (this.#position) {
      case "line-start":
        if (octet !== DOT) return this.#line();
        this.#handOn(this.#at);
        this.#at++;
        this.#from = this.#at; // a dot is either the end or stuffing: never part of the letter
        return "dot";
      case "dot":
        if (octet !== CR) return this.#line();
        this.#at++;
        return "dot-cr";
      case "dot-cr":
        if (octet !== LF) return this.#bare();
        this.#at++;
        return "end";
      case "after-cr":
        if (octet !== LF) return this.#bare();
        this.#at++;
        return "line-start";
      default:
        return this.#line();
    }
  }

  /** Runs to the end of the line or of the chunk, or past a CR or LF that stands alone. */
  #line(): Position {
    const { length } = this.#chunk;
    if (this.#cr < this.#at) this.#cr = find(this.#chunk, CR, this.#at);
    if (this.#lf < this.#at) this.#lf = find(this.#chunk, LF, this.#at);
    const first = Math.min(this.#cr, this.#lf);
    this.#at = Math.min(first + 1, length);
    if (first === length) return "inside";
    if (first === this.#lf) return this.#bare();
    if (this.#at === length) return "after-cr";
    if (this.#lf !== this.#at) return this.#bare();
    this.#at++;
    return "line-start";
  }

  /** The octet after it is looked at again, as one inside a line. */
  #bare(): Position {
    this.#content.refuse("bare-line-end");
    return "inside";
  }

  #handOn(end: number): void {
    if (end > this.#from) this.#content.append(this.#chunk.subarray(this.#from, end));
    this.#from = end;
  }
}

function find(chunk: Buffer, octet: number, from: number): number {
  const at = chunk.indexOf(octet, from);
  return at < 0 ? chunk.length : at;
}
