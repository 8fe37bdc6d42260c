// A letter's HTML, tokenised, parsed and built anew from an allow list (reliability rule 14, C01-C09). Nothing of the
// input reaches the output but text, which is escaped, and values that elements.ts, attributes.ts, css.ts and urls.ts
// wrote themselves. The string that comes out is final: nobody edits it afterwards (C03).
import { attribute, linkStart, rewriteAttributes } from "./attributes.ts";
import { attributeColor } from "./css/colors.ts";
import { noStyle, type Style, StyleRewriter } from "./css.ts";
import { aliases, type ElementKind, elementKinds } from "./elements.ts";
import { htmlLimits } from "./limits.ts";
import { asSafeHtml, type SafeHtml } from "./safe-html.ts";
import { type Attributes, type TokenSink, tokenizeHtml } from "./tokenizer.ts";
import { HtmlTree, type Link, type NewElement } from "./tree.ts";
import { type ImageOptions, imageSource, isRemote, linkTarget } from "./urls.ts";

export type RebuildOptions = ImageOptions;

export interface RebuiltHtml {
  /** What stands inside <body>; "" when `tooComplex`. */
  readonly html: SafeHtml;
  /** Remote things left out: pictures, backgrounds, style sheets, frames … */
  readonly blockedRemote: number;
  /** Of these, the pictures that `allowRemoteImages` would show. */
  readonly blockedImages: number;
  /** Letters that a style hid; they are not in `html` (css.ts says why). */
  readonly hiddenCharacters: number;
  /** The links shown, in order, with the text a reader sees. */
  readonly links: readonly { readonly text: string; readonly href: string }[];
  /** A limit was passed: show the letter's plain text instead. */
  readonly tooComplex: boolean;
}

/** Rebuilds the HTML of a letter. Pure, linear in the input, never throws. */
export function rebuildMailHtml(html: string, options: RebuildOptions): RebuiltHtml {
  const rebuilder = new Rebuilder(html.length, options);
  if (html.length <= htmlLimits.characters) tokenizeHtml(html, rebuilder);
  else rebuilder.tooComplex = true;
  return rebuilder.result();
}

/** Attributes that make a browser load something, wherever they stand. */
const loadingAttributes = "background srcset lowsrc dynsrc poster ping data xlink:href imagesrcset code".split(" ");
const loadsFromHref = new Set(["link", "image", "use", "feimage"]);

class Rebuilder implements TokenSink {
  readonly #options: RebuildOptions;
  readonly #styles = new StyleRewriter();
  readonly #tree: HtmlTree;
  readonly #links: Link[] = [];
  readonly #outputAtMost: number;
  #output = "";
  #tags = 0;
  #blockedRemote = 0;
  #blockedImages = 0;
  tooComplex = false;

  constructor(inputLength: number, options: RebuildOptions) {
    this.#options = options;
    this.#outputAtMost = inputLength * htmlLimits.outputFactor + htmlLimits.outputFloor;
    this.#tree = new HtmlTree((markup) => this.#write(markup));
  }

