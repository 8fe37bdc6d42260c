// What a person types into the search box, as a JMAP filter (RFC 8621 §4.4.1). Words are found by their starts, without
// diacritics; "…" is a phrase; the optional marks are tu: den: td: tep: truoc: sau: khan: (from: to: subject: file:
// before: after: urgent: in English). A mark that makes no sense is searched as plain text.
import { fold } from "../../ui/fold.ts";

export interface SearchQuery {
  readonly conditions: readonly Record<string, unknown>[];
  /** Folded, for marking hits. */
  readonly words: readonly string[];
}

type Mark = (value: string) => Record<string, unknown> | null;

const day = (value: string): Date | null => {
  const match = /^(\d{1,2})[/-](\d{1,2})[/-](\d{4})$/.exec(value);
  if (!match) return null;
  const [, d, m, y] = match.map(Number);
  const date = new Date(Date.UTC(y ?? 0, (m ?? 0) - 1, d));
  return date.getUTCMonth() === (m ?? 0) - 1 && date.getUTCDate() === d ? date : null;
};

/** Midnight in the zone of the organization (no daylight saving in Vietnam). */
const zoneOffsetMs = 7 * 3_600_000;
const midnight = (date: Date): string => new Date(date.getTime() - zoneOffsetMs).toISOString();

const text =
  (property: string): Mark =>
  (value) =>
    value ? { [property]: value } : null;
const before: Mark = (value) => {
  const date = day(value);
  return date && { before: midnight(date) };
};
const after: Mark = (value) => {
  const date = day(value);
  return date && { after: midnight(date) };
};
const urgent: Mark = () => ({ isUrgent: true });

const marks = new Map<string, Mark>([
  ["tu", text("from")],
  ["from", text("from")],
  ["den", text("to")],
  ["to", text("to")],
  ["td", text("subject")],
  ["subject", text("subject")],
  ["tep", text("attachmentName")],
  ["file", text("attachmentName")],
  ["truoc", before],
  ["before", before],
  ["sau", after],
  ["after", after],
  ["khan", urgent],
  ["urgent", urgent],
]);

/** `tu:"nguyen van"`, `"bao cao quy"`, `tep:cv`, `word`. */
const tokens = /(\p{L}{2,8}):(?=\s|$)|(?:(\p{L}{2,8}):)?(?:"([^"]{1,200})"|([^\s"]{1,200}))/gu;
const maxConditions = 16;

export function parseSearch(typed: string): SearchQuery {
  const conditions: Record<string, unknown>[] = [];
  const words: string[] = [];
  for (const [whole, bare, name, phrase, word] of typed.normalize("NFC").matchAll(tokens)) {
    if (conditions.length === maxConditions) break;
    const value = phrase ?? word ?? "";
    const mark = marks.get(fold(name ?? bare ?? ""));
    const condition = mark?.(value) ?? null;
    conditions.push(condition ?? { text: (name ?? bare) ? whole : value });
    if (value && (!condition || !("before" in condition || "after" in condition))) words.push(fold(value));
  }
  return { conditions, words };
}
