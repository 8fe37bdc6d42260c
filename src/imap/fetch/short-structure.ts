// BODY from a stored BODYSTRUCTURE: the same without extension data (RFC 9051 §7.5.2). Works on our own stored text,
// which holds quoted strings, numbers, NIL and lists only.

/** Fields of a body part before its extension data. */
const basicFields = 7;

/** `("text" "plain" … 12 3 NIL NIL NIL NIL)` → `("text" "plain" … 12 3)`. */
export function shortStructure(structure: string): string {
  return new Shortener(structure).body();
}

class Shortener {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** One body, extension data read over. Depth is bounded by the reader's limit on MIME nesting. */
  body(): string {
    this.#at++; // "("
    const out = this.#text[this.#at] === "(" ? this.#multipart() : this.#single();
    while (this.#at < this.#text.length && this.#text[this.#at] !== ")") {
      if (this.#text[this.#at] === " ") this.#at++;
      else this.#value();
    }
    this.#at++;
    return `(${out})`;
  }

  #multipart(): string {
    let out = "";
    while (this.#text[this.#at] === "(") out += this.body();
    this.#at++;
    return `${out} ${this.#value()}`;
  }

  #single(): string {
    const fields = this.#values(basicFields);
    const type = `${fields[0]}/${fields[1]}`.toLowerCase();
    if (type === '"message"/"rfc822"' || type === '"message"/"global"') {
      const envelope = this.#values(1);
      const inner = this.body();
      this.#skipSpace();
      return [...fields, ...envelope, inner, ...this.#values(1)].join(" ");
    }
    if (type.startsWith('"text"/')) fields.push(...this.#values(1));
    return fields.join(" ");
  }

  #values(count: number): string[] {
    const values: string[] = [];
    for (let i = 0; i < count && this.#text[this.#at] !== ")"; i++) {
      values.push(this.#value());
      this.#skipSpace();
    }
    return values;
  }

  #skipSpace(): void {
    if (this.#text[this.#at] === " ") this.#at++;
  }

  /** A quoted string, a list or an atom, as it stands. */
  #value(): string {
    const start = this.#at;
    let depth = 0;
    do {
      const char = this.#text[this.#at];
      if (char === '"') this.#passQuoted();
      else if (char === "(") depth++;
      else if (char === ")") depth--;
      this.#at++;
    } while (this.#at < this.#text.length && (depth > 0 || !this.#isValueEnd()));
    return this.#text.slice(start, this.#at);
  }

  #isValueEnd(): boolean {
    const last = this.#text[this.#at - 1];
    const next = this.#text[this.#at];
    return last === '"' || last === ")" || next === " " || next === ")" || next === "(";
  }

  #passQuoted(): void {
    this.#at++;
    while (this.#at < this.#text.length && this.#text[this.#at] !== '"')
      this.#at += this.#text[this.#at] === "\\" ? 2 : 1;
  }
}
