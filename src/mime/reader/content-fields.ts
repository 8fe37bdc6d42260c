// What a part says of itself: Content-Type, Content-Transfer-Encoding, Content-Disposition (RFC 2045 §5 and §6, RFC 2183).
// The first field of a name counts; the reader flags a second one.
import { unfoldedValue } from "../headers.ts";
import { decodeParameters, isAmbiguous, noParameters, parseStructured } from "../parameters.ts";
import type { HeaderField, MimeDefect, Part } from "../part.ts";

export interface ContentType {
  readonly type: string;
  readonly subtype: string;
  readonly parameters: ReadonlyMap<string, string>;
}

const plainText: ContentType = { type: "text", subtype: "plain", parameters: noParameters };
const embedded: ContentType = { type: "message", subtype: "rfc822", parameters: noParameters };

/** Parts of a multipart/digest are letters unless they say otherwise (RFC 2046 §5.1.5). */
export const defaultType = (insideDigest: boolean): ContentType => (insideDigest ? embedded : plainText);

const token = /^[!#$%&'*+.^_`{|}~\w-]{1,127}$/;

export function readContentType(text: string, fallback: ContentType, flag: (defect: MimeDefect) => void): ContentType {
  const { value, parameters } = parseStructured(text);
  if (isAmbiguous(parameters)) flag("ambiguous-type");
  const slash = value.indexOf("/");
  const type = value.slice(0, Math.max(slash, 0));
  const subtype = value.slice(slash + 1);
  if (!token.test(type) || !token.test(subtype)) {
    flag("ambiguous-type");
    return { ...fallback, parameters: decodeParameters(parameters) };
  }
  return { type: type.toLowerCase(), subtype: subtype.toLowerCase(), parameters: decodeParameters(parameters) };
}

export function readEncoding(text: string): string {
  const { value } = parseStructured(text, 0);
  return value === "" ? "7bit" : value.toLowerCase().slice(0, 64);
}

export function readDisposition(text: string): Part["disposition"] {
  const { value, parameters } = parseStructured(text);
  if (!token.test(value)) return null;
  return { kind: value.toLowerCase(), parameters: decodeParameters(parameters) };
}

export interface ContentFields {
  readonly contentType: ContentType;
  readonly encoding: string;
  readonly disposition: Part["disposition"];
}

/** Reads the three fields out of a header block. */
export function readContentFields(
  bytes: Buffer,
  fields: readonly HeaderField[],
  context: { insideDigest: boolean; flag: (defect: MimeDefect) => void },
): ContentFields {
  let typeText: string | undefined;
  let encodingText: string | undefined;
  let dispositionText: string | undefined;
  for (const field of fields) {
    if (!field.name.startsWith("content-")) continue;
    if (field.name === "content-type") typeText ??= unfoldedValue(bytes, field);
    else if (field.name === "content-transfer-encoding") encodingText ??= unfoldedValue(bytes, field);
    else if (field.name === "content-disposition") dispositionText ??= unfoldedValue(bytes, field);
  }
  const fallback = defaultType(context.insideDigest);
  return {
    contentType: typeText === undefined ? fallback : readContentType(typeText, plainText, context.flag),
    encoding: encodingText === undefined ? "7bit" : readEncoding(encodingText),
    disposition: dispositionText === undefined ? null : readDisposition(dispositionText),
  };
}
