// The address fields of a letter (RFC 5322 §3.6.2, §3.6.3), each read once. Several fields of one name, which RFC 5322
// forbids, are read as one list: showing all of them hides nothing; the reader has flagged the letter.
// What is read here is kept beside every copy of a letter, so it is bounded: limits.listedSenders, limits.listedRecipients.
import { limits } from "#base/limits.ts";
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

const keys: ReadonlyMap<string, { key: FieldKey; most: number }> = new Map([
  ["from", { key: "from", most: limits.listedSenders }],
  ["sender", { key: "sender", most: limits.listedSenders }],
  ["reply-to", { key: "replyTo", most: limits.listedSenders }],
  ["to", { key: "to", most: limits.listedRecipients }],
  ["cc", { key: "cc", most: limits.listedRecipients }],
  ["bcc", { key: "bcc", most: limits.listedRecipients }],
]);

export function readAddressFields(bytes: Buffer, part: Part): AddressFields {
  const found: Record<FieldKey, AddressGroup[]> = { from: [], sender: [], replyTo: [], to: [], cc: [], bcc: [] };
  for (const field of part.fields) {
    const known = keys.get(field.name);
    if (known === undefined) continue;
    const { key, most } = known;
    const room = most - countOf(found[key]);
    if (room > 0) found[key].push(...parseAddressGroups(unfoldedValue(bytes, field), room));
  }
  return found;
}

/** Mailboxes and group names. */
const countOf = (groups: readonly AddressGroup[]): number =>
  groups.reduce((count, { group, members }) => count + members.length + (group === null ? 0 : 1), 0);
