// Header fields in the forms of RFC 8621 §4.1.2, and the property names that ask for them:
// `header:{name}[:as{form}][:all]` (§4.1.3).
import { parseAddressGroups, parseAddressList } from "#mime/addresses.ts";
import { formatRfc3339, parseDate } from "#mime/dates.ts";
import { decodeEncodedWords } from "#mime/encoded-words.ts";
import { fieldsNamed, rawValue, unfoldedValue } from "#mime/headers.ts";
import { parseMessageIds } from "#mime/message-ids.ts";
import type { HeaderField, MailAddress, Part } from "#mime/part.ts";

export const forms = [
  "asRaw",
  "asText",
  "asAddresses",
  "asGroupedAddresses",
  "asMessageIds",
  "asDate",
  "asURLs",
] as const;
export type Form = (typeof forms)[number];

export interface HeaderProperty {
  /** As asked for: the answer's key. */
  readonly property: string;
  /** As asked for, and in lower case. */
  readonly spelled: string;
  readonly name: string;
  readonly form: Form;
  readonly all: boolean;
}

const addressFields =
  "from sender reply-to to cc bcc resent-from resent-sender resent-reply-to resent-to resent-cc resent-bcc";
const formsOf: ReadonlyMap<string, readonly Form[]> = new Map([
  ...fieldRows(addressFields, ["asAddresses", "asGroupedAddresses"]),
  ...fieldRows("subject comments keywords list-id", ["asText"]),
  ...fieldRows("message-id in-reply-to references resent-message-id", ["asMessageIds"]),
  ...fieldRows("date resent-date", ["asDate"]),
  ...fieldRows("list-help list-unsubscribe list-subscribe list-post list-owner list-archive", ["asURLs"]),
  ...fieldRows("return-path received", []),
]);

function fieldRows(names: string, allowed: readonly Form[]): [string, readonly Form[]][] {
  return names.split(" ").map((name) => [name, allowed]);
}

/** Null = not the name of a header property, or a form that this field may not take (RFC 8621 §4.1.2). */
export function headerPropertyOf(property: string): HeaderProperty | null {
  const [prefix, spelled, ...rest] = property.split(":");
  if (prefix !== "header" || spelled === undefined || !/^[\x21-\x39\x3b-\x7e]{1,255}$/.test(spelled)) return null;
  const all = rest.at(-1) === "all";
  const [asked, ...extra] = all ? rest.slice(0, -1) : rest;
  const form = forms.find((one) => one === (asked ?? "asRaw"));
  if (form === undefined || extra.length > 0) return null;
  const name = spelled.toLowerCase();
  const allowed = formsOf.get(name);
  if (form !== "asRaw" && allowed !== undefined && !allowed.includes(form)) return null;
  return { property, spelled, name, form, all };
}

/** The property's value in a part: of the last such field, or of all of them. */
export function headerPropertyValue(bytes: Buffer, part: Part, { name, form, all }: HeaderProperty): unknown {
  const fields = fieldsNamed(part, name);
  if (all) return fields.map((field) => formOf(bytes, field, form));
  const last = fields.at(-1);
  return last === undefined ? null : formOf(bytes, last, form);
}

export function formOf(bytes: Buffer, field: HeaderField, form: Form): unknown {
  switch (form) {
    case "asRaw":
      return rawForm(bytes, field);
    case "asText":
      return decodeEncodedWords(unfoldedValue(bytes, field)).normalize("NFC");
    case "asAddresses":
      return parseAddressList(rawValue(bytes, field)).map(emailAddress);
    case "asGroupedAddresses":
      return parseAddressGroups(rawValue(bytes, field)).map((group) => ({
        name: group.group,
        addresses: group.members.map(emailAddress),
      }));
    case "asMessageIds":
      return orNull(parseMessageIds(unfoldedValue(bytes, field)));
    case "asDate": {
      const date = parseDate(unfoldedValue(bytes, field));
      return date === null ? null : formatRfc3339(date);
    }
    case "asURLs":
      return orNull(urlsIn(unfoldedValue(bytes, field)));
  }
}

/** Octets that are no UTF-8 become U+FFFD, NUL goes away (RFC 8621 §4.1.2.1). */
export const rawForm = (bytes: Buffer, field: HeaderField): string =>
  rawValue(bytes, field).toString("utf8").replaceAll("\0", "");

/** EmailAddress (RFC 8621 §4.1.2.3). */
export const emailAddress = ({ name, address }: MailAddress): { name: string | null; email: string } => ({
  name,
  email: address,
});

export const orNull = <T>(list: readonly T[]): readonly T[] | null => (list.length === 0 ? null : list);

/** What stands in angle brackets (RFC 2369 §2); comments between them are passed over. */
function urlsIn(text: string): string[] {
  const urls: string[] = [];
  for (let open = text.indexOf("<"); open !== -1; open = text.indexOf("<", open + 1)) {
    const close = text.indexOf(">", open);
    if (close === -1) break;
    urls.push(text.slice(open + 1, close).replace(/\s/g, ""));
    open = close;
  }
  return urls;
}

/** All fields of a part as they stand: `headers` (RFC 8621 §4.1.3). */
export const allHeaders = (bytes: Buffer, part: Part): { name: string; value: string }[] =>
  part.fields.map((field) => ({
    name: bytes.toString("latin1", field.start, field.start + field.name.length), // ASCII by the reader's check
    value: rawForm(bytes, field),
  }));
