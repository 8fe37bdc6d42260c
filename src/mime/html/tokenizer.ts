// HTML text to tokens, after the states of HTML §13.2.5 that matter to a reader of mail. One pass, no recursion, every
// character looked at a bounded number of times; nothing it is given can make it throw.
// Left out on purpose: doctypes and comments (no token: nobody needs them), the escaped states of scripts (§13.2.5.20-31;
// at worst some script text is seen as text), CDATA sections of foreign elements (a bogus comment here).
// It decides nothing about safety: whatever it hands on, only the allow list of elements.ts leaves the house.
import { decodeReferences } from "./entities.ts";
import { withoutControls } from "./escape.ts";
import { htmlLimits } from "./limits.ts";

/** Names are ASCII lower case, values decoded; of two attributes of one name the first counts (HTML §13.2.5.33). */
export type Attributes = ReadonlyMap<string, string>;

export interface TokenSink {
  /** Decoded text; one run of text may come in several pieces. */
  text(text: string): void;
  startTag(name: string, attributes: Attributes): void;
  endTag(name: string): void;
  /** All that stands between the tags of a raw text element, not decoded. */
  rawText(name: string, content: string): void;
}

/** Elements whose content is text up to their own end tag. */
export const rawTextElements: ReadonlySet<string> = new Set(
  "script style title textarea xmp iframe noembed noframes noscript plaintext".split(" "),
);

const noAttributes: Attributes = new Map();

/** Reads all of `html` into `sink`. Line ends arrive as LF, controls not at all. */
export function tokenizeHtml(html: string, sink: TokenSink): void {
  const reader = new Reader(withoutControls(/[\r\f]/.test(html) ? html.replace(/\r\n?|\f/g, "\n") : html), sink);
  while (reader.more()) reader.read();
}

