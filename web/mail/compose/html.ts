// HTML of letters as DOM: to plain text for the text/plain twin, to and from the forms in which the editor shows
// pictures that travel inside the letter (cid:), and quotes of other letters.
import { cleanFragment } from "./sanitize.ts";

const blocks = new Set(
  "ADDRESS BLOCKQUOTE CENTER DD DIV DL DT H1 H2 H3 H4 H5 H6 HR LI OL P PRE TABLE TR UL".split(" "),
);

const aside = document.implementation.createHTMLDocument();

/** Cleaned HTML in a document that fetches nothing. */
function holder(html: string): HTMLElement {
  const element = aside.createElement("div");
  element.append(cleanFragment(html));
  return element;
}

export const escapeText = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

/** Plain text as paragraphs. */
export const htmlOfText = (text: string): string =>
  text
    .split(/\r?\n/)
    .map((line) => `<div>${escapeText(line) || "<br>"}</div>`)
    .join("");

/** What a reader without HTML gets: blocks are lines, cells are parted by tabs, quotes carry «> ». */
export function textOf(html: string): string {
  const lines = new Lines();
  walk(holder(html), lines, "");
  return lines.text();
}

class Lines {
  #done: string[] = [];
  #line = "";
  #prefix = "";

  add(text: string): void {
    this.#line += text;
  }

  end(): void {
    if (this.#line.trim() !== "") this.breakLine();
  }

  breakLine(): void {
    this.#done.push(`${this.#prefix}${this.#line.trim()}`.trimEnd());
    this.#line = "";
  }

  set prefix(prefix: string) {
    this.end();
    this.#prefix = prefix;
  }

  text(): string {
    this.end();
    return this.#done
      .join("\n")
      .replaceAll(/\n{3,}/g, "\n\n")
      .trim();
  }
}

function walk(node: Node, lines: Lines, prefix: string): void {
  for (const child of node.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) lines.add((child.nodeValue ?? "").replaceAll(/[\s\u00a0]+/g, " "));
    else if (child.nodeType === Node.ELEMENT_NODE) walkElement(child as Element, lines, prefix);
  }
}

function walkElement(element: Element, lines: Lines, prefix: string): void {
  const tag = element.tagName;
  if (tag === "BR") {
    lines.breakLine();
    return;
  }
  const isBlock = blocks.has(tag);
  if (isBlock) lines.end();
  if (tag === "LI") lines.add(element.parentElement?.tagName === "OL" ? `${indexOf(element)}. ` : "- ");
  if (tag === "BLOCKQUOTE") {
    lines.prefix = `${prefix}> `;
    walk(element, lines, `${prefix}> `);
    lines.prefix = prefix;
    return;
  }
  walk(element, lines, prefix);
  if (tag === "TD" || tag === "TH") lines.add("\t");
  const href = tag === "A" ? element.getAttribute("href") : null;
  if (href && /^https?:/.test(href) && element.textContent?.trim() !== href) lines.add(` <${href}>`);
  if (isBlock) lines.end();
}

const indexOf = (item: Element): number => [...(item.parentElement?.children ?? [])].indexOf(item) + 1;

/** Editor form to letter form: pictures go back to their content ids and their outside addresses. */
export function toLetter(html: string): string {
  const element = holder(html);
  for (const image of element.querySelectorAll("img")) {
    const cid = image.getAttribute("data-cid");
    const remote = image.getAttribute("data-remote");
    if (cid !== null) image.setAttribute("src", `cid:${cid}`);
    else if (remote !== null) image.setAttribute("src", remote);
    image.removeAttribute("data-cid");
    image.removeAttribute("data-remote");
  }
  return element.innerHTML;
}

/** Letter form to editor form; `urlOf`: where a content id's picture can be shown from. */
export function toEditor(html: string, urlOf: (cid: string) => string | null): string {
  const element = holder(html);
  for (const image of element.querySelectorAll("img")) {
    const src = image.getAttribute("src") ?? "";
    const cid = src.startsWith("cid:") ? src.slice(4) : null;
    const url = cid === null ? null : urlOf(cid);
    if (cid !== null && url !== null) {
      image.setAttribute("data-cid", cid);
      image.setAttribute("src", url);
    }
  }
  keepOutside(element);
  return element.innerHTML;
}

/** Cleaned nodes for the editor: outside pictures keep their address but are not fetched while writing. */
export function intoEditor(html: string): DocumentFragment {
  const fragment = cleanFragment(html);
  keepOutside(fragment);
  return document.importNode(fragment, true);
}

function keepOutside(root: ParentNode): void {
  for (const image of root.querySelectorAll("img")) {
    const src = image.getAttribute("src") ?? "";
    if (!/^https?:/i.test(src)) continue;
    image.setAttribute("data-remote", src);
    image.removeAttribute("src");
  }
}

/** Parts a stored draft into the writer's own text and the quote below it. */
export function splitQuote(html: string): { own: string; quote: string | null } {
  const element = holder(html);
  const mark = element.querySelector("div[data-congvu-quote]");
  if (!mark) return { own: element.innerHTML, quote: null };
  const quote = mark.innerHTML;
  mark.remove();
  return { own: element.innerHTML, quote };
}
