// Open elements and what is written of them: the part of HTML tree construction (§13.2.6) that decides where an element
// ends. Whatever tags arrive, the output is well-formed and lies as a browser would build it, so that reading it again
// changes nothing (C02). One stack, no recursion, bounded depth.
//
// Three things differ from §13.2.6 on purpose. Text directly inside table parts gets a cell of its own instead of moving
// in front of the table, and other tags there are left out. A formatting end tag inside a block that was opened later
// takes effect at that block's end (a link, where it matters more, is ended at once and the block opened again).
// Anything inside an element that is dropped or hidden is followed in the same way but not written.
import { noStyle, type Style } from "./css.ts";
import { type ElementKind, holdsTableParts, isBoundary, isInline } from "./elements.ts";
import { escapeText } from "./escape.ts";
import { type Active, FormattingList } from "./formatting.ts";
import { htmlLimits } from "./limits.ts";

export interface Link {
  text: string;
  readonly href: string;
}

export interface NewElement {
  readonly name: string;
  readonly kind: ElementKind;
  /** Tags as they are to be written. */
  readonly start: string;
  readonly end: string;
  readonly style: Style;
  readonly link?: Link;
}

/** Why nothing is written inside an element. */
type Suppressed = "dropped" | "hidden" | null;

interface Open extends NewElement {
  readonly suppressed: Suppressed;
  readonly zeroFont: boolean;
  readonly invisible: boolean;
  readonly innermostLink: Link | null;
  /** Its end tag has come, but a block inside it is still open. */
  ended: boolean;
  readonly active: ActiveElement | null;
}

type ActiveElement = Active<NewElement, Open>;

const implied = (name: string, kind: ElementKind): NewElement => ({
  name,
  kind,
  start: `<${name}>`,
  end: `</${name}>`,
  style: noStyle,
});
const impliedParts = {
  tbody: implied("tbody", "section"),
  tr: implied("tr", "row"),
  td: implied("td", "cell"),
  colgroup: implied("colgroup", "columns"),
};

export class HtmlTree {
  readonly #stack: Open[] = [];
  readonly #formatting = new FormattingList<NewElement, Open>();
  /** End tags to come of start tags that were refused for depth. */
  readonly #refused = new Map<string, number>();
  readonly #output: (markup: string) => void;
  /** A line feed that comes now is not content (HTML §13.2.6.4.7, "pre"). */
  #afterPre = false;
  /** Something is written; white space before that stood around <head>. */
  #begun = false;
  /** A <pre> is the last thing written. */
  #barePre = false;
  hiddenCharacters = 0;

  constructor(write: (markup: string) => void) {
    this.#output = write;
  }

  /** True where nothing that comes now would be written: inside a hidden or dropped element. */
  get silent(): boolean {
    const top = this.#stack.at(-1);
    return top !== undefined && (top.suppressed !== null || top.invisible);
  }

  get isEmpty(): boolean {
    return this.#stack.length === 0;
  }

