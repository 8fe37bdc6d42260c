// A cursor over one command (RFC 9051 §9, RFC 3501 §9). takeX returns or declines and moves only when it returns;
// expectX returns or throws BadCommand. One pair per grammar production that commands share; what belongs to one
// command only (search keys, fetch items) is parsed beside that command.
// Laxness: 8-bit octets are taken in quoted strings without ENABLE, because Roundcube and Apple Mail send UTF-8 there.
import { isUtf8 } from "node:buffer";
import type { RawCommand } from "./framing.ts";

/** The command does not follow the grammar: tagged BAD. The text goes to the peer, so it never quotes the input. */
export class BadCommand extends Error {
  constructor(text: string) {
    super(text);
    this.name = "BadCommand";
  }
}

const ATOM = 1;
const ASTRING = 2;
const LIST = 4;
const DIGIT = 8;

/** Classes by octet: atom-specials are ( ) { SP CTL % * " \ ] */
const classes = (() => {
  const table = new Uint8Array(256);
  for (let byte = 0x21; byte < 0x7f; byte++) {
    const char = String.fromCharCode(byte);
    if (!'(){%*"\\]'.includes(char)) table[byte] = ATOM | ASTRING | LIST;
    if (char === "]") table[byte] = ASTRING | LIST;
    if (char === "%" || char === "*") table[byte] = LIST;
    if (char >= "0" && char <= "9") table[byte] = ATOM | ASTRING | LIST | DIGIT;
  }
  return table;
})();

const SP = 32;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const END = -1;

export class Cursor {
  readonly #parts: readonly Buffer[];
  #part = 0;
  #text: Buffer;
  #at: number;

  constructor(command: Pick<RawCommand, "parts" | "argumentsAt">) {
    this.#parts = command.parts;
    this.#text = command.parts[0] ?? Buffer.alloc(0);
    this.#at = command.argumentsAt;
  }

  /** The octet ahead; -1 at the end of a text part. */
  peek(): number {
    return this.#text[this.#at] ?? END;
  }

  fail(wanted: string): never {
    throw new BadCommand(`Expected ${wanted} at octet ${this.#at + 1}${this.#part ? " after a literal" : ""}`);
  }

  isAtEnd(): boolean {
    return this.#at >= this.#text.length && this.#part + 1 >= this.#parts.length;
  }

  expectEnd(): void {
    if (!this.isAtEnd()) this.fail("the end of the command");
  }

  take(char: string): boolean {
    if (this.peek() !== char.charCodeAt(0)) return false;
    this.#at++;
    return true;
  }

  expect(char: string): void {
    if (!this.take(char)) this.fail(char === " " ? "a space" : `"${char}"`);
  }

  expectSpace(): void {
    this.expect(" ");
  }

