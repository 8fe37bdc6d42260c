// HTML to the text a reader would see, for search and previews; one forward pass, no tree. It is not a sanitiser and its
// result is never markup: what is shown as HTML goes through src/mime/html. Left out: CSS (hidden text counts as text),
// tables as columns, and the rarer named character references.
import { entities } from "./html-text/entities.ts";

/** Elements whose content is no text of the letter. */
const dropped = new Set([
  "style",
  "script",
  "head",
  "title",
  "template",
  "noscript",
  "iframe",
  "object",
  "svg",
  "math",
]);
/** Of those, the ones in which a `<` begins no tag. */
const rawText = new Set(["style", "script", "title", "noscript", "iframe", "textarea", "xmp"]);
const foreign = new Set(["svg", "math"]);
const blocks = new Set(
  (
    "address article aside blockquote body br caption center dd div dl dt fieldset figcaption figure footer form " +
    "h1 h2 h3 h4 h5 h6 header hr html li main nav ol option p pre section table tbody td textarea tfoot th thead tr ul"
  ).split(" "),
);

/** The text of an HTML document; stops soon after `most` characters. Linear. */
export const htmlToText = (html: string, most = Number.POSITIVE_INFINITY): string => new Stripper(html, most).read();

class Stripper {
  readonly #html: string;
  readonly #most: number;
  #out = "";
  #at = 0;
  /** A dropped element that is open, and how many of its name. */
  #hidden: string | null = null;
  #hiddenDepth = 0;
  #space = false;

  constructor(html: string, most: number) {
    this.#html = html;
    this.#most = most;
  }

  read(): string {
    const html = this.#html;
    while (this.#at < html.length && this.#out.length < this.#most) {
      const tag = html.indexOf("<", this.#at);
      const end = tag === -1 ? html.length : tag;
      if (end > this.#at) this.#takeText(html.slice(this.#at, Math.min(end, this.#at + this.#room())));
      this.#at = end;
      if (tag !== -1) this.#takeMarkup();
    }
    return this.#out.trim();
  }

  /** White space and references shrink, so more is read than is wanted. */
  #room(): number {
    return this.#most === Number.POSITIVE_INFINITY ? this.#html.length : (this.#most - this.#out.length) * 10;
  }

  #takeText(text: string): void {
    if (this.#hidden !== null) return;
    const plain = decodeEntities(text);
    for (const word of plain.split(/[ \t\r\n\f]+/)) {
      if (word !== "") {
        if (this.#space && this.#out !== "" && !this.#out.endsWith("\n")) this.#out += " ";
        this.#out += word;
      }
      this.#space = true;
    }
    this.#space = plain === "" ? this.#space : /[ \t\r\n\f]$/.test(plain);
  }

  #takeMarkup(): void {
    const html = this.#html;
    const from = this.#at + 1;
    if (html.startsWith("!--", from)) this.#skipPast("-->", from + 3);
    else if (html[from] === "!" || html[from] === "?") this.#skipPast(">", from);
    else if (/[a-z/]/i.test(html[from] ?? "")) this.#takeTag(from);
    else {
      this.#takeText("<"); // a lone sign
      this.#at = from;
    }
  }

  #skipPast(mark: string, from: number): void {
    const found = this.#html.indexOf(mark, from);
    this.#at = found === -1 ? this.#html.length : found + mark.length;
  }

  #takeTag(from: number): void {
    const closing = this.#html[from] === "/";
    const nameStart = closing ? from + 1 : from;
    let nameEnd = nameStart;
    while (nameEnd < this.#html.length && nameEnd - nameStart < 32 && /[a-z0-9:-]/i.test(this.#html[nameEnd] ?? ""))
      nameEnd++;
    const name = this.#html.slice(nameStart, nameEnd).toLowerCase();
    this.#skipAttributes(nameEnd);
    const selfClosing = foreign.has(name) && this.#html[this.#at - 2] === "/"; // HTML elements cannot close themselves
    if (closing) this.#closeElement(name);
    else this.#openElement(name, selfClosing);
    if (this.#hidden === null && blocks.has(name)) this.#breakLine();
  }

  /** To after the `>`; a `>` inside quotes is part of an attribute. An end inside a tag ends the text, as in browsers. */
  #skipAttributes(from: number): void {
    const html = this.#html;
    let quote = "";
    for (let i = from; i < html.length; i++) {
      const sign = html[i] ?? "";
      if (quote !== "") quote = sign === quote ? "" : quote;
      else if (sign === ">") {
        this.#at = i + 1;
        return;
      } else if ((sign === '"' || sign === "'") && html[i - 1] === "=") quote = sign;
    }
    this.#at = html.length;
  }

  #openElement(name: string, selfClosing: boolean): void {
    if (this.#hidden === null && dropped.has(name) && !selfClosing) {
      this.#hidden = name;
      this.#hiddenDepth = 0;
    }
    if (name === this.#hidden && !selfClosing) this.#hiddenDepth++;
    // Letters are written with an unclosed <head> or <title>; the body ends both.
    if (name === "body" && (this.#hidden === "head" || this.#hidden === "title")) this.#hidden = null;
    if (rawText.has(name)) this.#skipRawText(name);
  }

  #closeElement(name: string): void {
    if (name === this.#hidden && --this.#hiddenDepth <= 0) this.#hidden = null;
  }

  /** To the closing tag of an element whose content holds no tags. */
  #skipRawText(name: string): void {
    const html = this.#html;
    for (let found = html.indexOf("</", this.#at); found !== -1; found = html.indexOf("</", found + 2)) {
      if (html.slice(found + 2, found + 2 + name.length).toLowerCase() !== name) continue;
      if (!dropped.has(name)) this.#takeText(html.slice(this.#at, found));
      this.#at = found;
      return;
    }
    this.#at = html.length;
  }

  #breakLine(): void {
    this.#space = false;
    if (this.#out !== "" && !this.#out.endsWith("\n")) this.#out += "\n";
  }
}

const reference = /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z][A-Za-z0-9]{1,31}));?/g;

/** Character references of HTML decoded; unknown ones stay as written. */
export function decodeEntities(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(reference, (whole: string, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return entities.get(name) ?? whole;
    return codePoint(decimal === undefined ? Number.parseInt(hex ?? "", 16) : Number(decimal));
  });
}

/** windows-1252 meanings of 0x80-0x9F, which HTML keeps for old pages, matter less than never making a control. */
function codePoint(value: number): string {
  const isControl = value < 0x20 ? value !== 9 && value !== 10 && value !== 13 : value >= 0x7f && value < 0xa0;
  const isSurrogate = value >= 0xd800 && value <= 0xdfff;
  return isControl || isSurrogate || value > 0x10ffff ? "\ufffd" : String.fromCodePoint(value);
}
