// The items of STATUS, also as LIST returns them (RFC 9051 §6.3.11, RFC 5819, RFC 7162 §3.1.7, RFC 8438, RFC 8474, RFC 7889).
import { flagBits, type Mailbox } from "./backend.ts";
import type { Call } from "./context.ts";
import { mailboxIdOf } from "./ids.ts";
import { accountOf } from "./mailbox-lookup.ts";
import { encodeName, nameOfPath } from "./mailbox-name.ts";
import { lowerBound } from "./sequence-set.ts";
import type { Cursor } from "./syntax.ts";

const names = [
  "MESSAGES",
  "RECENT",
  "UIDNEXT",
  "UIDVALIDITY",
  "UNSEEN",
  "DELETED",
  "SIZE",
  "HIGHESTMODSEQ",
  "MAILBOXID",
  "APPENDLIMIT",
] as const;
export type StatusItem = (typeof names)[number];

export function expectStatusItems(cursor: Cursor): StatusItem[] {
  return cursor.expectList(() => {
    const name = cursor.expectName("a status item");
    return names.find((known) => known === name) ?? cursor.fail("a status item");
  });
}

/** "* STATUS name (MESSAGES 3 …)" with its line end. */
export async function statusLine(call: Call, mailbox: Mailbox, items: readonly StatusItem[]): Promise<string> {
  const texts: string[] = [];
  for (const item of items) texts.push(`${item} ${await itemValue(call, mailbox, item)}`);
  return `* STATUS ${encodeName(nameOfPath(mailbox.path), call.session.utf8)} (${texts.join(" ")})\r\n`;
}

async function itemValue(call: Call, mailbox: Mailbox, item: StatusItem): Promise<number | string> {
  switch (item) {
    case "MESSAGES":
      return mailbox.exists;
    case "UIDNEXT":
      return mailbox.uidNext;
    case "UIDVALIDITY":
      return mailbox.uidValidity;
    case "UNSEEN":
      return mailbox.unseen;
    case "SIZE":
      return mailbox.bytes;
    case "HIGHESTMODSEQ":
      return Math.max(mailbox.modSeq, 1);
    case "MAILBOXID":
      return `(${mailboxIdOf(mailbox.id)})`;
    case "APPENDLIMIT":
      return call.session.door.limits.messageBytes;
    case "DELETED":
      return countDeleted(call, mailbox);
    case "RECENT":
      return countRecent(call, mailbox);
  }
}

/** No counter is kept for a flag that few clients leave standing: the rows are looked at. */
async function countDeleted(call: Call, mailbox: Mailbox): Promise<number> {
  using view = await accountOf(call).open(mailbox.id);
  const picture = await view.initial();
  let count = 0;
  for (let i = 0; i < picture.count; i++) if ((picture.bits[i] ?? 0) & flagBits.deleted) count++;
  return count;
}

async function countRecent(call: Call, mailbox: Mailbox): Promise<number> {
  using view = await accountOf(call).open(mailbox.id);
  const from = await view.peekRecent();
  if (from >= mailbox.uidNext) return 0;
  if (from <= 1) return mailbox.exists;
  const picture = await view.initial();
  return picture.count - lowerBound(picture.uids, picture.count, from);
}