  open(element: NewElement): void {
    const { kind } = element;
    if (kind === "dropped" || kind === "body") this.#push(element);
    else if (isTablePart(kind)) this.#openTablePart(element);
    else if (this.#amongTableParts() && kind !== "table") return;
    else if (isInline(kind)) this.#openInline(element);
    else this.#openBlock(element);
    this.#afterPre = element.name === "pre";
  }

  /** An element without content, as markup. Rules end a paragraph; the others stand in a line. */
  void(name: string, markup: string): void {
    if (this.#amongTableParts()) {
      if (name !== "img") return;
      this.#ensureCell();
    }
    if (name === "hr") this.#closeParagraph();
    else this.#reopenFormatting();
    if (!this.silent) this.#write(markup);
    this.#afterPre = false;
  }

  text(written: string): void {
    const text = this.#afterPre && written.startsWith("\n") ? written.slice(1) : written;
    this.#afterPre = false;
    const blank = text.trim() === "";
    if (text === "" || (blank && !this.#begun)) return;
    if (this.#amongTableParts()) {
      if (blank) return;
      this.#ensureCell();
    }
    if (!blank) this.#reopenFormatting();
    const top = this.#stack.at(-1);
    if (top && (top.suppressed || top.invisible || top.zeroFont)) {
      if (top.suppressed !== "dropped") this.hiddenCharacters += text.replace(/\s+/g, "").length;
      return;
    }
    // A browser would take a line feed right after <pre> away (HTML §13.3), so it is written twice.
    if (this.#barePre && text.startsWith("\n")) this.#write("\n");
    this.#write(escapeText(text));
    this.linkText(text);
  }

  /** Adds to the text of the link that is open here, if any. */
  linkText(text: string): void {
    const link = this.#stack.at(-1)?.innermostLink;
    if (link && link.text.length < htmlLimits.shortText) link.text += text;
  }

  close(name: string, kind: ElementKind): void {
    this.#afterPre = false;
    const refused = this.#refused.get(name) ?? 0;
    if (refused > 0) {
      this.#refused.set(name, refused - 1);
      return;
    }
    if (kind === "formatting") this.#closeFormatting(name);
    else if (kind === "inline") this.#closeInline(name);
    else this.#closeThrough(this.#findOpen(name, kind));
  }

  finish(): void {
    this.#popTo(0);
  }

  // Starting

  #openBlock(element: NewElement): void {
    if (element.kind === "item") this.#closeItemBefore(element.name);
    if (element.kind === "table" && this.#amongTableParts()) this.#closeThrough(this.#currentTable());
    this.#closeParagraph();
    if (element.kind === "heading" && this.#stack.at(-1)?.kind === "heading") this.#popTo(this.#stack.length - 1);
    this.#push(element);
  }

  #openInline(element: NewElement): void {
    if (element.name === "a" && this.#formatting.find("a")) this.#closeFormatting("a"); // HTML §13.2.6.4.7 "a"
    this.#reopenFormatting();
    if (element.kind === "inline") this.#push(element);
    else this.#pushFormatting(element);
  }

  #openTablePart(element: NewElement): void {
    const table = this.#currentTable();
    if (table < 0) return;
    if (element.kind === "column") {
      if (this.#stack.at(-1)?.kind !== "columns") {
        this.#popTo(table + 1);
        this.#push(impliedParts.colgroup);
      }
      if (!this.#stack.at(-1)?.suppressed) this.#write(element.start);
      return;
    }
    if (element.kind === "row") this.#toSection(table);
    else if (element.kind === "cell") this.#toRow(table);
    else this.#popTo(table + 1);
    this.#push(element);
  }

  #toSection(table: number): void {
    const found = this.#stack[table + 1]?.kind === "section";
    this.#popTo(table + (found ? 2 : 1));
    if (!found) this.#push(impliedParts.tbody);
  }

  #toRow(table: number): void {
    if (this.#stack[table + 2]?.kind === "row") {
      this.#popTo(table + 3);
      return;
    }
    this.#toSection(table);
    this.#push(impliedParts.tr);
  }

  #ensureCell(): void {
    const table = this.#currentTable();
    if (table < 0) return;
    this.#toRow(table);
    this.#push(impliedParts.td);
  }

  #amongTableParts(): boolean {
    const top = this.#stack.at(-1);
    return top !== undefined && holdsTableParts(top.kind);
  }

  /** Index of the table whose parts may come here; -1 = none, or something dropped lies between. */
  #currentTable(): number {
    for (let i = this.#stack.length - 1; i >= 0; i--) {
      const kind = this.#stack[i]?.kind;
      if (kind === "table") return i;
      if (kind === "dropped") return -1;
    }
    return -1;
  }

