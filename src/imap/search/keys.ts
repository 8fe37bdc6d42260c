// SEARCH keys (RFC 9051 §6.4.4 and §9 search-key; RFC 3501's NEW, OLD, RECENT; RFC 5032; RFC 7162 §3.1.5; RFC 8474 §5)
// as a tree. Depth and number of keys are bounded.
import { fold } from "#base/fold.ts";
import { flagBits } from "../backend.ts";
import { type CalendarDate, expectDate } from "../dates.ts";
import { numberOfId } from "../ids.ts";
import { Refusal } from "../replies.ts";
import { expectSequenceSet, type SequenceSet, takeSequenceSet } from "../sequence-set.ts";
import type { Cursor } from "../syntax.ts";

export type AddressField = "from" | "to" | "cc" | "bcc";

export type SearchKey =
  | { readonly kind: "all" }
  | { readonly kind: "and" | "or"; readonly keys: readonly SearchKey[] }
  | { readonly kind: "not"; readonly key: SearchKey }
  | { readonly kind: "numbers" | "uids"; readonly set: SequenceSet }
  /** System flags that must be set and that must not. */
  | { readonly kind: "flags"; readonly has: number; readonly lacks: number }
  | { readonly kind: "keyword"; readonly lower: string }
  | { readonly kind: "recent" }
  | { readonly kind: "modseq"; readonly atLeast: number }
  | { readonly kind: "emailid"; readonly number: number | null }
  | { readonly kind: "threadid"; readonly number: number | null }
  | { readonly kind: "received"; readonly test: DateTest; readonly date: CalendarDate }
  | { readonly kind: "sent"; readonly test: DateTest; readonly date: CalendarDate }
  | { readonly kind: "older" | "younger"; readonly seconds: number }
  | { readonly kind: "larger" | "smaller"; readonly size: number }
  | { readonly kind: "subject"; readonly folded: string }
  | { readonly kind: "address"; readonly field: AddressField; readonly folded: string }
  | { readonly kind: "header"; readonly name: string; readonly folded: string }
  | { readonly kind: "text"; readonly field: "text" | "body"; readonly phrase: string };

export type DateTest = "before" | "on" | "since";

/** Keys of one search: enough for what clients build, too few to burn time with. */
const maxKeys = 2_000;

export interface KeyOptions {
  readonly maxDepth: number;
}

/** search-key *(SP search-key) up to the end of the command; the keys are joined by "and". */
export function expectSearchKeys(cursor: Cursor, options: KeyOptions): SearchKey {
  const parser = new KeyParser(cursor, options.maxDepth);
  const keys = [parser.key(0)];
  while (cursor.take(" ")) keys.push(parser.key(0));
  cursor.expectEnd();
  return joined(keys);
}

const joined = (keys: readonly SearchKey[]): SearchKey => {
  const [only] = keys;
  return only && keys.length === 1 ? only : { kind: "and", keys };
};

const flagsKey = (has: number, lacks = 0): SearchKey => ({ kind: "flags", has, lacks });

const plainKeys: Record<string, SearchKey> = {
  ALL: { kind: "all" },
  ANSWERED: flagsKey(flagBits.answered),
  DELETED: flagsKey(flagBits.deleted),
  DRAFT: flagsKey(flagBits.draft),
  FLAGGED: flagsKey(flagBits.flagged),
  SEEN: flagsKey(flagBits.seen),
  UNANSWERED: flagsKey(0, flagBits.answered),
  UNDELETED: flagsKey(0, flagBits.deleted),
  UNDRAFT: flagsKey(0, flagBits.draft),
  UNFLAGGED: flagsKey(0, flagBits.flagged),
  UNSEEN: flagsKey(0, flagBits.seen),
  RECENT: { kind: "recent" },
  NEW: { kind: "and", keys: [{ kind: "recent" }, flagsKey(0, flagBits.seen)] },
  OLD: { kind: "not", key: { kind: "recent" } },
};

class KeyParser {
  readonly #cursor: Cursor;
  readonly #maxDepth: number;
  #count = 0;

  constructor(cursor: Cursor, maxDepth: number) {
    this.#cursor = cursor;
    this.#maxDepth = maxDepth;
  }

