// A folder as JMAP's Mailbox (RFC 8621 §2). Thread counts are counted only when asked for: they read the folder.
import { idOf } from "../ids.ts";
import type { JsonObject } from "../json.ts";
import { type Access, type Account, atLeast, type Folder, flagBits } from "../mail-backend.ts";

export const mailboxProperties = [
  "id",
  "name",
  "parentId",
  "role",
  "sortOrder",
  "totalEmails",
  "unreadEmails",
  "totalThreads",
  "unreadThreads",
  "myRights",
  "isSubscribed",
] as const;

export async function mailboxObject(
  account: Account,
  folder: Folder,
  properties: readonly string[],
): Promise<JsonObject> {
  const threads = properties.includes("totalThreads") ? await threadsIn(account, folder, {}) : null;
  const unread = properties.includes("unreadThreads")
    ? await threadsIn(account, folder, { lacksBits: flagBits.seen })
    : null;
  return {
    id: idOf("f", folder.id),
    name: folder.name,
    parentId: folder.parent === null ? null : idOf("f", folder.parent),
    role: folder.role,
    sortOrder: folder.sortOrder,
    totalEmails: folder.total,
    unreadEmails: folder.unread,
    totalThreads: threads,
    unreadThreads: unread,
    myRights: rightsOf(account.access, folder),
    isSubscribed: folder.subscribed,
  };
}

/** Counting threads looks at every letter: past this many the letters themselves are the answer. */
const mostCounted = 5_000;

async function threadsIn(account: Account, folder: Folder, more: { lacksBits?: number }): Promise<number> {
  if (folder.total > mostCounted) return more.lacksBits === undefined ? folder.total : folder.unread;
  const query = { folder: folder.id, collapseThreads: true, position: 0, limit: 0, ...more };
  return (await account.mail.query(query)).total;
}

/** RFC 8621 §2 myRights. Standard folders stay: every door and the clients' habits rely on them. */
export function rightsOf(access: Access, folder: Folder): Record<string, boolean> {
  const write = atLeast(access, "write");
  const flag = atLeast(access, "flag");
  return {
    mayReadItems: true,
    mayAddItems: write,
    mayRemoveItems: write,
    maySetSeen: flag,
    maySetKeywords: flag,
    mayCreateChild: write,
    mayRename: write && folder.role === null,
    mayDelete: write && folder.role === null,
    maySubmit: atLeast(access, "send"),
  };
}

/** A folder's counts change with its letters, so its state follows both. */
export const mailboxState = (states: { readonly folder: number; readonly email: number }): string =>
  String(Math.max(states.folder, states.email));
