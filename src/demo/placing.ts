// Where each copy of a planned letter lies and what its holder has done with it: folder, flags, time. Pure.
import type { FolderRole } from "#mail/ports.ts";
import { flagBits } from "#mail/ports.ts";
import type { Box } from "./boxes.ts";
import { isOurs, type PlannedLetter } from "./plan.ts";

export interface Copy {
  readonly letter: PlannedLetter;
  readonly box: Box;
  /** A standard folder, or the path of one of the holder's own. */
  readonly folder: FolderRole | readonly string[];
  readonly bits: number;
  readonly receivedAtMs: number;
}

const dayMs = 24 * 3_600_000;

/** Every copy of every letter: with those it went to, and with its writer. */
export function placeCopies(letters: readonly PlannedLetter[], nowMs: number): Copy[] {
  return letters.flatMap((letter) => [
    ...[...letter.to, ...letter.cc].map((box) => receivedCopy(letter, box, { letters, nowMs })),
    ...(isOurs(letter.from) ? [sentCopy(letter, letter.from)] : []),
  ]);
}

const sentCopy = (letter: PlannedLetter, box: Box): Copy => ({
  letter,
  box,
  folder: "sent",
  bits: flagBits.seen,
  receivedAtMs: letter.sentAtMs,
});

interface Around {
  readonly letters: readonly PlannedLetter[];
  readonly nowMs: number;
}

function receivedCopy(letter: PlannedLetter, box: Box, { letters, nowMs }: Around): Copy {
  const ageDays = (nowMs - letter.sentAtMs) / dayMs;
  const isSeen = isSeenBy(letter, box, ageDays);
  const isAnswered = letters.some((one) => one.answers === letter && isOurs(one.from) && one.from.key === box.key);
  const isStarred = letter.starredBy.includes(box.key) || chance(letter, box) < 2;
  return {
    letter,
    box,
    folder: folderOf(letter, box, isSeen ? ageDays : 0),
    bits:
      (isSeen || isAnswered ? flagBits.seen : 0) |
      (isAnswered ? flagBits.answered : 0) |
      (isStarred ? flagBits.flagged : 0),
    receivedAtMs: letter.sentAtMs + 2_000,
  };
}

/** 0 to 99, always the same for one letter in one mailbox. */
function chance(letter: PlannedLetter, box: Box): number {
  let state = 17;
  for (const sign of `${letter.id}/${box.key}`) state = (state * 131 + sign.charCodeAt(0)) % 1_000_003;
  return state % 100;
}

/** The main official has read all but what waits on top; the others are a day behind now and then. */
function isSeenBy(letter: PlannedLetter, box: Box, ageDays: number): boolean {
  if (letter.isUnread) return false;
  if (box.key === "hoa") return true;
  if (box.key === "@skhcn") return ageDays > 1.6;
  return chance(letter, box) < (ageDays < 2 ? 50 : 96);
}

/** Days after which a letter that has been read leaves the inbox. */
const archiveAfterDays = 38;

function folderOf(letter: PlannedLetter, box: Box, ageDays: number): Copy["folder"] {
  if (letter.isJunk) return "junk";
  if (letter.keptBy?.who === box.key && ageDays > 1) return letter.keptBy.folder;
  if (ageDays > archiveAfterDays && (box.key === "hoa" || chance(letter, box) < 60)) return "archive";
  return "inbox";
}
