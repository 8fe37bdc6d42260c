// Keywords of JMAP (RFC 8621 §4.1.1) and flags of the store. A letter may lie in several folders, each with its flags:
// it is $seen when all of them say so, and has any other keyword when one of them does.
import { type Flags, flagBits, type Placement } from "../mail-backend.ts";

const bitOf: ReadonlyMap<string, number> = new Map([
  ["$answered", flagBits.answered],
  ["$flagged", flagBits.flagged],
  ["$seen", flagBits.seen],
  ["$draft", flagBits.draft],
]);

/** Bit of a keyword that is a system flag in IMAP; null = a keyword proper. */
export const keywordBit = (keyword: string): number | null => bitOf.get(keyword.toLowerCase()) ?? null;

/** 1 to 255 octets of printable ASCII without the specials of an IMAP atom (RFC 8621 §4.1.1). */
export const isKeyword = (keyword: string): boolean =>
  /^[\x21-\x7e]{1,255}$/.test(keyword) && !/[()\]{%*"\\]/.test(keyword);

export function flagsOf(keywords: readonly string[]): Flags {
  let bits = 0;
  const other = new Set<string>();
  for (const keyword of keywords) {
    const bit = keywordBit(keyword);
    if (bit === null)
      other.add(keyword.toLowerCase()); // RFC 8621 §4.1.1: lower case
    else bits |= bit;
  }
  return { bits, keywords: [...other].sort() };
}

/** `{ "$seen": true, … }`. IMAP's \Deleted has no keyword (RFC 8621 §4.1.1). */
export function keywordsOf(placements: readonly Placement[]): Record<string, true> {
  const { bits, keywords } = mergedFlags(placements);
  const set: Record<string, true> = Object.create(null);
  for (const [keyword, bit] of bitOf) if (bits & bit) set[keyword] = true;
  for (const keyword of keywords) set[keyword] = true;
  return set;
}

function mergedFlags(placements: readonly Placement[]): Flags {
  let any = 0;
  let all = placements.length === 0 ? 0 : 0xff;
  const keywords = new Set<string>();
  for (const { flags } of placements) {
    any |= flags.bits;
    all &= flags.bits;
    for (const keyword of flags.keywords) keywords.add(keyword.toLowerCase());
  }
  return { bits: (any & ~flagBits.seen) | (all & flagBits.seen), keywords: [...keywords].sort() };
}
