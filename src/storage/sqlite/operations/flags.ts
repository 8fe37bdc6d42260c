// Changing flags of placements. On a unit mailbox \Seen is the acting person's own value; every other flag is shared.
import { CongvuError } from "#base/errors.ts";
import { limits } from "#base/limits.ts";
import { flagBits } from "#mail/ports.ts";
import { livePlacement, type PlacementRow, threadOfEmail } from "./placements.ts";
import { placementCrc } from "./placing.ts";
import type { Touched } from "./touched.ts";
import { isSeenBy, setSeenBy, type ViewerFolder } from "./viewers.ts";

export interface FlagsInput {
  readonly account: number;
  readonly viewer: number;
  readonly perPerson: boolean;
  readonly folder: number;
  readonly uids: readonly number[];
  readonly mode: "set" | "add" | "remove";
  readonly bits: number;
  readonly keywords: readonly string[];
  readonly unchangedSince: number | null;
}

export interface FlagsOutput {
  readonly modSeq: number;
  readonly changed: readonly { uid: number; bits: number; keywords: readonly string[]; modSeq: number }[];
  readonly modified: readonly number[];
}

interface FlagState {
  readonly bits: number;
  readonly keywords: readonly string[];
}

export function storeFlags(t: Touched, input: FlagsInput): FlagsOutput {
  const viewer = input.perPerson ? viewerRow(t, input) : null;
  const changed: FlagsOutput["changed"][number][] = [];
  const modified: number[] = [];
  let modSeq: number | null = null;
  let unread = 0;
  for (const uid of input.uids) {
    const row = livePlacement(t, input.account, input.folder, uid);
    if (!row) continue;
    if (input.unchangedSince !== null && row.mod_seq > input.unchangedSince) {
      modified.push(uid);
      continue;
    }
    const before = stateOf(t, input, row, viewer);
    const after = applied(before, input);
    if (isSame(before, after)) {
      changed.push({ uid, ...after, modSeq: row.mod_seq });
      continue;
    }
    modSeq ??= t.claimForLetters(input.account, { emails: 0, bytes: 0, letters: 0 }).mod_seq;
    unread += write(t, input, { row, before, after, modSeq, viewer });
    changed.push({ uid, ...after, modSeq });
  }
  if (modSeq !== null) {
    t.sql.run(
      "UPDATE folder SET unread = unread + ?3, mod_seq = ?4 WHERE account = ?1 AND folder = ?2",
      input.account,
      input.folder,
      unread,
      modSeq,
    );
  }
  return { modSeq: modSeq ?? currentModSeq(t, input.account), changed, modified };
}

const currentModSeq = (t: Touched, account: number): number =>
  t.sql.get<{ mod_seq: number }>("SELECT mod_seq FROM account_counter WHERE account = ?1", account)?.mod_seq ?? 0;

function viewerRow(t: Touched, input: FlagsInput): ViewerFolder {
  const row = t.sql.get<ViewerFolder>(
    "SELECT person, seen_before_uid FROM viewer_folder WHERE account = ?1 AND folder = ?2 AND person = ?3",
    input.account,
    input.folder,
    input.viewer,
  );
  return row ?? { person: input.viewer, seen_before_uid: 1 };
}

function stateOf(t: Touched, input: FlagsInput, row: PlacementRow, viewer: ViewerFolder | null): FlagState {
  const keywords = row.keywords?.split(" ") ?? [];
  if (!viewer) return { bits: row.bits, keywords };
  const seen = isSeenBy(t, { account: input.account, folder: row.folder, uid: row.uid }, viewer);
  return { bits: (row.bits & ~flagBits.seen) | (seen ? flagBits.seen : 0), keywords };
}

function applied(before: FlagState, change: Pick<FlagsInput, "mode" | "bits" | "keywords">): FlagState {
  if (change.mode === "set") return { bits: change.bits, keywords: merge([], change.keywords) };
  if (change.mode === "add") {
    return { bits: before.bits | change.bits, keywords: merge(before.keywords, change.keywords) };
  }
  const gone = new Set(change.keywords.map((word) => word.toLowerCase()));
  return {
    bits: before.bits & ~change.bits,
    keywords: before.keywords.filter((word) => !gone.has(word.toLowerCase())),
  };
}

/** Keywords compare without case (RFC 9051 §2.3.2); the first spelling stays. */
function merge(kept: readonly string[], added: readonly string[]): string[] {
  const words = new Map([...kept, ...added].reverse().map((word) => [word.toLowerCase(), word]));
  if (words.size > limits.keywordsPerPlacement) throw new CongvuError("limit-exceeded", "too many keywords");
  return [...words.values()].sort();
}

const isSame = (a: FlagState, b: FlagState): boolean =>
  a.bits === b.bits && a.keywords.length === b.keywords.length && a.keywords.join(" ") === b.keywords.join(" ");

/** Returns by how much the folder's own unread count grows. */
function write(
  t: Touched,
  input: FlagsInput,
  edit: { row: PlacementRow; before: FlagState; after: FlagState; modSeq: number; viewer: ViewerFolder | null },
): number {
  const { row, before, after, modSeq, viewer } = edit;
  const { account, folder } = input;
  const seenTurned = (before.bits ^ after.bits) & flagBits.seen;
  const isSeen = (after.bits & flagBits.seen) !== 0;
  if (viewer && seenTurned) {
    setSeenBy(t, { account, folder, uid: row.uid, modSeq }, { person: viewer.person, value: isSeen, counted: true });
  }
  const bits = viewer ? (after.bits & ~flagBits.seen) | (row.bits & flagBits.seen) : after.bits;
  const keywords = after.keywords.length > 0 ? after.keywords.join(" ") : null;
  t.sql.run(
    "UPDATE placement SET bits = ?4, keywords = ?5, mod_seq = ?6, crc = ?7 WHERE account = ?1 AND folder = ?2 AND uid = ?3",
    account,
    folder,
    row.uid,
    bits,
    keywords,
    modSeq,
    placementCrc({ account, folder, uid: row.uid, emailNo: row.email, bits, keywords, modSeq, expungedAt: null }),
  );
  t.emailChange({
    account,
    modSeq,
    op: "updated",
    folder,
    uid: row.uid,
    email: row.email,
    thread: threadOfEmail(t, account, row.email),
  });
  const flaggedTurned = (before.bits ^ after.bits) & flagBits.flagged;
  if (flaggedTurned) t.event({ account, kind: "flagged", person: input.viewer, door: "system", email: row.email });
  return viewer || !seenTurned ? 0 : isSeen ? -1 : 1;
}
