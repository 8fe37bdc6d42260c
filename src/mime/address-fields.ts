// The address fields of a letter (RFC 5322 §3.6.2, §3.6.3), each read once. Several fields of one name, which RFC 5322
// forbids, are read as one list: showing all of them hides nothing; the reader has flagged the letter.
import { type AddressGroup, parseAddressGroups } from "./addresses.ts";
import { unfoldedValue } from "./headers.ts";
import type { Part } from "./part.ts";

export interface AddressFields {
  readonly from: readonly AddressGroup[];
  readonly sender: readonly AddressGroup[];
  readonly replyTo: readonly AddressGroup[];
  readonly to: readonly AddressGroup[];
  readonly cc: readonly AddressGroup[];
  readonly bcc: readonly AddressGroup[];
}

type FieldKey = keyof AddressFields;

const keys: ReadonlyMap<string, FieldKey> = new Map([
  ["from", "from"],
  ["sender", "sender"],
  ["reply-to", "replyTo"],
  ["to", "to"],
  ["cc", "cc"],
  ["bcc", "bcc"],
]);

export function readAddressFields(bytes: Buffer, part: Part): AddressFields {
  const found: Record<FieldKey, AddressGroup[]> = { from: [], sender: [], replyTo: [], to: [], cc: [], bcc: [] };
  for (const field of part.fields) {
    const key = keys.get(field.name);
    if (key !== undefined) found[key].push(...parseAddressGroups(unfoldedValue(bytes, field)));
  }
  return found;
}
