// Tokens of an address list (RFC 5322 §3.2): atoms, quoted strings, comments, domain literals, specials.
// Each character is looked at a bounded number of times: a quote, comment or literal that never closes is found out once,
// and that sign then counts as an ordinary character to the end of the value.
import {
  at,
  backslash,
  closeBracket,
  closeParen,
  colon,
  comma,
  dot,
  greaterThan,
  isBlank,
  lessThan,
  openBracket,
  openParen,
  quote,
  semicolon,
} from "../octets.ts";

export type TokenKind = "atom" | "quoted" | "comment" | "literal" | "." | "<" | ">" | "@" | "," | ";" | ":";

export interface Token {
  readonly kind: TokenKind;
  /** Quotes and parentheses removed, quoted pairs undone; a literal keeps its brackets. */
  readonly text: string;
  /** White space or a comment stands before it. */
  readonly spaced: boolean;
}

const specials: ReadonlyMap<number, TokenKind> = new Map([
  [dot, "."],
  [lessThan, "<"],
  [greaterThan, ">"],
  [at, "@"],
  [comma, ","],
  [semicolon, ";"],
  [colon, ":"],
]);

const delimiters = new Set([...specials.keys(), quote, openParen, openBracket]);

export class Scanner {
  readonly #text: string;
  #position = 0;
  #afterComment = false;
  /** Opening signs that are known not to close any more. */
  readonly #unclosed = new Set<number>();

  constructor(text: string) {
    this.#text = text;
  }

  next(): Token | null {
    const text = this.#text;
    const from = this.#position;
    while (this.#position < text.length && isBlank(text.charCodeAt(this.#position))) this.#position++;
    if (this.#position >= text.length) return null;
    const spaced = this.#position > from || this.#afterComment;
    const token = this.#enclosed(spaced) ?? this.#special(spaced) ?? this.#atom(spaced);
    this.#afterComment = token.kind === "comment";
    return token;
  }

  #enclosed(spaced: boolean): Token | null {
    const opening = this.#text.charCodeAt(this.#position);
    if (opening !== quote && opening !== openParen && opening !== openBracket) return null;
    if (this.#unclosed.has(opening)) return null;
    const end = opening === openParen ? this.#commentEnd() : this.#stringEnd(opening === quote ? quote : closeBracket);
    if (end === -1) {
      this.#unclosed.add(opening);
      return null;
    }
    const inner = this.#text.slice(this.#position + 1, end);
    this.#position = end + 1;
    const plain = inner.includes("\\") ? inner.replace(/\\(.)/gs, "$1") : inner;
    if (opening === quote) return { kind: "quoted", text: plain, spaced };
    if (opening === openParen) return { kind: "comment", text: plain, spaced };
    return { kind: "literal", text: `[${inner}]`, spaced };
  }

  /** Position of the closing sign, -1 when there is none. */
  #stringEnd(closing: number): number {
    const text = this.#text;
    for (let i = this.#position + 1; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code === backslash) i++;
      else if (code === closing) return i;
    }
    return -1;
  }

  #commentEnd(): number {
    const text = this.#text;
    let depth = 0;
    for (let i = this.#position; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code === backslash) i++;
      else if (code === openParen) depth++;
      else if (code === closeParen && --depth === 0) return i;
    }
    return -1;
  }

  #special(spaced: boolean): Token | null {
    const kind = specials.get(this.#text.charCodeAt(this.#position));
    if (kind === undefined) return null;
    this.#position++;
    return { kind, text: kind, spaced };
  }

  #atom(spaced: boolean): Token {
    const text = this.#text;
    const from = this.#position++;
    while (this.#position < text.length) {
      const code = text.charCodeAt(this.#position);
      if (isBlank(code) || (delimiters.has(code) && !this.#unclosed.has(code))) break;
      this.#position++;
    }
    return { kind: "atom", text: text.slice(from, this.#position), spaced };
  }
}
