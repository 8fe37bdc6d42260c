// BODY and BODYSTRUCTURE (RFC 9051 §7.5.2; the same grammar in RFC 3501 §7.4.2), ready to send: ASCII, no literals.
// Parameters are given as written, the `*` forms of RFC 2231 included: clients decode them. Header text is bounded by
// limits.imapStructureChars: past it parameters, names and inner envelopes are NIL, because every copy of a letter keeps
// its structure. Recursion is bounded by limits.mimeDepth, which the reader enforces.
import { limits } from "#base/limits.ts";
import { imapEnvelope } from "./envelope.ts";
import { firstField, headerText, unfoldedValue } from "./headers.ts";
import { imapString } from "./imap-strings.ts";
import { parseStructured, type RawParameter } from "./parameters.ts";
import type { Part } from "./part.ts";

export interface StructureForm {
  /** With extension data: BODYSTRUCTURE; without: BODY. */
  readonly extended: boolean;
}

export const imapBodyStructure = (bytes: Buffer, part: Part, { extended }: StructureForm): string =>
  new StructureWriter(bytes, extended).body(part);

const emptyEnvelope = `(${Array(10).fill("NIL").join(" ")})`;
const mostLanguages = 50;

class StructureWriter {
  readonly #bytes: Buffer;
  readonly #extended: boolean;
  #room: number = limits.imapStructureChars;

  constructor(bytes: Buffer, extended: boolean) {
    this.#bytes = bytes;
    this.#extended = extended;
  }

  body(part: Part): string {
    if (part.type === "multipart") {
      const children = part.children.map((child) => this.body(child)).join("");
      const parameters = this.#extended ? ` ${this.#contentParameters(part)}` : "";
      return `(${children} ${imapString(part.subtype)}${parameters}${this.#extension(part)})`;
    }
    const checksum = this.#extended ? ` ${this.#header(part, "content-md5")}` : "";
    return `(${this.#fields(part)}${this.#ownFields(part)}${checksum}${this.#extension(part)})`;
  }

  /** type, subtype, parameters, id, description, encoding, octets */
  #fields(part: Part): string {
    const [type, subtype] = shownType(part);
    const fields = [
      imapString(type),
      imapString(subtype),
      this.#contentParameters(part),
      this.#header(part, "content-id"),
      this.#header(part, "content-description"),
      imapString(part.encoding),
      String(part.end - part.bodyStart),
    ];
    return fields.join(" ");
  }

  /** Lines of a text; envelope, structure and lines of an embedded letter. */
  #ownFields(part: Part): string {
    if (part.type === "text") return ` ${part.lines}`;
    if (part.message === null) return "";
    const envelope = this.#bounded(imapEnvelope(this.#bytes, part.message), emptyEnvelope);
    return ` ${envelope} ${this.body(part.message)} ${part.lines}`;
  }

  /** disposition, language, location */
  #extension(part: Part): string {
    if (!this.#extended) return "";
    return ` ${this.#disposition(part)} ${this.#languages(part)} ${this.#header(part, "content-location")}`;
  }

  #contentParameters(part: Part): string {
    const field = firstField(part, "content-type");
    if (field === undefined) return part.type === "text" ? '("charset" "us-ascii")' : "NIL"; // RFC 2045 §5.2
    if (part.parameters.size === 0) return "NIL";
    return this.#bounded(parameterList(parseStructured(unfoldedValue(this.#bytes, field)).parameters));
  }

  #disposition(part: Part): string {
    const field = firstField(part, "content-disposition");
    if (part.disposition === null || field === undefined) return "NIL";
    const { parameters } = parseStructured(unfoldedValue(this.#bytes, field));
    return `(${imapString(part.disposition.kind)} ${this.#bounded(parameterList(parameters))})`;
  }

  #languages(part: Part): string {
    const tags = (headerText(this.#bytes, part, "content-language") ?? "")
      .split(",", mostLanguages)
      .map((tag) => tag.trim())
      .filter((tag) => tag !== "");
    if (tags.length === 0) return "NIL";
    return this.#bounded(tags.length === 1 ? imapString(tags[0] ?? "") : `(${tags.map(imapString).join(" ")})`);
  }

  #header(part: Part, name: string): string {
    return this.#bounded(imapString(headerText(this.#bytes, part, name)));
  }

  /** `item` while there is room for it. */
  #bounded(item: string, otherwise = "NIL"): string {
    if (item === otherwise) return item;
    if (item.length > this.#room) return otherwise;
    this.#room -= item.length;
    return item;
  }
}

/** The grammar wants an envelope after MESSAGE RFC822, and an encoded letter has none to give. */
function shownType(part: Part): [string, string] {
  const isLetter = part.type === "message" && (part.subtype === "rfc822" || part.subtype === "global");
  return isLetter && part.message === null ? ["application", "octet-stream"] : [part.type, part.subtype];
}

function parameterList(parameters: readonly RawParameter[]): string {
  const seen = new Set<string>();
  const items: string[] = [];
  for (const { name, value } of parameters) {
    if (seen.has(name)) continue;
    seen.add(name);
    items.push(`${imapString(name)} ${imapString(value)}`);
  }
  return items.length === 0 ? "NIL" : `(${items.join(" ")})`;
}