  key(depth: number): SearchKey {
    const cursor = this.#cursor;
    if (depth > this.#maxDepth) throw new Refusal("LIMIT", "The search is nested too deeply");
    if (++this.#count > maxKeys) throw new Refusal("LIMIT", "The search has too many keys");
    if (cursor.peek() === 0x28) return joined(cursor.expectList(() => this.key(depth + 1)));
    const set = takeSequenceSet(cursor);
    if (set) return { kind: "numbers", set };
    const name = cursor.expectName("a search key");
    const plain = Object.hasOwn(plainKeys, name) ? plainKeys[name] : undefined;
    if (plain) return plain;
    cursor.expectSpace();
    if (name === "NOT") return { kind: "not", key: this.key(depth + 1) };
    if (name === "OR") {
      const first = this.key(depth + 1);
      cursor.expectSpace();
      return { kind: "or", keys: [first, this.key(depth + 1)] };
    }
    return expectArgument(cursor, name);
  }
}

/** What follows a key that takes an argument. */
function expectArgument(cursor: Cursor, name: string): SearchKey {
  const text = () => fold(cursor.expectText());
  switch (name) {
    case "UID":
      return { kind: "uids", set: expectSequenceSet(cursor) };
    case "KEYWORD":
      return { kind: "keyword", lower: cursor.expectAtom("a keyword").toLowerCase() };
    case "UNKEYWORD":
      return { kind: "not", key: { kind: "keyword", lower: cursor.expectAtom("a keyword").toLowerCase() } };
    case "SUBJECT":
      return { kind: "subject", folded: text() };
    case "FROM":
    case "TO":
    case "CC":
    case "BCC":
      return { kind: "address", field: addressFields[name], folded: text() };
    case "BODY":
    case "TEXT":
      return { kind: "text", field: name === "BODY" ? "body" : "text", phrase: cursor.expectText() };
    case "HEADER": {
      const field = cursor.expectText("a header field name").toLowerCase();
      cursor.expectSpace();
      return { kind: "header", name: field, folded: text() };
    }
    case "LARGER":
      return { kind: "larger", size: cursor.expectNumber64() };
    case "SMALLER":
      return { kind: "smaller", size: cursor.expectNumber64() };
    case "OLDER":
      return { kind: "older", seconds: cursor.expectNonZero() };
    case "YOUNGER":
      return { kind: "younger", seconds: cursor.expectNonZero() };
    case "MODSEQ":
      return expectModSeq(cursor);
    case "EMAILID":
      return { kind: "emailid", number: numberOfId("e", cursor.expectAtom("an object id")) };
    case "THREADID":
      return { kind: "threadid", number: numberOfId("t", cursor.expectAtom("an object id")) };
    default:
      return expectDateKey(cursor, name);
  }
}

const addressFields = { FROM: "from", TO: "to", CC: "cc", BCC: "bcc" } as const;

function expectDateKey(cursor: Cursor, name: string): SearchKey {
  const isSent = name.startsWith("SENT");
  const test = (["before", "on", "since"] as const).find(
    (each) => each.toUpperCase() === (isSent ? name.slice(4) : name),
  );
  if (!test) return cursor.fail("a search key");
  return { kind: isSent ? "sent" : "received", test, date: expectDate(cursor) };
}

/** [entry-name SP entry-type-req SP] mod-sequence-valzer; we keep one modSeq for all of a message's metadata. */
function expectModSeq(cursor: Cursor): SearchKey {
  if (cursor.takeQuoted()) {
    cursor.expectSpace();
    const kind = cursor.expectAtom("priv, shared or all").toLowerCase();
    if (kind !== "priv" && kind !== "shared" && kind !== "all") cursor.fail("priv, shared or all");
    cursor.expectSpace();
  }
  return { kind: "modseq", atLeast: cursor.expectNumber64() };
}

/** Every key of the tree that `wanted` picks. */
export function keysOf<K extends SearchKey["kind"]>(key: SearchKey, wanted: K): Extract<SearchKey, { kind: K }>[] {
  const found: Extract<SearchKey, { kind: K }>[] = [];
  const visit = (each: SearchKey) => {
    if (isKind(each, wanted)) found.push(each);
    if (each.kind === "and" || each.kind === "or") each.keys.forEach(visit);
    if (each.kind === "not") visit(each.key);
  };
  visit(key);
  return found;
}

const isKind = <K extends SearchKey["kind"]>(key: SearchKey, kind: K): key is Extract<SearchKey, { kind: K }> =>
  key.kind === kind;
