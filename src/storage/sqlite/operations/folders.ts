// Folders of an account. Names are checked and split into levels by mail/; here they are rows with a parent.
import { CongvuError } from "#base/errors.ts";
import { limits } from "#base/limits.ts";
import { folderRoles } from "#mail/ports.ts";
import { removeAllIn } from "./removal.ts";
import type { Touched } from "./touched.ts";
import { watchNewFolder } from "./viewers.ts";

interface FolderRow {
  readonly parent: number;
  readonly role: string | null;
}

export interface FolderPlace {
  readonly account: number;
  readonly parent: number;
  readonly name: string;
}

/** Names of the standard folders as IMAP shows them; screens translate by role. */
const standardNames = {
  inbox: "INBOX",
  drafts: "Drafts",
  sent: "Sent",
  archive: "Archive",
  junk: "Junk",
  trash: "Trash",
};

/** Folder number of a role: the standard folders come first in every account and cannot be deleted. */
export const roleFolder = (role: (typeof folderRoles)[number]): number => folderRoles.indexOf(role) + 1;

export function makeStandardFolders(t: Touched, account: number): void {
  for (const role of folderRoles) createFolder(t, { account, parent: 0, name: standardNames[role], role });
}

export function createFolder(t: Touched, input: FolderPlace & { role: string | null }): number {
  refuseTaken(t, input);
  if (input.parent !== 0) liveFolder(t, input.account, input.parent);
  const { mod_seq: modSeq } = t.claimForFolders(input.account);
  const next = t.sql.get<{ folder: number }>(
    "UPDATE account_counter SET next_folder = next_folder + 1 WHERE account = ?1 RETURNING next_folder - 1 AS folder",
    input.account,
  );
  const folder = next?.folder ?? 0;
  refuseTooMany(t, input.account);
  t.sql.run(
    `INSERT INTO folder(account, folder, parent, name, role, uid_validity, mod_seq, sort_order)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)`,
    input.account,
    folder,
    input.parent,
    input.name,
    input.role,
    uidValidity(t, folder),
    modSeq,
    input.role ? folder : 10,
  );
  watchNewFolder(t, input.account, folder);
  t.otherChange(input.account, modSeq, { kind: "folder", op: "created", id: folder });
  return folder;
}

/** Seconds since 2020 mixed with the folder number: never the same for a folder made again under an old name (RFC 9051 §2.3.1.1). */
const uidValidity = (t: Touched, folder: number): number =>
  (Math.floor(t.nowMs / 1000) - 1_577_836_800 + folder * 7) >>> 0 || 1;

function refuseTaken(t: Touched, place: FolderPlace): void {
  const taken = t.sql.get(
    "SELECT 1 FROM folder WHERE account = ?1 AND parent = ?2 AND name = ?3 AND deleted_at IS NULL",
    place.account,
    place.parent,
    place.name,
  );
  if (taken) throw new CongvuError("already-exists");
}

function refuseTooMany(t: Touched, account: number): void {
  const row = t.sql.get<{ n: number }>(
    "SELECT count(*) AS n FROM folder WHERE account = ?1 AND deleted_at IS NULL",
    account,
  );
  if ((row?.n ?? 0) >= limits.foldersPerAccount) throw new CongvuError("limit-exceeded", "too many folders");
}

function liveFolder(t: Touched, account: number, folder: number): FolderRow {
  const row = t.sql.get<FolderRow>(
    "SELECT parent, role FROM folder WHERE account = ?1 AND folder = ?2 AND deleted_at IS NULL",
    account,
    folder,
  );
  if (!row) throw new CongvuError("not-found", "no such folder");
  return row;
}

/** Same number, same uids: clients keep their cache. */
export function renameFolder(t: Touched, input: FolderPlace & { folder: number }): void {
  const { account, folder, parent, name } = input;
  const row = liveFolder(t, account, folder);
  if (row.role) throw new CongvuError("forbidden", "a standard folder keeps its name");
  for (let at = parent; at !== 0; at = liveFolder(t, account, at).parent) {
    if (at === folder) throw new CongvuError("invalid", "a folder cannot move below itself");
  }
  refuseTaken(t, input);
  const { mod_seq: modSeq } = t.claimForFolders(account);
  t.sql.run(
    "UPDATE folder SET parent = ?3, name = ?4, mod_seq = ?5 WHERE account = ?1 AND folder = ?2",
    account,
    folder,
    parent,
    name,
    modSeq,
  );
  t.otherChange(account, modSeq, { kind: "folder", op: "updated", id: folder });
}

export function deleteFolder(t: Touched, input: { account: number; folder: number }): void {
  const { account, folder } = input;
  const row = liveFolder(t, account, folder);
  if (row.role) throw new CongvuError("forbidden", "a standard folder stays");
  const child = t.sql.get(
    "SELECT 1 FROM folder WHERE account = ?1 AND parent = ?2 AND deleted_at IS NULL LIMIT 1",
    account,
    folder,
  );
  if (child) throw new CongvuError("conflict", "the folder has subfolders");
  removeAllIn(t, account, folder);
  const { mod_seq: modSeq } = t.claimForFolders(account);
  t.sql.run(
    "UPDATE folder SET deleted_at = ?3, mod_seq = ?4 WHERE account = ?1 AND folder = ?2",
    account,
    folder,
    t.nowMs,
    modSeq,
  );
  t.otherChange(account, modSeq, { kind: "folder", op: "destroyed", id: folder });
}

export function setSubscribed(t: Touched, input: { account: number; folder: number; subscribed: boolean }): void {
  liveFolder(t, input.account, input.folder);
  const changed = t.sql.run(
    "UPDATE folder SET subscribed = ?3 WHERE account = ?1 AND folder = ?2 AND subscribed <> ?3",
    input.account,
    input.folder,
    input.subscribed ? 1 : 0,
  );
  if (changed === 0) return;
  const { mod_seq: modSeq } = t.claimForFolders(input.account);
  t.otherChange(input.account, modSeq, { kind: "folder", op: "updated", id: input.folder });
}

/** \Recent belongs to the first session told (RFC 3501 §2.3.2). Answers the first uid not told before. */
export function takeRecent(t: Touched, input: { account: number; folder: number }): number {
  const row = t.sql.get<{ recent_uid: number }>(
    "SELECT recent_uid FROM folder WHERE account = ?1 AND folder = ?2",
    input.account,
    input.folder,
  );
  t.sql.run("UPDATE folder SET recent_uid = uid_next WHERE account = ?1 AND folder = ?2", input.account, input.folder);
  return row?.recent_uid ?? 1;
}
