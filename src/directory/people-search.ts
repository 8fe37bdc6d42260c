// Finding people and units as officials type: folded word starts in any order ("hung van"), initials ("nvh"), acronyms
// of agencies ("skhcn"), parts of the address; what was typed with the right diacritics comes first. Pure: the store
// builds an index of what it has and asks it.
import { fold } from "#base/fold.ts";
import type { DirectoryEntry, PeopleIndex } from "./ports.ts";

/** Lower is better. A word that is found in several places counts where it is best. */
const cost = { name: 0, initials: 1, address: 2, acronym: 3, elsewhere: 4 } as const;

/** One entry made ready for comparing. Each text is folded words with a space before every one: " nguyen van hung". */
interface Keyed {
  readonly entry: DirectoryEntry;
  readonly name: string;
  /** With diacritics, each word's tone in front of it, so that a beginning can be compared. */
  readonly spelled: string;
  /** Initials from every word on: " nvh vh h". */
  readonly initials: string;
  readonly local: string;
  /** Of a unit's own name. */
  readonly acronyms: string;
  readonly title: string;
  readonly agency: AgencyKeys;
  readonly sortKey: string;
}

/** Made once for all who work there. */
interface AgencyKeys {
  readonly words: string;
  readonly acronyms: string;
}

/** Words a query may have; the rest is ignored, a hostile one costs no more than a long name. */
const queryWords = 8;

export function buildPeopleIndex(entries: readonly DirectoryEntry[]): PeopleIndex {
  const agencies = new Map<string, AgencyKeys>();
  const agencyKeys = (name: string): AgencyKeys => {
    const keys = agencies.get(name) ?? { words: spaced(foldedWords(name)), acronyms: spaced(acronymsOf(name)) };
    agencies.set(name, keys);
    return keys;
  };
  const keyed = entries.map((entry) => keysOf(entry, agencyKeys(entry.agencyName ?? ""))).sort(inListOrder);
  return { search: (text, limit) => search(keyed, text, limit) };
}

interface Hit {
  readonly keyed: Keyed;
  readonly cost: number;
  readonly exact: number;
}

function search(keyed: readonly Keyed[], text: string, limit: number): DirectoryEntry[] {
  const query = splitWords(text.slice(0, 200)).slice(0, queryWords);
  if (query.length === 0 || limit < 1) return [];
  const starts = query.map((word) => ` ${fold(word)}`);
  const spelled = query.map((word) => ` ${spell(word)}`);
  const hits: Hit[] = [];
  for (const one of keyed) {
    const total = costOf(one, starts);
    if (total !== null) hits.push({ keyed: one, cost: total, exact: exactWords(one, spelled) });
  }
  return hits
    .sort(byRank)
    .slice(0, limit)
    .map((hit) => hit.keyed.entry);
}

/** Sorting is stable: what ranks the same stays in list order. */
const byRank = (a: Hit, b: Hit): number => b.exact - a.exact || a.cost - b.cost;

/** Every word must be found somewhere; null = this entry is not meant. */
function costOf(keyed: Keyed, starts: readonly string[]): number | null {
  let total = 0;
  for (const start of starts) {
    const place = placeOf(keyed, start);
    if (place === null) return null;
    total += place;
  }
  return total;
}

/** `start` begins with the space that stands before every word. */
function placeOf(keyed: Keyed, start: string): number | null {
  const severalLetters = start.length > 2;
  if (keyed.name.includes(start)) return cost.name;
  if (severalLetters && keyed.initials.includes(start)) return cost.initials;
  if (keyed.local.includes(start)) return cost.address;
  if (severalLetters && (keyed.acronyms.includes(start) || keyed.agency.acronyms.includes(start))) return cost.acronym;
  return keyed.title.includes(start) || keyed.agency.words.includes(start) ? cost.elsewhere : null;
}

const exactWords = (keyed: Keyed, typed: readonly string[]): number =>
  typed.filter((start) => keyed.spelled.includes(start)).length;

function keysOf(entry: DirectoryEntry, agency: AgencyKeys): Keyed {
  const words = foldedWords(entry.name);
  const [local = "", domain = ""] = entry.address.split("@");
  const order = entry.kind === "personal" ? [words.at(-1) ?? "", ...words.slice(0, -1)] : words;
  return {
    entry,
    name: spaced(words),
    spelled: spaced(splitWords(entry.name).map(spell)),
    initials: spaced(tails(words.map((word) => word.slice(0, 1)))),
    local: spaced([local, ...local.split("."), domain.split(".", 1)[0] ?? ""]),
    acronyms: entry.kind === "unit" ? spaced(acronymsOf(entry.name)) : "",
    title: spaced(foldedWords(entry.title ?? "")),
    agency,
    sortKey: order.join(" "),
  };
}

const alphabet = new Intl.Collator("vi");

/** People by given name, then the rest, as Vietnamese lists go; units by their name. */
function inListOrder(a: Keyed, b: Keyed): number {
  if (a.sortKey !== b.sortKey) return a.sortKey < b.sortKey ? -1 : 1;
  return alphabet.compare(a.entry.name, b.entry.name) || (a.entry.address < b.entry.address ? -1 : 1);
}

/** Acronyms beginning at every word, with and without "và"; a word in capitals keeps its letters: Sở KH&CN is skhcn. */
function acronymsOf(name: string): string[] {
  const words = splitWords(name);
  const letters = (kept: readonly string[]) =>
    tails(kept.map((word) => (/^\p{Lu}{2,}$/u.test(word) ? fold(word) : fold(word).slice(0, 1))));
  return [...new Set([...letters(words.filter((word) => fold(word) !== "va")), ...letters(words)])];
}

/** n, v, h → nvh, vh, h. */
const tails = (letters: readonly string[]): string[] => letters.map((_, index) => letters.slice(index).join(""));

const spaced = (words: readonly string[]): string => words.map((word) => ` ${word}`).join("");

const foldedWords = (text: string): string[] => splitWords(text).map(fold);

const splitWords = (text: string): string[] =>
  text
    .normalize("NFC")
    .split(/[^\p{L}\p{N}\p{M}]+/u)
    .filter((word) => word !== "");

const tones = /[\u0300\u0301\u0303\u0309\u0323]/g;

/** A word as spelled, its tone first: hoà and hòa are the same, and the beginning of a word can be compared. */
function spell(word: string): string {
  const parts = word.toLowerCase().normalize("NFD");
  return `${(parts.match(tones) ?? []).join("")}${parts.replace(tones, "").normalize("NFC")}`;
}
