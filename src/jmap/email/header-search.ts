// The `header` condition of Email/query (RFC 8621 §4.4.1). Fields that the row keeps are looked up there; for any other
// the letters themselves are read, so those left after all other conditions must be few.
import { fold } from "#base/fold.ts";
import { fieldsNamed, unfoldedValue } from "#mime/headers.ts";
import type { MailAddress } from "#mime/part.ts";
import { readLetter } from "#mime/read-letter.ts";
import { MethodError } from "../errors.ts";
import type { Account, EmailNo, EmailRow } from "../mail-backend.ts";

const mostLettersRead = 2_000;
const sliceSize = 200;

export interface HeaderCondition {
  /** Lower case. */
  readonly name: string;
  /** Null = the field exists. */
  readonly value: string | null;
}

const addresses = (list: readonly MailAddress[]): string[] => list.map((one) => `${one.name ?? ""} <${one.address}>`);
const inRow: ReadonlyMap<string, (row: EmailRow) => readonly string[]> = new Map([
  ["message-id", (row) => row.summary.messageId],
  ["in-reply-to", (row) => row.summary.inReplyTo],
  ["references", (row) => row.summary.references],
  ["subject", (row) => (row.summary.subject === null ? [] : [row.summary.subject])],
  ["from", (row) => addresses(row.summary.from)],
  ["sender", (row) => addresses(row.summary.sender)],
  ["reply-to", (row) => addresses(row.summary.replyTo)],
  ["to", (row) => addresses(row.summary.to)],
  ["cc", (row) => addresses(row.summary.cc)],
  ["bcc", (row) => addresses(row.summary.bcc)],
]);

export async function headerHits(
  account: Account,
  candidates: readonly EmailNo[],
  condition: HeaderCondition,
): Promise<Set<EmailNo>> {
  const read = inRow.get(condition.name);
  if (read === undefined && candidates.length > mostLettersRead)
    throw new MethodError("unsupportedFilter", `header ${condition.name}: narrow the search first`);
  const hits = new Set<EmailNo>();
  for (let at = 0; at < candidates.length; at += sliceSize) {
    for (const row of await account.mail.emails(candidates.slice(at, at + sliceSize))) {
      const values = read === undefined ? await valuesInLetter(account, row.emailNo, condition.name) : read(row);
      if (values.some((value) => holds(value, condition.value))) hits.add(row.emailNo);
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
  return hits;
}

const holds = (value: string, wanted: string | null): boolean => wanted === null || fold(value).includes(fold(wanted));

async function valuesInLetter(account: Account, emailNo: EmailNo, name: string): Promise<string[]> {
  const bytes = await account.mail.body(emailNo);
  return fieldsNamed(readLetter(bytes).root, name).map((field) => unfoldedValue(bytes, field));
}
