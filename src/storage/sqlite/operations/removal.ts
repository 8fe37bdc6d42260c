// Taking letters out of sight, and back. Nothing here erases: purging after the keeping time is the sweep's work.

import { flagBits } from "#mail/ports.ts";
import { placeAgain } from "./copies.ts";
import {
  allLive,
  flaggedDeleted,
  livePlacement,
  livePlacementsOf,
  type PlacementRow,
  placementColumns,
  removePlacements,
} from "./placements.ts";
import type { Touched } from "./touched.ts";

interface FolderUids {
  readonly account: number;
  readonly folder: number;
  readonly uids: readonly number[];
}

const live = (t: Touched, input: FolderUids): PlacementRow[] =>
  input.uids
    .map((uid) => livePlacement(t, input.account, input.folder, uid))
    .filter((row): row is PlacementRow => row !== null);

/** Only those flagged \Deleted (RFC 9051 §6.4.3, RFC 4315 §2.1). Answers the uids that went. */
export function expunge(t: Touched, input: Omit<FolderUids, "uids"> & { uids: readonly number[] | null }): number[] {
  const rows = input.uids
    ? live(t, { ...input, uids: input.uids }).filter((row) => row.bits & flagBits.deleted)
    : flaggedDeleted(t, input.account, input.folder);
  removePlacements(t, input.account, rows);
  return rows.map((row) => row.uid);
}

/** Whatever the flags. */
export function remove(t: Touched, input: FolderUids): number[] {
  const rows = live(t, input);
  removePlacements(t, input.account, rows);
  return rows.map((row) => row.uid);
}

export function removeAllIn(t: Touched, account: number, folder: number): void {
  removePlacements(t, account, allLive(t, account, folder));
}

export interface EmailsInput {
  readonly account: number;
  readonly emailNos: readonly number[];
}

/** Every placement of each letter. Answers the letters that have none. */
export function destroyEmails(t: Touched, input: EmailsInput): number[] {
  const notFound: number[] = [];
  const rows: PlacementRow[] = [];
  for (const emailNo of new Set(input.emailNos)) {
    const placements = livePlacementsOf(t, input.account, emailNo);
    if (placements.length === 0) notFound.push(emailNo);
    rows.push(...placements);
  }
  removePlacements(t, input.account, rows);
  return notFound;
}

/** Letters that lie nowhere now get a placement in `into`, with the flags of their last one. Answers those restored. */
export function restore(t: Touched, input: EmailsInput & { into: number }): number[] {
  const restored: number[] = [];
  for (const emailNo of new Set(input.emailNos)) {
    if (livePlacementsOf(t, input.account, emailNo).length > 0) continue;
    const last = t.sql.get<PlacementRow>(
      `SELECT ${placementColumns} FROM placement INDEXED BY placement_email
       WHERE account = ?1 AND email = ?2 ORDER BY expunged_at DESC LIMIT 1`,
      input.account,
      emailNo,
    );
    if (!last) continue;
    const claim = t.claimForLetters(input.account, { emails: 0, bytes: last.size, letters: 1 });
    placeAgain(
      t,
      { account: input.account, target: input.into },
      { ...last, bits: last.bits & ~flagBits.deleted },
      claim.mod_seq,
    );
    restored.push(emailNo);
  }
  return restored;
}