  result(): RebuiltHtml {
    if (!this.tooComplex) this.#tree.finish();
    const links = this.#links.map(({ text, href }) => ({ text: text.replace(/\s+/g, " ").trim(), href }));
    return {
      html: asSafeHtml(this.tooComplex ? "" : this.#output.toWellFormed()),
      blockedRemote: this.#blockedRemote,
      blockedImages: this.#blockedImages,
      hiddenCharacters: this.#tree.hiddenCharacters,
      links: this.tooComplex ? [] : links,
      tooComplex: this.tooComplex,
    };
  }

  text(text: string): void {
    if (!this.tooComplex) this.#tree.text(text);
  }

  rawText(name: string, content: string): void {
    if (name === "style" && /@import|url\s*\(/i.test(content)) this.#blockedRemote++;
  }

  startTag(written: string, attributes: Attributes): void {
    if (++this.#tags > htmlLimits.tags) this.tooComplex = true;
    if (this.tooComplex) return;
    const name = aliases.get(written) ?? written;
    const kind = elementKinds.get(name);
    if (loadsSomething(written, attributes)) this.#blockedRemote++;
    if (!kind || kind === "gone") return;
    if (kind === "dropped") this.#tree.open({ name, kind, start: "", end: "", style: noStyle });
    else if (kind === "body") this.#body(attributes);
    else if (name === "a") this.#link(attributes);
    else if (name === "img") this.#image(attributes);
    else this.#element(name, kind, attributes);
  }

  endTag(written: string): void {
    if (this.tooComplex) return;
    const name = aliases.get(written) ?? written;
    const kind = elementKinds.get(name);
    if (name === "br")
      this.#tree.void("br", "<br>"); // HTML §13.2.6.4.7: "</br>" is read as <br>
    else if (kind && kind !== "gone" && kind !== "body" && kind !== "void") this.#tree.close(name, kind);
  }

  #write(markup: string): void {
    this.#output += markup;
    if (this.#output.length > this.#outputAtMost) this.tooComplex = true;
  }

  #element(name: string, kind: ElementKind, attributes: Attributes): void {
    const style = this.#style(name, attributes);
    const start = `<${name}${rewriteAttributes(name, attributes)}${styleAttribute(style)}>`;
    if (kind !== "void") this.#tree.open({ name, kind, start, end: kind === "column" ? "" : `</${name}>`, style });
    else if (!style.hidden) this.#tree.void(name, start);
  }

  #style(name: string, attributes: Attributes): Style {
    if (attributes.size === 0) return noStyle;
    const style = this.#styles.rewrite(`${wordMargin(name, attributes)}${attributes.get("style") ?? ""}`);
    this.#blockedRemote += style.remote;
    return attributes.has("hidden") && !style.hidden ? { ...style, hidden: true } : style;
  }

  /** A link that leads somewhere allowed; any other <a> keeps only its looks, as a <span>. */
  #link(attributes: Attributes): void {
    const style = this.#style("a", attributes);
    const href = linkTarget(attributes.get("href") ?? "");
    const kept = rewriteAttributes("a", attributes) + styleAttribute(style);
    const element: Omit<NewElement, "start" | "end"> = { name: "a", kind: "formatting", style };
    if (href === null) {
      if (kept !== "" || style.hidden) this.#tree.open({ ...element, start: `<span${kept}>`, end: "</span>" });
      return;
    }
    const link: Link = { text: "", href };
    this.#tree.open({ ...element, start: linkStart(href, kept), end: "</a>", link });
    if (!this.#tree.silent) this.#links.push(link);
  }

  #image(attributes: Attributes): void {
    const style = this.#style("img", attributes);
    const address = attributes.get("src");
    const source = address === undefined ? null : imageSource(address, this.#options);
    if (source?.kind === "blocked") {
      this.#blockedImages++;
      if (!loadsSomething("img", attributes)) this.#blockedRemote++;
    }
    const remote = address !== undefined && isRemote(address);
    if (style.hidden || style.visibility === "hidden" || this.#tree.silent) return;
    if (isPixel(attributes) && (remote || source?.kind !== "shown")) return; // it only counts readers (C07)
    const alt = attributes.has("alt") ? "" : attribute("alt", "");
    const src = source?.kind === "shown" ? attribute("src", source.src) : "";
    this.#tree.void("img", `<img${rewriteAttributes("img", attributes)}${alt}${styleAttribute(style)}${src}>`);
    this.#tree.linkText(attributes.get("alt") ?? "");
  }

  /** The colours of <body> move to a <div> around everything. */
  #body(attributes: Attributes): void {
    if (!this.#tree.isEmpty) return;
    const background = attributeColor(attributes.get("bgcolor") ?? "");
    const color = attributeColor(attributes.get("text") ?? "");
    const css = `${background ? `background-color:${background};` : ""}${color ? `color:${color};` : ""}`;
    const style = this.#styles.rewrite(css + (attributes.get("style") ?? ""));
    this.#blockedRemote += style.remote;
    const kept = rewriteAttributes("body", attributes) + styleAttribute(style);
    if (kept === "") return;
    this.#tree.open({ name: "body", kind: "body", start: `<div${kept}>`, end: "</div>", style });
  }
}

const styleAttribute = (style: Style): string => (style.css === "" ? "" : attribute("style", style.css));

/** Word keeps the margins of its paragraphs in a style sheet, which goes; without them every line would stand apart. */
function wordMargin(name: string, attributes: Attributes): string {
  const className = attributes.get("class");
  if (!className?.startsWith("Mso") || (name !== "p" && name !== "li" && name !== "div")) return "";
  return className.startsWith("MsoListParagraph") ? "margin:0 0 0 0.5in;" : "margin:0;";
}

function loadsSomething(name: string, attributes: Attributes): boolean {
  if (attributes.size === 0) return false;
  const href = attributes.get("href");
  if (href !== undefined && loadsFromHref.has(name) && isRemote(href)) return true;
  const src = attributes.get("src");
  if (src !== undefined && name !== "img" && isRemote(src)) return true;
  return loadingAttributes.some((attribute) => {
    const value = attributes.get(attribute);
    return value !== undefined && isRemote(value);
  });
}

function isPixel(attributes: Attributes): boolean {
  const width = Number.parseInt(attributes.get("width") ?? "", 10);
  const height = Number.parseInt(attributes.get("height") ?? "", 10);
  return width <= 2 && height <= 2;
}
