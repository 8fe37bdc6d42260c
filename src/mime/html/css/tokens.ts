// A style attribute to declarations (CSS Syntax 3 §4, §5.4.4), flat and iterative: comments, escapes, strings, nested
// brackets and unclosed ends are read as browsers read them, so that nobody can hide a `;` or a function name from us.
// It does not know what properties mean; properties.ts rewrites the few that may stay.

/** One value of a declaration. `other` stands for everything that no allowed property uses. */
export type Component =
  | { readonly kind: "word"; readonly text: string }
  | { readonly kind: "string"; readonly text: string }
  | { readonly kind: "number"; readonly value: number; readonly unit: string }
  | { readonly kind: "hash"; readonly text: string }
  | { readonly kind: "function"; readonly name: string; readonly arguments: readonly Component[] }
  | { readonly kind: "url"; readonly text: string }
  | { readonly kind: "comma" | "slash" | "other" };

export interface Declaration {
  /** Lower case. */
  readonly name: string;
  readonly components: readonly Component[];
  readonly important: boolean;
}

/** The declarations of a style attribute, in order; what is not one is skipped up to its semicolon. */
export function parseDeclarations(style: string): Declaration[] {
  const tokens = new Scanner(style).all();
  const declarations: Declaration[] = [];
  let position = 0;
  while (position < tokens.length) {
    const end = endOfDeclaration(tokens, position);
    const declaration = readDeclaration(tokens.slice(position, end));
    if (declaration) declarations.push(declaration);
    position = end + 1;
  }
  return declarations;
}

type Token =
  | Component
  | { readonly kind: "open"; readonly name: string | null }
  | { readonly kind: "close" | "colon" | "semicolon" | "bang" | "space" };

function endOfDeclaration(tokens: readonly Token[], from: number): number {
  let depth = 0;
  for (let i = from; i < tokens.length; i++) {
    const kind = tokens[i]?.kind;
    if (kind === "open") depth++;
    else if (kind === "close") depth = Math.max(0, depth - 1);
    else if (kind === "semicolon" && depth === 0) return i;
  }
  return tokens.length;
}

function readDeclaration(tokens: readonly Token[]): Declaration | null {
  const useful = tokens.filter((token) => token.kind !== "space");
  const [name, colon] = useful;
  if (name?.kind !== "word" || colon?.kind !== "colon") return null;
  const last = useful.at(-1);
  const important = useful.at(-2)?.kind === "bang" && last?.kind === "word" && last.text.toLowerCase() === "important";
  const components = group(useful.slice(2, important ? -2 : undefined));
  return components.length === 0 ? null : { name: name.text.toLowerCase(), components, important };
}

/** Puts what stands between a function's brackets inside it. A bracket within its brackets makes it `other`. */
function group(tokens: readonly Token[]): Component[] {
  const components: Component[] = [];
  let depth = 0;
  let inner: Component[] = [];
  let name: string | null = null;
  for (const token of tokens) {
    if (token.kind === "open") {
      if (depth++ === 0) {
        inner = [];
        name = token.name;
      } else name = null;
    } else if (token.kind === "close") {
      if (depth > 0) depth--;
      else name = null;
      if (depth === 0) components.push(name === null ? other : { kind: "function", name, arguments: inner });
    } else if (isComponent(token)) (depth === 0 ? components : inner).push(token);
    else (depth === 0 ? components : inner).push(other);
  }
  return depth === 0 ? components : [...components, other];
}

const other: Component = { kind: "other" };
const isComponent = (token: Token): token is Component =>
  token.kind !== "open" &&
  token.kind !== "close" &&
  token.kind !== "colon" &&
  token.kind !== "semicolon" &&
  token.kind !== "bang" &&
  token.kind !== "space";

