// Bytes to IMAP commands (RFC 9051 §2.2.1, §4.3; RFC 7888 LITERAL+): incremental, bounded and pure. A command is its
// text parts with the literals between them; nothing here knows what a command means. A literal is counted in octets
// and never looked into, so nothing inside one can become a command.
// Lines end in CRLF only: a bare LF is answered, not guessed at. Memory held: one line, the literals that were admitted,
// and what was pushed but not yet asked for (the caller stops reading its socket by `buffered`).

export interface FramingLimits {
  /** Octets of one command without its literals. */
  readonly lineBytes: number;
  /** Octets of one command with its literals, those admitted as uncounted left out. */
  readonly commandBytes: number;
}

/** A whole command. `parts` alternate text and literal: text, literal, text … ; the texts have no announcement left. */
export interface RawCommand {
  readonly kind: "command";
  readonly tag: string;
  /** Upper case. */
  readonly name: string;
  readonly parts: readonly Buffer[];
  /** Where the arguments begin in the first part, the space before them included. */
  readonly argumentsAt: number;
}

/** A literal is announced; `admit` or `refuse` must follow. */
export interface LiteralAsked {
  readonly kind: "literal";
  readonly tag: string;
  readonly name: string;
  readonly size: number;
  /** The peer waits for "+" (a synchronizing literal). */
  readonly waits: boolean;
}

export type Frame =
  | RawCommand
  | LiteralAsked
  /** The end of a command that had a refused literal. */
  | { readonly kind: "refused"; readonly tag: string }
  /** A line that is no command; the stream can still be followed. `tag` "*" = it has none. */
  | { readonly kind: "bad"; readonly tag: string; readonly text: string; readonly line: Buffer }
  /** The stream cannot be followed any more. */
  | { readonly kind: "fatal"; readonly tag: string; readonly text: string };

interface OpenCommand {
  readonly tag: string;
  readonly name: string;
  readonly argumentsAt: number;
  readonly parts: Buffer[];
  lineBytes: number;
  bytes: number;
  /** Announced and not decided. */
  asked: { size: number; waits: boolean } | null;
  /** Admitted and being filled. */
  literal: Buffer | null;
  filled: number;
  /** Octets of a refused literal still to drop. */
  discard: number;
  /** Octets of refused literals that may still be dropped; null = none was refused. */
  patience: number | null;
}

const LF = 10;
const CR = 13;
const SP = 32;
/** Each chunk waiting costs its object too; counting it keeps a peer that sends single octets bounded. */
const chunkCost = 64;

export class Framer {
  readonly #limits: FramingLimits;
  #chunks: Buffer[] = [];
  #chunk = 0;
  #at = 0;
  #pushed = 0;
  #line: Gather | null = null;
  #open: OpenCommand | null = null;
  #dead: Frame | null = null;

  constructor(limits: FramingLimits) {
    this.#limits = limits;
  }

  /** Octets (and chunk overhead) that were pushed and not yet consumed. */
  get buffered(): number {
    return this.#pushed;
  }

  /** True when nothing at all is held back: what STARTTLS needs (RFC 9051 §6.2.1). */
  get isEmpty(): boolean {
    return this.#pushed === 0 && this.#line === null && this.#open === null;
  }

  push(chunk: Buffer): void {
    if (chunk.length === 0) return;
    this.#chunks.push(chunk);
    this.#pushed += chunk.length + chunkCost;
  }