  #write(markup: string): void {
    this.#begun = true;
    this.#barePre = false;
    this.#output(markup);
  }

  #push(element: NewElement, active: ActiveElement | null = null): Open | null {
    // Parts of a table that is open always fit: three levels above the limit at most.
    if (this.#stack.length >= htmlLimits.depth && !isTablePart(element.kind)) {
      this.#refused.set(element.name, (this.#refused.get(element.name) ?? 0) + 1);
      return null;
    }
    const open = opened(element, this.#stack.at(-1), active);
    this.#stack.push(open);
    if (element.kind === "cell" || element.kind === "caption") this.#formatting.addMarker();
    if (!open.suppressed) {
      this.#write(element.start);
      this.#barePre = element.name === "pre";
    }
    return open;
  }

  // Ending

  #closeParagraph(): void {
    this.#closeThrough(
      this.#nearest(
        (open) => open.name === "p",
        (open) => isBoundary(open.kind),
      ),
    );
  }

  /** HTML §13.2.6.4.7, "li" and "dd", "dt". */
  #closeItemBefore(name: string): void {
    const alike = (open: Open) => open.kind === "item" && (open.name === "li") === (name === "li");
    const stops = (open: Open) => !isInline(open.kind) && !["div", "p", "address"].includes(open.name);
    this.#closeThrough(this.#nearest(alike, stops));
  }

  /** The open element that an end tag means, or -1 (HTML §13.2.4.2, the scopes). */
  #findOpen(name: string, kind: ElementKind): number {
    const means = (open: Open) => open.name === name || (kind === "heading" && open.kind === "heading");
    const stops = (open: Open) => {
      if (kind === "dropped") return false;
      if (kind === "table" || isTablePart(kind)) return open.kind === "table";
      if (name === "li" && (open.name === "ul" || open.name === "ol")) return true;
      return isBoundary(open.kind) && open.kind !== "dropped"; // an unclosed <svg> must not swallow the letter
    };
    return this.#nearest(means, stops);
  }

  /** HTML §13.2.6.4.7, "any other end tag". */
  #closeInline(name: string): void {
    this.#closeThrough(
      this.#nearest(
        (open) => open.name === name,
        (open) => !isInline(open.kind),
      ),
    );
  }

  /** Index of the innermost open element that is wanted, if nothing inside it stops the search; else -1. */
  #nearest(wanted: (open: Open) => boolean, stops: (open: Open) => boolean): number {
    for (let i = this.#stack.length - 1; i >= 0; i--) {
      const open = this.#stack[i];
      if (!open) return -1;
      if (wanted(open)) return i;
      if (stops(open)) return -1;
    }
    return -1;
  }

  #closeThrough(index: number): void {
    if (index >= 0) this.#popTo(index);
  }

  #popTo(length: number): void {
    while (this.#stack.length > length) this.#pop();
    while (this.#stack.at(-1)?.ended) this.#pop();
    if (this.#refused.size > 0 && this.#stack.length < htmlLimits.depth / 2) this.#refused.clear();
  }

  #pop(): void {
    const open = this.#stack.pop();
    if (!open) return;
    if (!open.suppressed) this.#write(open.end);
    if (open.active) open.active.open = null;
    if (open.kind === "cell" || open.kind === "caption") this.#formatting.clearToMarker();
  }

  // Formatting elements

  #pushFormatting(element: NewElement): void {
    const entry: ActiveElement = { element, open: null };
    entry.open = this.#push(element, entry);
    if (entry.open) this.#formatting.add(entry);
  }

  /** Opens again what a block's end closed over (HTML §13.2.4.3, "reconstruct"). */
  #reopenFormatting(): void {
    for (const entry of this.#formatting.waiting()) {
      if (this.#stack.length >= htmlLimits.depth) return;
      entry.open = this.#push(entry.element, entry);
    }
  }

  #closeFormatting(name: string): void {
    const entry = this.#formatting.find(name);
    if (!entry) this.#closeInline(name);
    else if (!entry.open) this.#formatting.remove(entry);
    else this.#endFormatting(entry, entry.open);
  }

  #endFormatting(entry: ActiveElement, open: Open): void {
    const at = this.#stack.lastIndexOf(open);
    const above = this.#stack.slice(at + 1);
    if (above.some((inner) => isBoundary(inner.kind))) return;
    this.#formatting.remove(entry);
    if (above.every((inner) => isInline(inner.kind))) this.#popTo(at);
    else if (open.name === "a") this.#splitAt(at, above);
    else open.ended = true;
  }

  /** Ends the element at `at` and opens again the blocks that stood inside it. */
  #splitAt(at: number, above: readonly Open[]): void {
    this.#popTo(at);
    for (const open of above) if (!open.active) this.#push(open);
  }
}

const partKinds: ReadonlySet<ElementKind> = new Set<ElementKind>([
  "section",
  "row",
  "cell",
  "caption",
  "columns",
  "column",
]);
const isTablePart = (kind: ElementKind): boolean => partKinds.has(kind);

function opened(element: NewElement, parent: Open | undefined, active: ActiveElement | null): Open {
  const { name, kind, start, end, style } = element;
  const here: Suppressed = kind === "dropped" ? "dropped" : style.hidden ? "hidden" : null;
  return {
    name,
    kind,
    start,
    end,
    style,
    suppressed: parent?.suppressed ?? here,
    zeroFont: style.fontSize === undefined ? (parent?.zeroFont ?? false) : style.fontSize === "zero",
    invisible: style.visibility === undefined ? (parent?.invisible ?? false) : style.visibility === "hidden",
    innermostLink: element.link ?? parent?.innermostLink ?? null,
    ended: false,
    active,
  };
}