const isSpace = (code: number): boolean => code === 0x20 || (code >= 0x09 && code <= 0x0d && code !== 0x0b);
const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;
const isNameStart = (code: number): boolean =>
  ((code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a) || code === 0x5f || code >= 0x80;
const isName = (code: number): boolean => isNameStart(code) || isDigit(code) || code === 0x2d;

class Scanner {
  readonly #css: string;
  #at = 0;

  constructor(css: string) {
    this.#css = css;
  }

  all(): Token[] {
    const tokens: Token[] = [];
    while (this.#at < this.#css.length) {
      const token = this.#next();
      if (token) tokens.push(token);
    }
    return tokens;
  }

  #code(ahead = 0): number {
    return this.#css.charCodeAt(this.#at + ahead);
  }

  #next(): Token | null {
    const code = this.#code();
    if (isSpace(code)) return this.#space();
    if (code === 0x22 || code === 0x27) return this.#string(code);
    if (this.#numberStarts()) return this.#number();
    if (this.#nameStarts(0)) return this.#wordOrFunction();
    if (code === 0x23 && (isName(this.#code(1)) || this.#escapeStarts(1))) {
      this.#at++;
      return { kind: "hash", text: this.#name() };
    }
    if (code === 0x2f && this.#code(1) === 0x2a) return this.#comment();
    this.#at++;
    return punctuation(code);
  }

  #space(): Token {
    while (isSpace(this.#code())) this.#at++;
    return { kind: "space" };
  }

  #comment(): null {
    const end = this.#css.indexOf("*/", this.#at + 2);
    this.#at = end < 0 ? this.#css.length : end + 2;
    return null;
  }

  /** A line end inside makes it a bad string, which no property accepts (CSS Syntax 3 §4.3.5). */
  #string(quote: number): Token {
    this.#at++;
    let text = "";
    while (this.#at < this.#css.length) {
      const code = this.#code();
      if (code === 0x0a || code === 0x0c) return other;
      if (code === 0x5c) {
        text += this.#escape();
        continue;
      }
      this.#at++;
      if (code === quote) break;
      text += String.fromCharCode(code);
    }
    return { kind: "string", text };
  }

  #numberStarts(): boolean {
    const sign = this.#code() === 0x2b || this.#code() === 0x2d ? 1 : 0;
    return isDigit(this.#code(sign)) || (this.#code(sign) === 0x2e && isDigit(this.#code(sign + 1)));
  }

  #number(): Token {
    const start = this.#at;
    if (!isDigit(this.#code())) this.#at++; // sign or point
    while (isDigit(this.#code())) this.#at++;
    if (this.#code() === 0x2e && isDigit(this.#code(1))) {
      this.#at++;
      while (isDigit(this.#code())) this.#at++;
    }
    const value = Number(this.#css.slice(start, this.#at)) || 0;
    if (this.#code() === 0x25) {
      this.#at++;
      return { kind: "number", value, unit: "%" };
    }
    const unit = this.#nameStarts(0) ? this.#name().toLowerCase() : "";
    return { kind: "number", value, unit };
  }

  /** Does a name start here (CSS Syntax 3 §4.3.9)? */
  #nameStarts(ahead: number): boolean {
    const code = this.#code(ahead);
    if (code === 0x2d) {
      const next = this.#code(ahead + 1);
      return next === 0x2d || isNameStart(next) || this.#escapeStarts(ahead + 1);
    }
    return isNameStart(code) || this.#escapeStarts(ahead);
  }

  #escapeStarts(ahead: number): boolean {
    const next = this.#code(ahead + 1);
    return this.#code(ahead) === 0x5c && next !== 0x0a && next !== 0x0c && !Number.isNaN(next);
  }

  #wordOrFunction(): Token {
    const text = this.#name();
    if (this.#code() !== 0x28) return { kind: "word", text };
    this.#at++;
    if (text.toLowerCase() === "url") return this.#url();
    return { kind: "open", name: text.toLowerCase() };
  }

  /** To its closing bracket or, like browsers, to the end. */
  #url(): Token {
    while (isSpace(this.#code())) this.#at++;
    const quote = this.#code();
    const quoted = quote === 0x22 || quote === 0x27 ? this.#string(quote) : null;
    let text = quoted?.kind === "string" ? quoted.text : "";
    while (this.#at < this.#css.length && this.#code() !== 0x29) {
      if (this.#escapeStarts(0)) text += this.#escape();
      else text += this.#css.charAt(this.#at++);
    }
    this.#at++;
    return { kind: "url", text };
  }

  #name(): string {
    const start = this.#at;
    while (isName(this.#code())) this.#at++;
    let text = this.#css.slice(start, this.#at);
    while (isName(this.#code()) || this.#escapeStarts(0)) {
      text += this.#code() === 0x5c ? this.#escape() : this.#css.charAt(this.#at++);
    }
    return text;
  }

  /** At a backslash: up to six hexadecimal digits and one white space, or the next character (CSS Syntax 3 §4.3.7). */
  #escape(): string {
    this.#at++;
    let digits = "";
    while (digits.length < 6 && /^[0-9a-fA-F]$/.test(this.#css.charAt(this.#at)))
      digits += this.#css.charAt(this.#at++);
    if (digits === "") {
      const character = String.fromCodePoint(this.#css.codePointAt(this.#at) ?? 0xfffd);
      this.#at += character.length;
      return character === "\n" ? "" : character; // a line end after a backslash continues a string
    }
    if (isSpace(this.#code())) this.#at++;
    const value = Number.parseInt(digits, 16);
    const bad = value === 0 || value > 0x10ffff || (value >= 0xd800 && value <= 0xdfff);
    return bad ? "\ufffd" : String.fromCodePoint(value);
  }
}

function punctuation(code: number): Token {
  switch (code) {
    case 0x28: // ( [ {
    case 0x5b:
    case 0x7b:
      return { kind: "open", name: null };
    case 0x29: // ) ] }
    case 0x5d:
    case 0x7d:
      return { kind: "close" };
    case 0x2c:
      return { kind: "comma" };
    case 0x2f:
      return { kind: "slash" };
    case 0x3a:
      return { kind: "colon" };
    case 0x3b:
      return { kind: "semicolon" };
    case 0x21:
      return { kind: "bang" };
    default:
      return other;
  }
}
