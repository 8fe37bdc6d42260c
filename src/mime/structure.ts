// BODY and BODYSTRUCTURE (RFC 9051 §7.5.2; the same grammar in RFC 3501 §7.4.2), ready to send: ASCII, no literals.
// Parameters are given as written, the `*` forms of RFC 2231 included: clients decode them. Recursion is bounded by
// limits.mimeDepth, which the reader enforces.
import { imapEnvelope } from "./envelope.ts";
import { firstField, headerText, unfoldedValue } from "./headers.ts";
import { imapString } from "./imap-strings.ts";
import { parseStructured, type RawParameter } from "./parameters.ts";
import type { Part } from "./part.ts";

export interface StructureForm {
  /** With extension data: BODYSTRUCTURE; without: BODY. */
  readonly extended: boolean;
}

export function imapBodyStructure(bytes: Buffer, part: Part, form: StructureForm): string {
  const extension = form.extended ? extensionOf(bytes, part) : "";
  if (part.type === "multipart") {
    const children = part.children.map((child) => imapBodyStructure(bytes, child, form)).join("");
    const parameters = form.extended ? ` ${contentParameters(bytes, part)}` : "";
    return `(${children} ${imapString(part.subtype)}${parameters}${extension})`;
  }
  const checksum = form.extended ? ` ${imapString(headerText(bytes, part, "content-md5"))}` : "";
  return `(${fieldsOf(bytes, part)}${ownFields(bytes, part, form)}${checksum}${extension})`;
}

/** type, subtype, parameters, id, description, encoding, octets */
function fieldsOf(bytes: Buffer, part: Part): string {
  const [type, subtype] = shownType(part);
  const text = (name: string): string => imapString(headerText(bytes, part, name));
  const fields = [
    imapString(type),
    imapString(subtype),
    contentParameters(bytes, part),
    text("content-id"),
    text("content-description"),
    imapString(part.encoding),
    String(part.end - part.bodyStart),
  ];
  return fields.join(" ");
}

/** The grammar wants an envelope after MESSAGE RFC822, and an encoded letter has none to give. */
function shownType(part: Part): [string, string] {
  const isLetter = part.type === "message" && (part.subtype === "rfc822" || part.subtype === "global");
  return isLetter && part.message === null ? ["application", "octet-stream"] : [part.type, part.subtype];
}

/** Lines of a text; envelope, structure and lines of an embedded letter. */
function ownFields(bytes: Buffer, part: Part, form: StructureForm): string {
  if (part.type === "text") return ` ${part.lines}`;
  if (part.message === null) return "";
  return ` ${imapEnvelope(bytes, part.message)} ${imapBodyStructure(bytes, part.message, form)} ${part.lines}`;
}

/** disposition, language, location */
function extensionOf(bytes: Buffer, part: Part): string {
  const location = imapString(headerText(bytes, part, "content-location"));
  return ` ${dispositionOf(bytes, part)} ${languagesOf(bytes, part)} ${location}`;
}

function contentParameters(bytes: Buffer, part: Part): string {
  const field = firstField(part, "content-type");
  if (field === undefined) return part.type === "text" ? '("charset" "us-ascii")' : "NIL"; // RFC 2045 §5.2
  if (part.parameters.size === 0) return "NIL";
  return parameterList(parseStructured(unfoldedValue(bytes, field)).parameters);
}

function dispositionOf(bytes: Buffer, part: Part): string {
  const field = firstField(part, "content-disposition");
  if (part.disposition === null || field === undefined) return "NIL";
  const { parameters } = parseStructured(unfoldedValue(bytes, field));
  return `(${imapString(part.disposition.kind)} ${parameterList(parameters)})`;
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

const mostLanguages = 50;

function languagesOf(bytes: Buffer, part: Part): string {
  const tags = (headerText(bytes, part, "content-language") ?? "")
    .split(",", mostLanguages)
    .map((tag) => tag.trim())
    .filter((tag) => tag !== "");
  if (tags.length === 0) return "NIL";
  return tags.length === 1 ? imapString(tags[0] ?? "") : `(${tags.map(imapString).join(" ")})`;
}
