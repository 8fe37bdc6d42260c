// Finding header fields of a part and reading their values (RFC 5322 §2.2, RFC 6532 for UTF-8 in them).
// Values come in three forms: the exact octets, the unfolded text, and the text as a person reads it.
import { decodeUnlabelled } from "./charset.ts";
import { decodeEncodedWords } from "./encoded-words.ts";
import { cr, isBlank, lf } from "./octets.ts";
import type { HeaderField, Part } from "./part.ts";

/** All fields of that name (lower case), in order. */
export const fieldsNamed = (part: Part, name: string): HeaderField[] => part.fields.filter((f) => f.name === name);

/** The first field of that name (lower case). */
export function firstField(part: Part, name: string): HeaderField | undefined {
  for (const field of part.fields) if (field.name === name) return field;
  return undefined;
}

/** The value's octets: everything between the colon and the last line end, folding included. */
export const rawValue = (bytes: Buffer, field: HeaderField): Buffer => bytes.subarray(field.valueStart, field.end);

/** One past the field's last octet, its line end included. */
export function afterField(bytes: Buffer, field: HeaderField): number {
  let next = field.end;
  if (bytes[next] === cr && bytes[next + 1] === lf) next++;
  return bytes[next] === lf ? next + 1 : next;
}

/** The value unfolded (RFC 5322 §2.2.3) and trimmed; encoded-words stay as written. Octets that are no UTF-8 are read as windows-1252. */
export function unfoldedValue(bytes: Buffer, field: HeaderField): string {
  const text = bytes.toString("utf8", field.valueStart, field.end);
  return unfold(text.includes("\ufffd") ? decodeUnlabelled(rawValue(bytes, field)) : text);
}

export const unfold = (text: string): string => trimBlanks(text.includes("\n") ? text.replace(/\r?\n/g, "") : text);

/** Only the white space of RFC 5322: other spaces are part of the text. */
function trimBlanks(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isBlank(text.charCodeAt(start))) start++;
  while (end > start && isBlank(text.charCodeAt(end - 1))) end--;
  return text.slice(start, end);
}

/** Unfolded value of the first field of that name, null when there is none. */
export function headerText(bytes: Buffer, part: Part, name: string): string | null {
  const field = firstField(part, name);
  return field === undefined ? null : unfoldedValue(bytes, field);
}

/** The first field of that name as a person reads it: encoded-words decoded, controls replaced. */
export function displayedHeader(bytes: Buffer, part: Part, name: string): string | null {
  const text = headerText(bytes, part, name);
  return text === null ? null : decodeEncodedWords(text);
}
