// Sequence sets (RFC 9051 §9 sequence-set): parsing, resolving against what the session was told, and writing uids back
// as a set. Ranges are flat arrays [from, to, from, to …]; "*" is a number past every uid until it is resolved.
import type { Picture } from "./backend.ts";
import { BadCommand, type Cursor } from "./syntax.ts";

const STAR = 2 ** 32;

export interface SequenceSet {
  /** "$": the saved result of a search (RFC 5182, RFC 9051 §6.4.4.1). */
  readonly saved: boolean;
  readonly ranges: readonly number[];
}

export function takeSequenceSet(cursor: Cursor): SequenceSet | null {
  if (cursor.take("$")) return { saved: true, ranges: [] };
  const first = takeBound(cursor);
  if (first === null) return null;
  const ranges: number[] = [];
  let from: number = first;
  for (;;) {
    const to = cursor.take(":") ? (takeBound(cursor) ?? cursor.fail("the end of a range")) : from;
    ranges.push(from, to);
    if (!cursor.take(",")) return { saved: false, ranges };
    from = takeBound(cursor) ?? cursor.fail("a number or *");
  }
}

export const expectSequenceSet = (cursor: Cursor): SequenceSet =>
  takeSequenceSet(cursor) ?? cursor.fail("a sequence set");

/** A set without "*" and "$" (uid-set of RFC 4315 and known-uids of RFC 7162). */
export function expectPlainSet(cursor: Cursor): readonly number[] {
  const set = expectSequenceSet(cursor);
  if (set.saved || set.ranges.includes(STAR)) cursor.fail("a set of numbers");
  return merge(set.ranges);
}

function takeBound(cursor: Cursor): number | null {
  if (cursor.take("*")) return STAR;
  const number = cursor.takeNumber();
  return number === 0 ? cursor.fail("a number above zero") : number;
}

/** Index ranges [from, to] of a set of sequence numbers. Throws for numbers past the last message (RFC 9051 §9). */
export function indexesOfNumbers(set: SequenceSet, count: number): number[] {
  for (const bound of set.ranges) {
    if ((bound === STAR && count === 0) || (bound !== STAR && bound > count)) {
      throw new BadCommand("No message has that sequence number");
    }
  }
  return clampNumbers(set, count);
}

/** The same for SEARCH, where a number past the end matches nothing. */
export function clampNumbers(set: SequenceSet, count: number): number[] {
  const merged = merge(starAs(set.ranges, count));
  const indexes: number[] = [];
  for (let i = 0; i < merged.length; i += 2) {
    const from = Math.max(merged[i] ?? 0, 1);
    const to = Math.min(merged[i + 1] ?? 0, count);
    if (from <= to) indexes.push(from - 1, to - 1);
  }
  return indexes;
}

/** Index ranges of a set of uids; uids without a message are passed over (RFC 9051 §6.4.9). */
export function indexesOfUids(set: SequenceSet, picture: Picture): number[] {
  const last = picture.count === 0 ? 0 : (picture.uids[picture.count - 1] ?? 0);
  return indexesOfRanges(merge(starAs(set.ranges, last)), picture);
}

/** Index ranges of merged uid ranges. */
export function indexesOfRanges(ranges: readonly number[], picture: Picture): number[] {
  const indexes: number[] = [];
  for (let i = 0; i < ranges.length; i += 2) {
    const from = lowerBound(picture.uids, picture.count, ranges[i] ?? 0);
    const to = lowerBound(picture.uids, picture.count, (ranges[i + 1] ?? 0) + 1) - 1;
    if (from <= to) indexes.push(from, to);
  }
  return indexes;
}

/** First index whose uid is not below `uid`. */
export function lowerBound(uids: Uint32Array, count: number, uid: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((uids[middle] ?? 0) < uid) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Index of `uid`, or -1. */
export function indexOfUid(picture: Picture, uid: number): number {
  const index = lowerBound(picture.uids, picture.count, uid);
  return index < picture.count && picture.uids[index] === uid ? index : -1;
}

export const isInRanges = (ranges: readonly number[], value: number): boolean => {
  let low = 0;
  let high = ranges.length >>> 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ranges[2 * middle + 1] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low < ranges.length >>> 1 && (ranges[2 * low] ?? 0) <= value;
};

export function countOfRanges(ranges: readonly number[]): number {
  let count = 0;
  for (let i = 0; i < ranges.length; i += 2) count += (ranges[i + 1] ?? 0) - (ranges[i] ?? 0) + 1;
  return count;
}

/** Every number of the ranges, in order. */
export function* numbersOf(ranges: readonly number[]): Generator<number> {
  for (let i = 0; i < ranges.length; i += 2) {
    const to = ranges[i + 1] ?? 0;
    for (let value = ranges[i] ?? 0; value <= to; value++) yield value;
  }
}

const starAs = (ranges: readonly number[], last: number): number[] =>
  ranges.map((bound) => (bound === STAR ? last : bound));

/** Sorted, each from <= to, no two touching. */
export function merge(ranges: readonly number[]): number[] {
  const pairs: [number, number][] = [];
  for (let i = 0; i < ranges.length; i += 2) {
    const a = ranges[i] ?? 0;
    const b = ranges[i + 1] ?? 0;
    pairs.push(a <= b ? [a, b] : [b, a]);
  }
  pairs.sort((x, y) => x[0] - y[0]);
  const out: number[] = [];
  for (const [from, to] of pairs) {
    const end = out.at(-1);
    if (end !== undefined && from <= end + 1) out[out.length - 1] = Math.max(end, to);
    else out.push(from, to);
  }
  return out;
}

/** Numbers as a set in the order given, runs joined: [1, 2, 3, 7] is "1:3,7". Empty for none. */
export function setText(numbers: Iterable<number>): string {
  let text = "";
  let from = -1;
  let to = -1;
  const close = () => {
    if (from < 0) return;
    if (text) text += ",";
    text += from === to ? from : `${from}:${to}`;
  };
  for (const number of numbers) {
    if (number === to + 1 && from >= 0) {
      to = number;
      continue;
    }
    close();
    from = to = number;
  }
  close();
  return text;
}
