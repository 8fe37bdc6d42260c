// "Seen" on unit mailboxes: one value a person, counters beside it. A person without a row for a folder joins it at its
// present end, so that what lay there before counts as seen.
import type { Touched } from "./touched.ts";

export interface ViewerFolder {
  readonly person: number;
  readonly seen_before_uid: number;
}

export function viewersOf(t: Touched, account: number, folder: number): ViewerFolder[] {
  return t.sql.all<ViewerFolder>(
    "SELECT person, seen_before_uid FROM viewer_folder WHERE account = ?1 AND folder = ?2",
    account,
    folder,
  );
}

/** Idempotent. Every live folder of the account gets its row for `person`. */
export function joinViewer(t: Touched, input: { account: number; person: number }): void {
  t.sql.run(
    `INSERT OR IGNORE INTO viewer_folder(account, folder, person, seen_before_uid)
     SELECT account, folder, ?2, uid_next FROM folder WHERE account = ?1 AND deleted_at IS NULL`,
    input.account,
    input.person,
  );
}

/** A new folder is watched by everyone who watches the account. */
export function watchNewFolder(t: Touched, account: number, folder: number): void {
  t.sql.run(
    `INSERT OR IGNORE INTO viewer_folder(account, folder, person, seen_before_uid)
     SELECT DISTINCT account, ?2, person, 1 FROM viewer_folder WHERE account = ?1`,
    account,
    folder,
  );
}

export function isSeenBy(
  t: Touched,
  at: { account: number; folder: number; uid: number },
  viewer: ViewerFolder,
): boolean {
  const row = t.sql.get<{ value: number }>(
    "SELECT value FROM seen WHERE account = ?1 AND person = ?2 AND folder = ?3 AND uid = ?4",
    at.account,
    viewer.person,
    at.folder,
    at.uid,
  );
  return row ? row.value === 1 : at.uid < viewer.seen_before_uid;
}

export function setSeenBy(
  t: Touched,
  at: { account: number; folder: number; uid: number; modSeq: number },
  seen: { person: number; value: boolean; counted: boolean },
): void {
  t.sql.run(
    "INSERT OR REPLACE INTO seen(account, person, folder, uid, value, mod_seq) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    at.account,
    seen.person,
    at.folder,
    at.uid,
    seen.value ? 1 : 0,
    at.modSeq,
  );
  if (seen.counted) addUnread(t, { ...at, person: seen.person, by: seen.value ? -1 : 1 });
}

export function addUnread(t: Touched, at: { account: number; folder: number; person: number; by: number }): void {
  t.sql.run(
    "UPDATE viewer_folder SET unread = unread + ?4 WHERE account = ?1 AND folder = ?2 AND person = ?3",
    at.account,
    at.folder,
    at.person,
    at.by,
  );
}
