// Answers to SEARCH: the old SEARCH response (RFC 3501 §7.2.5) and ESEARCH (RFC 9051 §7.3.4), and what is kept for "$"
// (RFC 9051 §6.4.4.1, RFC 5182 §2.1).
import type { Picture } from "../backend.ts";
import type { Call } from "../context.ts";
import type { Selected } from "../selected.ts";
import { setText } from "../sequence-set.ts";
import type { Cursor } from "../syntax.ts";

export interface ReturnOptions {
  readonly min: boolean;
  readonly max: boolean;
  readonly all: boolean;
  readonly count: boolean;
  readonly save: boolean;
}

/** "RETURN" SP "(" options ")" SP; null = there is none. */
export function takeReturn(cursor: Cursor): ReturnOptions | null {
  if (!cursor.takeWord("RETURN")) return null;
  cursor.expectSpace();
  const names = new Set(
    cursor.expectList(() => {
      const name = cursor.expectName("a return option");
      return ["MIN", "MAX", "ALL", "COUNT", "SAVE"].includes(name) ? name : cursor.fail("a return option");
    }, 0),
  );
  cursor.expectSpace();
  const has = (name: string) => names.has(name);
  return {
    min: has("MIN"),
    max: has("MAX"),
    all: has("ALL") || names.size === 0,
    count: has("COUNT"),
    save: has("SAVE"),
  };
}

export interface Found {
  readonly told: Picture;
  readonly selected: Selected;
  /** Ascending. */
  readonly indexes: readonly number[];
  /** A MODSEQ key was used: the answer says the highest one found (RFC 7162 §3.1.5). */
  readonly withModSeq: boolean;
}

/** "* SEARCH 2 5 9 (MODSEQ 12)" with its line end. */
export function searchLine(call: Call, found: Found): string {
  const numbers = found.indexes.map((index) => ` ${numberOf(call, found, index)}`);
  const modSeq = found.withModSeq && found.indexes.length > 0 ? ` (MODSEQ ${highestModSeq(found, found.indexes)})` : "";
  return `* SEARCH${numbers.join("")}${modSeq}\r\n`;
}

/** `* ESEARCH (TAG "a1") UID COUNT 2 ALL 4,7` with its line end. */
export function esearchLine(call: Call, found: Found, options: ReturnOptions): string {
  const { indexes } = found;
  const first = indexes[0];
  const last = indexes.at(-1);
  let text = `* ESEARCH (TAG "${call.tag.replace(/["\\]/g, "\\$&")}")${call.uid ? " UID" : ""}`;
  if (first !== undefined && last !== undefined) {
    if (options.min) text += ` MIN ${numberOf(call, found, first)}`;
    if (options.max) text += ` MAX ${numberOf(call, found, last)}`;
    if (options.all) text += ` ALL ${setText(numbersOf(call, found))}`;
  }
  if (options.count) text += ` COUNT ${indexes.length}`;
  if (found.withModSeq && indexes.length > 0) text += ` MODSEQ ${highestModSeq(found, kept(indexes, options))}`;
  return `${text}\r\n`;
}

/** With only MIN or MAX asked for, that message alone is the result; otherwise all of them. */
export function kept(indexes: readonly number[], options: ReturnOptions): readonly number[] {
  if (options.all || options.count || (!options.min && !options.max)) return indexes;
  const ends = [options.min ? indexes[0] : undefined, options.max ? indexes.at(-1) : undefined];
  return [...new Set(ends)].filter((index) => index !== undefined);
}

const numberOf = (call: Call, { told }: Found, index: number): number =>
  call.uid ? (told.uids[index] ?? 0) : index + 1;

function* numbersOf(call: Call, found: Found): Generator<number> {
  for (const index of found.indexes) yield numberOf(call, found, index);
}

function highestModSeq({ told, selected }: Found, indexes: readonly number[]): number {
  let highest = 0;
  for (const index of indexes) {
    const now = selected.latest(told, index);
    highest = Math.max(highest, now.picture.modSeqs[now.index] ?? 0);
  }
  return highest;
}
