// Flags between wire and store (RFC 9051 §2.3.2). \Recent is only ever told, never taken (RFC 3501 §9).
import { limits } from "#base/limits.ts";
import { type FlagSet, flagBits, type Picture } from "./backend.ts";
import { Refusal } from "./replies.ts";
import type { Cursor } from "./syntax.ts";

const systemFlags = [
  ["\\Answered", flagBits.answered],
  ["\\Flagged", flagBits.flagged],
  ["\\Deleted", flagBits.deleted],
  ["\\Seen", flagBits.seen],
  ["\\Draft", flagBits.draft],
] as const;

const bitOfName = new Map<string, number>(systemFlags.map(([name, bit]) => [name.toUpperCase(), bit]));

/** Keywords every mailbox shows as known, so that clients keep to these spellings (RFC 9051 §2.3.2). */
export const commonKeywords = ["$Forwarded", "$MDNSent", "$Junk", "$NotJunk", "$Phishing"] as const;

export const systemFlagNames = systemFlags.map(([name]) => name).join(" ");

const RECENT = 32;
const texts = Array.from({ length: 64 }, (_, bits) => {
  const names: string[] = systemFlags.filter(([, bit]) => bits & bit).map(([name]) => name);
  if (bits & RECENT) names.push("\\Recent");
  return names.join(" ");
});

/** "(\Seen $Forwarded)". */
export function flagText(bits: number, keywords: readonly string[] | undefined, isRecent: boolean): string {
  const system = texts[(bits & 31) | (isRecent ? RECENT : 0)] ?? "";
  if (!keywords || keywords.length === 0) return `(${system})`;
  return system ? `(${system} ${keywords.join(" ")})` : `(${keywords.join(" ")})`;
}

/** flag-list: "(" [flag *(SP flag)] ")". */
export const expectFlagList = (cursor: Cursor): FlagSet =>
  flagSetOf(
    cursor,
    cursor.expectList(() => expectFlag(cursor), 0),
  );

/** STORE also takes flags without parentheses (RFC 9051 §9 store-att-flags). */
export function expectStoreFlags(cursor: Cursor): FlagSet {
  if (cursor.peek() === 0x28) return expectFlagList(cursor);
  const names = [expectFlag(cursor)];
  while (cursor.take(" ")) names.push(expectFlag(cursor));
  return flagSetOf(cursor, names);
}

function expectFlag(cursor: Cursor): string {
  return cursor.take("\\") ? `\\${cursor.expectAtom("a flag")}` : cursor.expectAtom("a flag");
}

function flagSetOf(cursor: Cursor, names: readonly string[]): FlagSet {
  let bits = 0;
  const keywords = new Map<string, string>();
  for (const name of names) {
    const bit = bitOfName.get(name.toUpperCase());
    if (bit !== undefined) bits |= bit;
    else if (name.startsWith("\\")) cursor.fail("a flag that can be set");
    else if (name.length > limits.keywordBytes) throw new Refusal("LIMIT", "A keyword is too long");
    else if (!keywords.has(name.toLowerCase())) keywords.set(name.toLowerCase(), name);
  }
  if (keywords.size > limits.keywordsPerPlacement) throw new Refusal("LIMIT", "Too many keywords");
  return { bits, keywords: [...keywords.values()].sort() };
}

export const isKeywordSet = (keywords: readonly string[] | undefined, lower: string): boolean =>
  keywords?.some((keyword) => keyword.toLowerCase() === lower) ?? false;

/** Flags after `change` on top of `before`, as the store computes them. */
export function flagsAfter(before: FlagSet, mode: "set" | "add" | "remove", change: FlagSet): FlagSet {
  if (mode === "set") return change;
  if (mode === "remove") {
    const gone = new Set(change.keywords.map((keyword) => keyword.toLowerCase()));
    return {
      bits: before.bits & ~change.bits,
      keywords: before.keywords.filter((keyword) => !gone.has(keyword.toLowerCase())),
    };
  }
  const kept = new Set(before.keywords.map((keyword) => keyword.toLowerCase()));
  const added = change.keywords.filter((keyword) => !kept.has(keyword.toLowerCase()));
  return { bits: before.bits | change.bits, keywords: [...before.keywords, ...added] };
}

export const sameFlags = (a: FlagSet, b: FlagSet): boolean =>
  a.bits === b.bits &&
  a.keywords.length === b.keywords.length &&
  a.keywords.every((keyword) => isKeywordSet(b.keywords, keyword.toLowerCase()));

const keywordNames = new WeakMap<ReadonlyMap<number, readonly string[]>, ReadonlySet<string>>();

/** Every keyword in use in the picture; worked out once a picture and shared by its sessions. */
export function keywordsIn(picture: Picture): ReadonlySet<string> {
  const known = keywordNames.get(picture.keywords);
  if (known) return known;
  const names = new Set<string>();
  for (const keywords of picture.keywords.values()) for (const keyword of keywords) names.add(keyword);
  keywordNames.set(picture.keywords, names);
  return names;
}
