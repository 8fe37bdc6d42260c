// Rows of placement as operations read and remove them, with the counters that go with them.
import { flagBits } from "#mail/ports.ts";
import { placementCrc } from "./placing.ts";
import { emailRowId, type Touched } from "./touched.ts";
import { addUnread, isSeenBy, viewersOf } from "./viewers.ts";

export interface PlacementRow {
  readonly folder: number;
  readonly uid: number;
  readonly email: number;
  readonly bits: number;
  readonly keywords: string | null;
  readonly received_at: number;
  readonly size: number;
  readonly marks: number;
  readonly mod_seq: number;
}

export const placementColumns = "folder, uid, email, bits, keywords, received_at, size, marks, mod_seq";

export function livePlacement(t: Touched, account: number, folder: number, uid: number): PlacementRow | null {
  return t.sql.get<PlacementRow>(
    `SELECT ${placementColumns} FROM placement WHERE account = ?1 AND folder = ?2 AND uid = ?3 AND expunged_at IS NULL`,
    account,
    folder,
    uid,
  );
}

export function livePlacementsOf(t: Touched, account: number, emailNo: number): PlacementRow[] {
  return t.sql.all<PlacementRow>(
    `SELECT ${placementColumns} FROM placement INDEXED BY placement_email WHERE account = ?1 AND email = ?2 AND expunged_at IS NULL ORDER BY folder, uid`,
    account,
    emailNo,
  );
}

export function flaggedDeleted(t: Touched, account: number, folder: number): PlacementRow[] {
  return t.sql.all<PlacementRow>(
    `SELECT ${placementColumns} FROM placement
     WHERE account = ?1 AND folder = ?2 AND expunged_at IS NULL AND bits & ${flagBits.deleted} ORDER BY uid`,
    account,
    folder,
  );
}

export function allLive(t: Touched, account: number, folder: number): PlacementRow[] {
  return t.sql.all<PlacementRow>(
    `SELECT ${placementColumns} FROM placement WHERE account = ?1 AND folder = ?2 AND expunged_at IS NULL ORDER BY uid`,
    account,
    folder,
  );
}

export function threadOfEmail(t: Touched, account: number, emailNo: number): number {
  const row = t.sql.get<{ thread: number }>("SELECT thread FROM email WHERE id = ?1", emailRowId(account, emailNo));
  return row ? row.thread - emailRowId(account, 0) : emailNo;
}

/** Hides placements (recoverable), counts them out and tells the change feed. Returns the modSeq, or null for none. */
export function removePlacements(t: Touched, account: number, rows: readonly PlacementRow[]): number | null {
  if (rows.length === 0) return null;
  const bytes = rows.reduce((sum, row) => sum + row.size, 0);
  const claim = t.claimForLetters(account, { emails: 0, bytes: -bytes, letters: -rows.length });
  removeUnder(t, account, rows, claim.mod_seq);
  return claim.mod_seq;
}

/** As removePlacements, under a modSeq already claimed (a move claims one for both sides). */
export function removeUnder(t: Touched, account: number, rows: readonly PlacementRow[], modSeq: number): void {
  const perFolder = Map.groupBy(rows, (row) => row.folder);
  for (const [folder, removed] of perFolder) {
    const viewers = viewersOf(t, account, folder);
    for (const row of removed) {
      for (const viewer of viewers) {
        if (!isSeenBy(t, { account, folder, uid: row.uid }, viewer)) {
          addUnread(t, { account, folder, person: viewer.person, by: -1 });
        }
      }
      hide(t, account, row, modSeq);
    }
    countOut(t, { account, folder, modSeq }, removed);
  }
}

function hide(t: Touched, account: number, row: PlacementRow, modSeq: number): void {
  const crc = placementCrc({ account, ...row, emailNo: row.email, modSeq, expungedAt: t.nowMs });
  t.sql.run(
    `UPDATE placement SET expunged_at = ?4, mod_seq = ?5, crc = ?6 WHERE account = ?1 AND folder = ?2 AND uid = ?3`,
    account,
    row.folder,
    row.uid,
    t.nowMs,
    modSeq,
    crc,
  );
  t.emailChange({
    account,
    modSeq,
    op: "destroyed",
    folder: row.folder,
    uid: row.uid,
    email: row.email,
    thread: threadOfEmail(t, account, row.email),
  });
}

function countOut(
  t: Touched,
  at: { account: number; folder: number; modSeq: number },
  rows: readonly PlacementRow[],
): void {
  const unread = rows.filter((row) => !(row.bits & flagBits.seen)).length;
  const bytes = rows.reduce((sum, row) => sum + row.size, 0);
  t.sql.run(
    `UPDATE folder SET total = total - ?3, unread = unread - ?4, bytes = bytes - ?5, mod_seq = ?6
     WHERE account = ?1 AND folder = ?2`,
    at.account,
    at.folder,
    rows.length,
    unread,
    bytes,
    at.modSeq,
  );
}
