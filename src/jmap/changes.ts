// What every /changes does alike (RFC 8620 §5.2). The store's feed is about placements and folders; JMAP asks about
// letters and threads, so what happened since a state is gathered up to now and then judged: a letter is new when
// nothing of it lay anywhere at that state, gone when nothing of it lies anywhere now.
import { z } from "zod";
import { CongvuError } from "#base/errors.ts";
import { MethodError } from "./errors.ts";
import type { JsonObject } from "./json.ts";
import type { Account, AccountStates, Change } from "./mail-backend.ts";
import { id } from "./method.ts";

export const changesShape = z.strictObject({
  accountId: id,
  sinceState: z.string(),
  maxChanges: z.number().int().min(1).max(Number.MAX_SAFE_INTEGER).nullish(),
});
export type ChangesArgs = z.infer<typeof changesShape>;

export const queryChangesShape = z.looseObject({ accountId: id, sinceQueryState: z.string() });

/** More than this since a state, and reading everything again is cheaper for both sides. */
const mostChanges = 20_000;
const pageSize = 2_000;

/** State a client gave back; throws cannotCalculateChanges for one this server never gave. */
function modSeqOf(state: string, newest: number): number {
  const modSeq = /^\d{1,15}$/.test(state) ? Number(state) : Number.NaN;
  if (Number.isNaN(modSeq) || modSeq > newest) throw new MethodError("cannotCalculateChanges");
  return modSeq;
}

export interface Feed {
  /** As of before the changes were read: at worst the client hears of one twice. */
  readonly states: AccountStates;
  /** Oldest first. */
  readonly changes: readonly Change[];
}

/** Everything of `account` since `state`. */
export async function changesSince(account: Account, state: string): Promise<Feed> {
  const states = await account.mail.states();
  const changes: Change[] = [];
  let since = modSeqOf(state, states.modSeq);
  for (;;) {
    const page = await readPage(account, since);
    changes.push(...page.changes);
    if (changes.length > mostChanges) throw new MethodError("cannotCalculateChanges");
    if (!page.hasMore || page.upTo <= since) return { states, changes };
    since = page.upTo;
  }
}

async function readPage(account: Account, since: number) {
  try {
    return await account.mail.changesSince(since, pageSize);
  } catch (error) {
    if (error instanceof CongvuError && error.code === "not-found") throw new MethodError("cannotCalculateChanges");
    throw error;
  }
}

export interface Judged {
  readonly id: string;
  readonly op: "created" | "updated" | "destroyed";
  /** First modSeq after the state that touched it. */
  readonly firstModSeq: number;
}

/**
 * The answer, cut at `maxChanges` ids (RFC 8620 §5.2). What was touched first comes first and is reported as it is now:
 * all that happened to the ids left out lies after the state given back, so that asking again judges them rightly.
 */
export function changesAnswer(args: ChangesArgs, judged: readonly Judged[], newState: string): JsonObject {
  const ordered = judged.toSorted((a, b) => a.firstModSeq - b.firstModSeq);
  const kept = cut(ordered, args.maxChanges ?? ordered.length);
  const last = kept.at(-1);
  const hasMoreChanges = kept.length < ordered.length;
  const of = (op: Judged["op"]) => kept.filter((one) => one.op === op).map((one) => one.id);
  return {
    accountId: args.accountId,
    oldState: args.sinceState,
    newState: hasMoreChanges && last !== undefined ? String(last.firstModSeq) : newState,
    hasMoreChanges,
    created: of("created"),
    updated: of("updated"),
    destroyed: of("destroyed"),
  };
}

/** The first `most`, but never part of what one modSeq changed: a state stands for all of it. */
function cut(ordered: readonly Judged[], most: number): readonly Judged[] {
  if (ordered.length <= most) return ordered;
  let end = most;
  while (end > 0 && ordered[end - 1]?.firstModSeq === ordered[end]?.firstModSeq) end--;
  if (end === 0) throw new MethodError("cannotCalculateChanges");
  return ordered.slice(0, end);
}

/** Placements as "folder/uid", to tell those made since from those that lay there before. */
const placeOf = (change: Change): string => `${change.folder}/${change.uid}`;

export interface LetterHistory {
  readonly emailNo: number;
  readonly thread: number | null;
  readonly firstModSeq: number;
  /** It lay somewhere at the state asked about. */
  existedBefore: boolean;
}

/** Per letter touched since: was it there before? `placesNow` names its placements as they are now. */
export function lettersTouched(
  changes: readonly Change[],
  placesNow: ReadonlyMap<number, readonly { folder: number; uid: number }[]>,
): LetterHistory[] {
  const made = new Set<string>();
  const letters = new Map<number, LetterHistory>();
  for (const change of changes) {
    if (change.kind !== "email") continue;
    const letter = letters.get(change.id) ?? firstSeen(change);
    letters.set(change.id, letter);
    if (change.op === "created") made.add(placeOf(change));
    else if (change.folder !== null && !made.has(placeOf(change))) letter.existedBefore = true;
  }
  for (const letter of letters.values()) {
    const places = placesNow.get(letter.emailNo) ?? [];
    if (places.some(({ folder, uid }) => !made.has(`${folder}/${uid}`))) letter.existedBefore = true;
  }
  return [...letters.values()];
}

const firstSeen = (change: Change): LetterHistory => ({
  emailNo: change.id,
  thread: change.thread,
  firstModSeq: change.modSeq,
  existedBefore: false,
});

/** What became of a letter; null = it came and went in between, nobody needs to know. */
export function fateOf(letter: LetterHistory, isThere: boolean): Judged["op"] | null {
  if (isThere) return letter.existedBefore ? "updated" : "created";
  return letter.existedBefore ? "destroyed" : null;
}