const isSpace = (code: number): boolean => code === 0x20 || (code >= 0x09 && code <= 0x0d && code !== 0x0b);
const isLetter = (code: number): boolean => (code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a;
/** Only A to Z: `toLowerCase` would also turn the Kelvin sign into k. */
const lowerAscii = (text: string): string =>
  /[A-Z]/.test(text) ? text.replace(/[A-Z]/g, (letter) => letter.toLowerCase()) : text;

class Reader {
  readonly #html: string;
  readonly #sink: TokenSink;
  #at = 0;

  constructor(html: string, sink: TokenSink) {
    this.#html = html;
    this.#sink = sink;
  }

  more(): boolean {
    return this.#at < this.#html.length;
  }

  read(): void {
    const start = this.#at;
    const mark = this.#nextMarkup(start);
    if (mark > start) this.#sink.text(decodeReferences(this.#html.slice(start, mark), false));
    this.#at = mark;
    if (!this.more()) return;
    const next = this.#html.charCodeAt(mark + 1);
    if (next === 0x21) this.#declaration();
    else if (next === 0x3f) this.#skipPast(">", mark);
    else if (next === 0x2f) this.#endTag();
    else this.#startTag();
  }

  /** The next `<` that opens anything; a lone one is text (HTML §13.2.5.6). */
  #nextMarkup(from: number): number {
    let mark = this.#html.indexOf("<", from);
    while (mark >= 0) {
      const next = this.#html.charCodeAt(mark + 1);
      if (isLetter(next) || next === 0x21 || next === 0x3f) return mark;
      if (next === 0x2f && mark + 2 < this.#html.length) return mark;
      mark = this.#html.indexOf("<", mark + 1);
    }
    return this.#html.length;
  }

  #skipPast(text: string, from: number): void {
    const found = this.#html.indexOf(text, from);
    this.#at = found < 0 ? this.#html.length : found + text.length;
  }

  #declaration(): void {
    const start = this.#at;
    if (!this.#html.startsWith("--", start + 2)) this.#skipPast(">", start);
    else if (this.#html.charCodeAt(start + 4) === 0x3e)
      this.#at = start + 5; // "<!-->" (HTML §13.2.5.43)
    else if (this.#html.startsWith("->", start + 4)) this.#at = start + 6;
    else this.#skipComment(start + 4);
  }

  /** Up to `-->` or `--!>` (HTML §13.2.5.50-53), or all that is left. */
  #skipComment(from: number): void {
    let dashes = this.#html.indexOf("--", from);
    while (dashes >= 0) {
      if (this.#html.charCodeAt(dashes + 2) === 0x3e) {
        this.#at = dashes + 3;
        return;
      }
      if (this.#html.startsWith("!>", dashes + 2)) {
        this.#at = dashes + 4;
        return;
      }
      dashes = this.#html.indexOf("--", dashes + 1);
    }
    this.#at = this.#html.length;
  }

  #endTag(): void {
    const first = this.#html.charCodeAt(this.#at + 2);
    if (!isLetter(first)) {
      this.#skipPast(">", this.#at); // "</>" is nothing, "</ x>" a bogus comment
      return;
    }
    this.#at += 2;
    const name = this.#tagName();
    if (this.#attributes() !== null) this.#sink.endTag(name);
  }

  #startTag(): void {
    this.#at += 1;
    const name = this.#tagName();
    const tag = this.#attributes();
    if (tag === null) return; // the text ended inside the tag: no tag (HTML "eof-in-tag")
    this.#sink.startTag(name, tag.attributes);
    // XHTML writers close <title/> and <script/> themselves; reading on would swallow the letter.
    if (rawTextElements.has(name) && !tag.selfClosing) this.#rawText(name);
  }

  #tagName(): string {
    const start = this.#at;
    let end = start;
    for (; end < this.#html.length; end++) {
      const code = this.#html.charCodeAt(end);
      if (code === 0x2f || code === 0x3e || isSpace(code)) break;
    }
    this.#at = end;
    return lowerAscii(this.#html.slice(start, end));
  }

  /** From after the tag's name to after its `>`; null when the text ends first. */
  #attributes(): { attributes: Attributes; selfClosing: boolean } | null {
    let found: Map<string, string> | null = null;
    for (;;) {
      const slash = this.#skipToAttribute();
      if (!this.more()) return null;
      if (this.#html.charCodeAt(this.#at) === 0x3e) {
        this.#at += 1;
        return { attributes: found ?? noAttributes, selfClosing: slash };
      }
      const name = this.#attributeName();
      const value = this.#attributeValue();
      if (value === null) return null;
      found ??= new Map();
      if (found.size < htmlLimits.attributes && !found.has(name)) found.set(name, value);
    }
  }

  /** Skips white space and slashes; true if the last one was a slash. */
  #skipToAttribute(): boolean {
    let slash = false;
    for (; this.more(); this.#at++) {
      const code = this.#html.charCodeAt(this.#at);
      if (code === 0x2f) slash = true;
      else if (isSpace(code)) slash = false;
      else break;
    }
    return slash;
  }

  #attributeName(): string {
    const start = this.#at;
    let end = start + 1; // a leading "=" belongs to the name (HTML §13.2.5.32)
    for (; end < this.#html.length; end++) {
      const code = this.#html.charCodeAt(end);
      if (code === 0x2f || code === 0x3e || code === 0x3d || isSpace(code)) break;
    }
    this.#at = end;
    return lowerAscii(this.#html.slice(start, end));
  }

  /** Decoded; "" without one; null when the text ends inside quotes. */
  #attributeValue(): string | null {
    this.#skipSpace();
    if (this.#html.charCodeAt(this.#at) !== 0x3d) return "";
    this.#at += 1;
    this.#skipSpace();
    const quote = this.#html.charAt(this.#at);
    const start = this.#at;
    if (quote === '"' || quote === "'") {
      const close = this.#html.indexOf(quote, start + 1);
      this.#at = close < 0 ? this.#html.length : close + 1;
      return close < 0 ? null : decodeReferences(this.#html.slice(start + 1, close), true);
    }
    let end = start;
    for (; end < this.#html.length; end++) {
      const code = this.#html.charCodeAt(end);
      if (code === 0x3e || isSpace(code)) break;
    }
    this.#at = end;
    return decodeReferences(this.#html.slice(start, end), true);
  }

  #skipSpace(): void {
    while (this.more() && isSpace(this.#html.charCodeAt(this.#at))) this.#at++;
  }

  /** Content up to `</name` and white space, slash or `>` (HTML §13.2.5.12-14); the end tag itself is left to be read. */
  #rawText(name: string): void {
    const start = this.#at;
    const end = name === "plaintext" ? this.#html.length : this.#rawTextEnd(name, start);
    this.#sink.rawText(name, this.#html.slice(start, end));
    this.#at = end;
  }

  #rawTextEnd(name: string, from: number): number {
    let mark = this.#html.indexOf("</", from);
    while (mark >= 0) {
      const after = mark + 2 + name.length;
      const code = this.#html.charCodeAt(after);
      const closes = code === 0x2f || code === 0x3e || isSpace(code);
      if (closes && lowerAscii(this.#html.slice(mark + 2, after)) === name) return mark;
      mark = this.#html.indexOf("</", mark + 2);
    }
    return this.#html.length;
  }
}
