// Comparing Vietnamese as people type it: lower case, no diacritics, đ to d. Positions are kept, so that a match found
// in folded text can be shown in the original. The server folds the same way for its searches.

const marks = /\p{M}/gu;

function foldUnit(unit: string): string {
  const lower = unit.toLowerCase();
  if (lower === "đ" || lower === "ð") return "d";
  return lower.normalize("NFD").replace(marks, "");
}

export const fold = (text: string): string => [...text.normalize("NFC")].map(foldUnit).join("");

export interface Segment {
  readonly text: string;
  readonly hit: boolean;
}

/** Folded text and, for each of its units, where it came from. */
function foldWithPositions(text: string): { folded: string; origin: number[] } {
  let folded = "";
  const origin: number[] = [];
  let position = 0;
  for (const unit of text) {
    const made = foldUnit(unit);
    folded += made;
    for (let i = 0; i < made.length; i++) origin.push(position);
    position += unit.length;
  }
  origin.push(text.length);
  return { folded, origin };
}

const isWordUnit = (unit: string | undefined): boolean => unit !== undefined && /[\p{L}\p{N}]/u.test(unit);

/** Cuts a text at the places where one of the words starts a word of it; `words` are folded already. */
export function highlight(text: string, words: readonly string[]): Segment[] {
  const { folded, origin } = foldWithPositions(text);
  const hits: [number, number][] = [];
  for (const word of words) {
    if (word === "") continue;
    for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + word.length)) {
      if (!isWordUnit(folded[at - 1])) hits.push([origin[at] ?? 0, origin[at + word.length] ?? text.length]);
    }
  }
  return cut(
    text,
    hits.sort((a, b) => a[0] - b[0]),
  );
}

function cut(text: string, hits: readonly [number, number][]): Segment[] {
  const segments: Segment[] = [];
  let end = 0;
  for (const [from, to] of hits) {
    if (from < end) continue;
    if (from > end) segments.push({ text: text.slice(end, from), hit: false });
    segments.push({ text: text.slice(from, to), hit: true });
    end = to;
  }
  if (end < text.length || segments.length === 0) segments.push({ text: text.slice(end), hit: false });
  return segments;
}

/** Whether every word of what was typed starts a word of the text, in any order, or the initials read like it. */
export function matches(text: string, typed: string): boolean {
  const words = fold(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
  const asked = fold(typed).split(/\s+/).filter(Boolean);
  if (asked.every((word) => words.some((other) => other.startsWith(word)))) return true;
  const initials = words.map((word) => word[0]).join("");
  return asked.length === 1 && initials.startsWith(asked[0] ?? "");
}
