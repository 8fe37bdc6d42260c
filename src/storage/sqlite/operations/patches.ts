// JMAP's view of a letter: keywords and folders over all its placements (RFC 8621 §4.6). Setting a keyword writes every
// placement; a new folder gets a copy of a placement, a folder left out loses its own.
import { CongvuError } from "#base/errors.ts";
import { placeAgain } from "./copies.ts";
import { storeFlags } from "./flags.ts";
import { livePlacementsOf, type PlacementRow, removeUnder } from "./placements.ts";
import type { Touched } from "./touched.ts";

interface FlagSet {
  readonly bits: number;
  readonly keywords: readonly string[];
}

export interface PatchInput {
  readonly account: number;
  readonly viewer: number;
  readonly perPerson: boolean;
  readonly patches: readonly {
    readonly emailNo: number;
    readonly addFlags: FlagSet | null;
    readonly removeFlags: FlagSet | null;
    readonly folders: readonly number[] | null;
  }[];
}

/** Answers the letters that lie nowhere. */
export function updateEmails(t: Touched, input: PatchInput): number[] {
  const notFound: number[] = [];
  for (const patch of input.patches) {
    const rows = livePlacementsOf(t, input.account, patch.emailNo);
    if (rows.length === 0) notFound.push(patch.emailNo);
    else patchEmail(t, input, patch, rows);
  }
  return notFound;
}

function patchEmail(
  t: Touched,
  input: PatchInput,
  patch: PatchInput["patches"][number],
  rows: readonly PlacementRow[],
): void {
  const edits = [
    { mode: "add", flags: patch.addFlags },
    { mode: "remove", flags: patch.removeFlags },
  ] as const;
  for (const { mode, flags } of edits) {
    if (!flags) continue;
    for (const row of rows) {
      storeFlags(t, { ...input, folder: row.folder, uids: [row.uid], mode, ...flags, unchangedSince: null });
    }
  }
  if (patch.folders) refile(t, input.account, patch.emailNo, patch.folders);
}

function refile(t: Touched, account: number, emailNo: number, folders: readonly number[]): void {
  if (folders.length === 0) throw new CongvuError("invalid", "a letter must lie somewhere");
  const rows = livePlacementsOf(t, account, emailNo);
  const wanted = new Set(folders);
  const held = new Set(rows.map((row) => row.folder));
  const added = [...wanted].filter((folder) => !held.has(folder));
  const dropped = rows.filter((row) => !wanted.has(row.folder));
  const source = rows[0];
  if (!source || (added.length === 0 && dropped.length === 0)) return;
  const growth = added.length - dropped.length;
  const claim = t.claimForLetters(account, { emails: 0, bytes: growth * source.size, letters: growth });
  for (const target of added) placeAgain(t, { account, target }, source, claim.mod_seq);
  removeUnder(t, account, dropped, claim.mod_seq);
}
