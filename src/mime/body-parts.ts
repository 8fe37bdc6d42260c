// Which parts a reader shows and which it offers for saving: the decomposition of RFC 8621 §4.1.4 into text body, HTML
// body and attachments. Part ids are the IMAP section numbers ("1", "1.2"), so that every door names a part alike.
// Embedded letters stay closed: a message/rfc822 part is an attachment.
import type { Letter, Part } from "./part.ts";

/** A part with its place in the letter. Multiparts have no id of their own (RFC 8621 §4.1.4). */
export interface PartNode {
  readonly id: string | null;
  readonly part: Part;
  readonly children: readonly PartNode[];
}

export interface BodyParts {
  readonly textBody: readonly PartNode[];
  readonly htmlBody: readonly PartNode[];
  readonly attachments: readonly PartNode[];
}

/** The tree of a letter with ids. Recursion is bounded by limits.mimeDepth. */
export function partTree(letter: Letter): PartNode {
  const { root } = letter;
  return root.type === "multipart" ? branch(root, "") : { id: "1", part: root, children: [] };
}

function branch(part: Part, prefix: string): PartNode {
  const children = part.children.map((child, index): PartNode => {
    const id = `${prefix}${index + 1}`;
    return child.type === "multipart" ? branch(child, `${id}.`) : { id, part: child, children: [] };
  });
  return { id: null, part, children };
}

/** All leaves in the order of the letter. */
export function leaves(node: PartNode): PartNode[] {
  return node.part.type === "multipart" ? node.children.flatMap(leaves) : [node];
}

/** The file name a part carries: Content-Disposition first, then Content-Type (RFC 8621 §4.1.4, `name`). */
export const partName = (part: Part): string | null =>
  part.disposition?.parameters.get("filename") ?? part.parameters.get("name") ?? null;

export const isInlineMedia = ({ type }: Part): boolean => type === "image" || type === "audio" || type === "video";

const isText = (part: Part, subtype: string): boolean => part.type === "text" && part.subtype === subtype;

export function bodyParts(letter: Letter): BodyParts {
  const sorter = new Sorter();
  sorter.take([partTree(letter)], { within: "mixed", inAlternative: false, text: true, html: true });
  return sorter;
}

interface Place {
  /** Subtype of the multipart whose children are looked at. */
  readonly within: string;
  readonly inAlternative: boolean;
  /** Whether an inline part still belongs to that body: inside an alternative one kind rules out the other. */
  text: boolean;
  html: boolean;
}

class Sorter implements BodyParts {
  readonly textBody: PartNode[] = [];
  readonly htmlBody: PartNode[] = [];
  readonly attachments: PartNode[] = [];

  take(nodes: readonly PartNode[], place: Place): void {
    const texts = this.textBody.length;
    const htmls = this.htmlBody.length;
    for (const [index, node] of nodes.entries()) {
      const { part } = node;
      if (part.type === "multipart") {
        const inAlternative = place.inAlternative || part.subtype === "alternative";
        this.take(node.children, { ...place, within: part.subtype, inAlternative });
      } else if (!isInline(part, index, place.within)) this.attachments.push(node);
      else if (place.within === "alternative") this.#takeAlternative(node);
      else this.#takeInline(node, place);
    }
    if (place.within === "alternative" && place.text && place.html) this.#evenOut(texts, htmls);
  }

  #takeAlternative(node: PartNode): void {
    if (isText(node.part, "plain")) this.textBody.push(node);
    else if (isText(node.part, "html")) this.htmlBody.push(node);
    else this.attachments.push(node);
  }

  #takeInline(node: PartNode, place: Place): void {
    if (place.inAlternative && isText(node.part, "plain")) place.html = false;
    if (place.inAlternative && isText(node.part, "html")) place.text = false;
    if (place.text) this.textBody.push(node);
    if (place.html) this.htmlBody.push(node);
    if (!(place.text && place.html) && isInlineMedia(node.part)) this.attachments.push(node);
  }

  /** An alternative with only one kind of text shows that kind in both bodies. */
  #evenOut(texts: number, htmls: number): void {
    const noText = this.textBody.length === texts;
    const noHtml = this.htmlBody.length === htmls;
    if (noText && !noHtml) this.textBody.push(...this.htmlBody.slice(htmls));
    if (noHtml && !noText) this.htmlBody.push(...this.textBody.slice(texts));
  }
}

function isInline(part: Part, index: number, within: string): boolean {
  if (part.disposition?.kind === "attachment") return false;
  if (!isText(part, "plain") && !isText(part, "html") && !isInlineMedia(part)) return false;
  if (index === 0) return true;
  return within !== "related" && (isInlineMedia(part) || partName(part) === null);
}