  /** Takes `word`, given in upper case, in any case; it must not run on into a longer atom. */
  takeWord(word: string): boolean {
    const end = this.#at + word.length;
    for (let i = 0; i < word.length; i++) {
      const byte = this.#text[this.#at + i] ?? 0;
      const upper = byte >= 0x61 && byte <= 0x7a ? byte - 32 : byte;
      if (upper !== word.charCodeAt(i)) return false;
    }
    if (isWordOctet(this.#text[end] ?? SP)) return false;
    this.#at = end;
    return true;
  }

  #run(kind: number): string | null {
    const start = this.#at;
    let end = start;
    while ((classes[this.#text[end] ?? 0] ?? 0) & kind) end++;
    if (end === start) return null;
    this.#at = end;
    return this.#text.toString("latin1", start, end); // these classes are ASCII
  }

  takeAtom(): string | null {
    return this.#run(ATOM);
  }

  expectAtom(what = "an atom"): string {
    return this.takeAtom() ?? this.fail(what);
  }

  /** Letters, digits, "-", "." and "=" only: names of items, which "[" and "<" may follow directly. Upper case. */
  takeName(): string | null {
    const start = this.#at;
    let end = start;
    while (isNameOctet(this.#text[end] ?? 0)) end++;
    if (end === start) return null;
    this.#at = end;
    return this.#text.toString("latin1", start, end).toUpperCase();
  }

  expectName(what = "a name"): string {
    return this.takeName() ?? this.fail(what);
  }

  /** Everything up to the end of this text part, when it is printable ASCII without spaces: base64. */
  expectRest(): string {
    const start = this.#at;
    for (let i = start; i < this.#text.length; i++) {
      const byte = this.#text[i] ?? 0;
      if (byte <= SP || byte > 0x7e) this.fail("base64");
    }
    this.#at = this.#text.length;
    return this.#text.toString("latin1", start);
  }

  /** Digits as a number up to `max`; the grammar's number is 32 bits, number64 63 bits. */
  takeNumber(max = 0xffff_ffff): number | null {
    const start = this.#at;
    const digits = this.#run(DIGIT);
    if (digits === null) return null;
    const value = Number(digits);
    if (value <= max && digits.length <= 20) return value;
    this.#at = start;
    return this.fail("a smaller number");
  }

  expectNumber(max?: number): number {
    return this.takeNumber(max) ?? this.fail("a number");
  }

  expectNonZero(max?: number): number {
    const value = this.expectNumber(max);
    return value > 0 ? value : this.fail("a number above zero");
  }

  /** number64 and mod-sequence values: what is past 2^53 is past every value we give. */
  expectNumber64(): number {
    return Math.min(this.expectNumber(2 ** 63), Number.MAX_SAFE_INTEGER);
  }

  takeQuoted(): Buffer | null {
    if (this.peek() !== QUOTE) return null;
    const start = this.#at + 1;
    let end = start;
    let escapes = 0;
    for (;;) {
      const byte = this.#text[end];
      if (byte === QUOTE) break;
      if (byte === undefined || byte === 0 || byte === 10 || byte === 13) return this.fail("a closing quotation mark");
      if (byte === BACKSLASH) {
        const escaped = this.#text[end + 1];
        if (escaped !== QUOTE && escaped !== BACKSLASH) return this.fail("a valid quoted string");
        escapes++;
        end++;
      }
      end++;
    }
    this.#at = end + 1;
    const inside = this.#text.subarray(start, end);
    return escapes ? withoutEscapes(inside, escapes) : inside;
  }

  /** A literal, or with `binary` also a literal8 ("~{…}", RFC 9051 §4.3). */
  takeLiteral(binary: "plain" | "binary" | "either" = "plain"): Buffer | null {
    const marked = this.peek() === 0x7e && this.#at + 1 === this.#text.length;
    if (marked ? binary === "plain" : binary === "binary") return null;
    if (this.#at + (marked ? 1 : 0) !== this.#text.length) return null;
    const literal = this.#parts[this.#part + 1];
    const text = this.#parts[this.#part + 2];
    if (!literal || !text) return null;
    if (!marked && literal.includes(0)) throw new BadCommand("A literal must not hold NUL"); // RFC 9051 §9 CHAR8
    this.#part += 2;
    this.#text = text;
    this.#at = 0;
    return literal;
  }

  takeString(): Buffer | null {
    return this.takeQuoted() ?? this.takeLiteral();
  }

  expectString(): Buffer {
    return this.takeString() ?? this.fail("a string");
  }

  takeAstring(): Buffer | null {
    const string = this.takeString();
    if (string) return string;
    const atom = this.#run(ASTRING);
    return atom === null ? null : Buffer.from(atom, "latin1");
  }

  expectAstring(what = "a string"): Buffer {
    return this.takeAstring() ?? this.fail(what);
  }

  /** list-mailbox: an astring in which % and * may stand bare. */
  expectListMailbox(): Buffer {
    const string = this.takeString();
    if (string) return string;
    const run = this.#run(LIST);
    return run === null ? this.fail("a mailbox pattern") : Buffer.from(run, "latin1");
  }

  /** nstring: null is NIL. */
  expectNstring(): Buffer | null {
    if (this.takeWord("NIL")) return null;
    return this.expectString();
  }

  /** Text of an astring; what is not UTF-8 is refused. */
  expectText(what?: string): string {
    return this.textOf(this.expectAstring(what));
  }

  textOf(octets: Buffer): string {
    if (!isUtf8(octets)) throw new BadCommand("Text must be UTF-8");
    return octets.toString("utf8");
  }

  /** "(" item *(SP item) ")"; an empty list only where `min` is 0. */
  expectList<T>(item: () => T, min: 0 | 1 = 1): T[] {
    this.expect("(");
    const items: T[] = [];
    if (min === 0 && this.take(")")) return items;
    do items.push(item());
    while (this.take(" "));
    this.expect(")");
    return items;
  }
}

const isWordOctet = (byte: number) =>
  (byte >= 0x30 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a) || byte === 0x2d;

const isNameOctet = (byte: number) => isWordOctet(byte) || byte === 0x2e || byte === 0x3d;

function withoutEscapes(inside: Buffer, escapes: number): Buffer {
  const out = Buffer.allocUnsafe(inside.length - escapes);
  let to = 0;
  for (let from = 0; from < inside.length; from++) {
    if (inside[from] === BACKSLASH) from++;
    out[to++] = inside[from] ?? 0;
  }
  return out;
}
