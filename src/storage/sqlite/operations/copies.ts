// COPY and MOVE inside one account: the email stays the same (EMAILID, RFC 8474), the placement is new.
import { CongvuError } from "#base/errors.ts";
import { refuseOverQuota } from "./letters.ts";
import { livePlacement, type PlacementRow, removeUnder, threadOfEmail } from "./placements.ts";
import { addPlacement } from "./placing.ts";
import type { Touched } from "./touched.ts";
import { isSeenBy, setSeenBy, viewersOf } from "./viewers.ts";

export interface CopyInput {
  readonly account: number;
  readonly folder: number;
  readonly uids: readonly number[];
  readonly target: number;
}

export interface CopyOutput {
  readonly uidValidity: number;
  readonly pairs: readonly (readonly [number, number])[];
}

export function copy(t: Touched, input: CopyInput): CopyOutput {
  const rows = sourceRows(t, input);
  const bytes = rows.reduce((sum, row) => sum + row.size, 0);
  refuseOverQuota(t, input.account, bytes);
  const uidValidity = targetValidity(t, input);
  if (rows.length === 0) return { uidValidity, pairs: [] };
  const claim = t.claimForLetters(input.account, { emails: 0, bytes, letters: rows.length });
  return { uidValidity, pairs: rows.map((row) => [row.uid, placeAgain(t, input, row, claim.mod_seq)] as const) };
}

export function move(t: Touched, input: CopyInput): CopyOutput {
  const rows = sourceRows(t, input);
  const uidValidity = targetValidity(t, input);
  if (rows.length === 0) return { uidValidity, pairs: [] };
  const claim = t.claimForLetters(input.account, { emails: 0, bytes: 0, letters: 0 });
  const pairs = rows.map((row) => [row.uid, placeAgain(t, input, row, claim.mod_seq)] as const);
  removeUnder(t, input.account, rows, claim.mod_seq);
  return { uidValidity, pairs };
}

function sourceRows(t: Touched, input: CopyInput): PlacementRow[] {
  return input.uids
    .map((uid) => livePlacement(t, input.account, input.folder, uid))
    .filter((row): row is PlacementRow => row !== null);
}

function targetValidity(t: Touched, input: CopyInput): number {
  const row = t.sql.get<{ uid_validity: number }>(
    "SELECT uid_validity FROM folder WHERE account = ?1 AND folder = ?2 AND deleted_at IS NULL",
    input.account,
    input.target,
  );
  if (!row) throw new CongvuError("not-found", "no such folder");
  return row.uid_validity;
}

/** Flags and, on unit mailboxes, each person's "seen" go along. Returns the new uid. */
export function placeAgain(
  t: Touched,
  at: { account: number; target: number },
  row: PlacementRow,
  modSeq: number,
): number {
  const { account, target } = at;
  const { uid } = addPlacement(t, {
    account,
    folder: target,
    emailNo: row.email,
    thread: threadOfEmail(t, account, row.email),
    bits: row.bits,
    keywords: row.keywords,
    receivedAtMs: row.received_at,
    size: row.size,
    marks: row.marks,
    modSeq,
  });
  const viewersHere = new Map(viewersOf(t, account, row.folder).map((viewer) => [viewer.person, viewer]));
  for (const { person } of viewersOf(t, account, target)) {
    const viewer = viewersHere.get(person);
    const seen = viewer !== undefined && isSeenBy(t, { account, folder: row.folder, uid: row.uid }, viewer);
    setSeenBy(t, { account, folder: target, uid, modSeq }, { person, value: seen, counted: !seen });
  }
  return uid;
}
