// The messages a command of the selected state is about.
import type { Picture } from "./backend.ts";
import type { Call } from "./context.ts";
import type { Selected } from "./selected.ts";

/** Every command of the selected state has one; the session has checked it. */
export function selectedOf({ session }: Call): Selected {
  if (!session.selected) throw new Error("a command of the selected state ran without a mailbox");
  return session.selected;
}

/** Every index of the ranges. */
export function indexesOf(ranges: readonly number[]): number[] {
  const indexes: number[] = [];
  for (let i = 0; i < ranges.length; i += 2) {
    for (let index = ranges[i] ?? 0; index <= (ranges[i + 1] ?? -1); index++) indexes.push(index);
  }
  return indexes;
}

export const uidsOfRanges = (told: Picture, ranges: readonly number[]): number[] =>
  indexesOf(ranges).map((index) => told.uids[index] ?? 0);