  /** The next event, or null when more octets are needed. */
  next(): Frame | null {
    if (this.#dead) return this.#dead;
    for (;;) {
      const open = this.#open;
      if (open?.asked) throw new Error("a literal waits for admit() or refuse()");
      if (open && !this.#passLiteral(open)) return null;
      const line = this.#takeLine(this.#limits.lineBytes - (open?.lineBytes ?? 0));
      if (line === null) return null;
      const frame = line === "too-long" ? this.#die("Command line too long") : this.#accept(line);
      if (frame) return frame;
    }
  }

  /**
   * A single line outside of commands: the answer in AUTHENTICATE, DONE in IDLE. Null = not there yet; "too-long" ends
   * the stream. The line comes without its line end.
   */
  nextLine(maxBytes: number): Buffer | "too-long" | null {
    if (this.#dead) return "too-long";
    const line = this.#takeLine(maxBytes);
    if (line === "too-long") this.#die("Line too long");
    return line instanceof Buffer ? withoutLineEnd(line) : line;
  }

  /** Takes the literal just announced. Letters of APPEND are not counted against the command. */
  admit(options: { counted: boolean }): "admitted" | "too-big" {
    const { open, asked } = this.#decision();
    if (options.counted && open.bytes + asked.size > this.#limits.commandBytes) return "too-big";
    open.asked = null;
    if (options.counted) open.bytes += asked.size;
    // Not zeroed and, when large, not even resident before octets come.
    open.literal = asked.size > 8192 ? Buffer.allocUnsafeSlow(asked.size) : Buffer.allocUnsafe(asked.size);
    open.filled = 0;
    return "admitted";
  }

  /**
   * Declines it. The peer of a synchronizing literal sends nothing more; another's octets are read and dropped, up to
   * `maxDiscard` for the whole command, past which the stream ends.
   */
  refuse(maxDiscard: number): void {
    const { open, asked } = this.#decision();
    open.asked = null;
    if (asked.waits) {
      this.#open = null;
      return;
    }
    open.patience = maxDiscard;
    open.parts.length = 0;
    this.#discard(open, asked.size);
  }

  /** Octets of the admitted literal that are here. */
  get arrived(): number {
    return this.#open?.literal ? this.#open.filled : 0;
  }

  /** Declines a literal after all: what came of it goes, the rest is dropped as by `refuse`. */
  abandon(maxDiscard: number): void {
    const open = this.#open;
    if (!open?.literal) return;
    const rest = open.literal.length - open.filled;
    open.literal = null;
    open.parts.length = 0;
    open.patience = maxDiscard;
    this.#discard(open, rest);
  }

  #decision() {
    const open = this.#open;
    if (!open?.asked) throw new Error("no literal was announced");
    return { open, asked: open.asked };
  }

  #discard(open: OpenCommand, size: number): void {
    open.patience = (open.patience ?? 0) - size;
    if (open.patience < 0) this.#die("Literal too large");
    else open.discard = size;
  }

  /** Fills or drops the current literal; false = more octets are needed. */
  #passLiteral(open: OpenCommand): boolean {
    while (open.discard > 0 || open.literal) {
      const chunk = this.#chunks[this.#chunk];
      const wanted = open.literal ? open.literal.length - open.filled : open.discard;
      if (wanted > 0 && !chunk) return false;
      const taken = chunk ? Math.min(wanted, chunk.length - this.#at) : 0;
      if (open.literal) {
        if (chunk) chunk.copy(open.literal, open.filled, this.#at, this.#at + taken);
        open.filled += taken;
        if (open.filled === open.literal.length) {
          open.parts.push(open.literal);
          open.literal = null;
        }
      } else open.discard -= taken;
      if (chunk) this.#consume(chunk, taken);
    }
    return true;
  }

  #accept(line: Buffer): Frame | null {
    const open = this.#open;
    const text = withoutLineEnd(line);
    if (text.length !== line.length - 2) {
      this.#open = null;
      const tag = open?.tag ?? readHead(text)?.tag ?? "*";
      return { kind: "bad", tag, text: "A line ends in CRLF, not in LF alone", line: text };
    }
    if (open) return this.#extend(open, text);
    const head = readHead(text);
    if (!head) return { kind: "bad", tag: "*", text: "A command begins with a tag, a space and a name", line: text };
    const fresh: OpenCommand = {
      tag: head.tag,
      name: head.name,
      argumentsAt: head.argumentsAt,
      parts: [],
      lineBytes: 0,
      bytes: 0,
      asked: null,
      literal: null,
      filled: 0,
      discard: 0,
      patience: null,
    };
    return this.#extend(fresh, text);
  }

  /** One more text part, which either ends the command or announces a literal. */
  #extend(open: OpenCommand, text: Buffer): Frame | null {
    open.lineBytes += text.length + 2;
    open.bytes += text.length + 2;
    if (open.bytes > this.#limits.commandBytes) return this.#die("Command too long");
    const announced = literalAtEnd(text);
    if (!announced) {
      this.#open = null;
      if (open.patience !== null) return { kind: "refused", tag: open.tag };
      open.parts.push(text);
      const { tag, name, parts, argumentsAt } = open;
      return { kind: "command", tag, name, parts, argumentsAt };
    }
    this.#open = open;
    if (open.patience !== null) {
      if (announced.waits) {
        this.#open = null;
        return { kind: "refused", tag: open.tag };
      }
      this.#discard(open, announced.size);
      return this.#dead;
    }
    open.parts.push(text.subarray(0, announced.at));
    open.asked = announced;
    return { kind: "literal", tag: open.tag, name: open.name, size: announced.size, waits: announced.waits };
  }

  #die(text: string): Frame {
    this.#dead = { kind: "fatal", tag: this.#open?.tag ?? "*", text };
    this.#chunks = [];
    this.#chunk = this.#at = this.#pushed = 0;
    this.#line = this.#open = null;
    return this.#dead;
  }

  /** A whole line with its LF; null = not there yet. */
  #takeLine(maxBytes: number): Buffer | "too-long" | null {
    for (;;) {
      const chunk = this.#chunks[this.#chunk];
      if (!chunk) return null;
      const lf = chunk.indexOf(LF, this.#at);
      const piece = chunk.subarray(this.#at, lf < 0 ? chunk.length : lf + 1);
      if ((this.#line?.length ?? 0) + piece.length > maxBytes) return "too-long";
      this.#consume(chunk, piece.length);
      if (lf < 0) {
        this.#line ??= new Gather();
        this.#line.append(piece);
        continue;
      }
      const line = this.#line?.append(piece).bytes() ?? piece;
      this.#line = null;
      return line;
    }
  }

  #consume(chunk: Buffer, count: number): void {
    this.#at += count;
    this.#pushed -= count;
    if (this.#at < chunk.length) return;
    this.#at = 0;
    this.#pushed -= chunkCost;
    this.#chunk++;
    if (this.#chunk === this.#chunks.length) {
      this.#chunks.length = 0;
      this.#chunk = 0;
    }
  }
}

/** Octets that arrive in pieces; doubling keeps the copying linear. */
class Gather {
  #bytes = Buffer.allocUnsafe(256);
  length = 0;

  append(piece: Buffer): this {
    if (this.length + piece.length > this.#bytes.length) {
      const larger = Buffer.allocUnsafe(Math.max(this.#bytes.length * 2, this.length + piece.length));
      this.#bytes.copy(larger, 0, 0, this.length);
      this.#bytes = larger;
    }
    piece.copy(this.#bytes, this.length);
    this.length += piece.length;
    return this;
  }

  bytes(): Buffer {
    return this.#bytes.subarray(0, this.length);
  }
}

const withoutLineEnd = (line: Buffer): Buffer => {
  if (line.at(-1) !== LF) return line;
  return line.subarray(0, line.length - (line.at(-2) === CR ? 2 : 1));
};

/** tag SP name; null = the line does not begin so. */
function readHead(text: Buffer): { tag: string; name: string; argumentsAt: number } | null {
  const space = text.indexOf(SP);
  if (space < 1 || space > 64) return null;
  for (let i = 0; i < space; i++) if (!isTagChar(text[i] ?? 0)) return null;
  let end = space + 1;
  while (isNameChar(text[end] ?? 0)) end++;
  if (end === space + 1) return null;
  return {
    tag: text.toString("latin1", 0, space),
    name: text.toString("latin1", space + 1, end).toUpperCase(),
    argumentsAt: end,
  };
}

/** tag = 1*<any ASTRING-CHAR except "+">, RFC 9051 §9. */
const isTagChar = (byte: number) => byte > SP && byte < 0x7f && !'(){%*"\\+'.includes(String.fromCharCode(byte));

const isNameChar = (byte: number) => {
  const lower = byte | 0x20;
  return (lower >= 0x61 && lower <= 0x7a) || (byte >= 0x30 && byte <= 0x39) || byte === 0x2d;
};

/** `{12}` or `{12+}` at the end of a text part; `at` is where it begins, the "~" of a literal8 stays in the text. */
function literalAtEnd(text: Buffer): { size: number; waits: boolean; at: number } | null {
  let at = text.length - 1;
  if (text[at] !== 0x7d) return null;
  at--;
  const waits = text[at] !== 0x2b;
  if (!waits) at--;
  const last = at;
  while (at >= 0 && isDigit(text[at] ?? 0)) at--;
  if (at === last || at < 0 || text[at] !== 0x7b) return null;
  const size = Math.min(Number(text.toString("latin1", at + 1, last + 1)), Number.MAX_SAFE_INTEGER);
  return { size, waits, at };
}

const isDigit = (byte: number) => byte >= 0x30 && byte <= 0x39;
