// A person's name as words for an address: NFC, apostrophes and spaces unified, split, folded to a-z and 0-9. The result
// depends neither on NFC or NFD nor on where the tone stands (Hòang, Hoàng) nor on which apostrophe was typed. Never for
// display: a name is shown as it was given.
import { CongvuError } from "#base/errors.ts";
import { fold } from "#base/fold.ts";

/** `family-first`: Nguyễn Văn An. `given-first`: H'Hen Niê (Ê Đê), where the last words are the family's. */
export type NameOrder = "family-first" | "given-first";

/** Folded words of a name, told apart. */
export interface NameWords {
  readonly given: string;
  /** The others in the order their first letters take: family first, then what stands between. */
  readonly others: readonly string[];
}

/** Longest name that is read; a hostile 4 KiB one is refused before any work is done on it. */
export const nameLimit = 120;

const invisible = /[\u200B-\u200D\uFEFF]/g;
const apostrophes = /[\u2019\u2018\u02BC\u02B9`\u00B4\u2032]/g;
const betweenLetters = /(?<=[\p{L}\p{M}])'(?=\p{L})/u;
const separators = /[\s\-\u2010\u2011\u2013\u2014]+/u;

/** NFC, one kind of space and apostrophe, nothing invisible; still readable, still with diacritics. */
export const tidyName = (name: string): string =>
  name.normalize("NFC").replace(invisible, "").replace(/\s+/gu, " ").replace(apostrophes, "'").trim();

/** `"K’Rẻm"` → `["k", "rem"]`. Words that leave no letter vanish. */
export function foldedWords(name: string): string[] {
  return tidyName(name)
    .split(separators)
    .flatMap((word) => word.split(betweenLetters))
    .map((word) => fold(word).replace(/[^a-z0-9]/g, ""))
    .filter((word) => word !== "");
}

/** Markers of sex before a given name in Ê Đê, Gia Rai, Ba Na and Cơ Ho names: Y and H', K'. */
const markers = new Set(["y", "h", "k"]);

/** Throws `invalid` for a name that is too long or leaves no letter. */
export function nameWords(name: string, order: NameOrder = "family-first"): NameWords {
  if (name.length > nameLimit) throw new CongvuError("invalid", "name too long");
  const words = foldedWords(name);
  const last = words.at(-1);
  if (last === undefined) throw new CongvuError("invalid", "no letters in name");
  if (order === "family-first") return { given: last, others: words.slice(0, -1) };
  const marked = words.length > 1 && markers.has(words[0] ?? "") ? 1 : 0;
  return { given: words[marked] ?? last, others: [...words.slice(marked + 1), ...words.slice(0, marked)] };
}

/** What a person entering a name should be asked about; nothing is changed by itself. */
export type NameHint = "single-word" | "eth-for-d" | "ask-name-order";

export function nameHints(name: string): NameHint[] {
  const words = foldedWords(name);
  const hints: NameHint[] = [];
  if (words.length === 1) hints.push("single-word");
  if (/[Ðð]/.test(name.normalize("NFC"))) hints.push("eth-for-d"); // U+00D0 where U+0110 is meant
  if (words.length > 2 && (words[0] === "y" || words[0] === "h")) hints.push("ask-name-order");
  return hints;
}
