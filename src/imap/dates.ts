// Dates as IMAP spells them (RFC 9051 §9 date, date-time), in the organization's zone. Offsets come from Temporal and
// are remembered for the whole range in which they hold, so that a long list costs no calendar work per message.
import type { Cursor } from "./syntax.ts";

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const dayMs = 86_400_000;

/** One organization's wall clock. */
export class ZoneCalendar {
  readonly #zone: string;
  /** Range in which #offsetMs holds. */
  #from = Number.POSITIVE_INFINITY;
  #to = Number.NEGATIVE_INFINITY;
  #offsetMs = 0;
  #offsetText = "";
  #day = Number.NaN;
  #dayText = "";

  constructor(zone: string) {
    this.#zone = zone;
  }

  #enter(ms: number): void {
    if (ms >= this.#from && ms < this.#to) return;
    const at = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(this.#zone);
    this.#offsetMs = at.offsetNanoseconds / 1e6;
    this.#from = at.getTimeZoneTransition("previous")?.epochMilliseconds ?? Number.NEGATIVE_INFINITY;
    // A transition exactly at `ms` is "previous" to nothing: it starts the range.
    if (this.#from < ms && this.#offsetAt(ms - 1) !== this.#offsetMs) this.#from = ms;
    this.#to = at.getTimeZoneTransition("next")?.epochMilliseconds ?? Number.POSITIVE_INFINITY;
    const minutes = Math.trunc(Math.abs(this.#offsetMs) / 60_000);
    this.#offsetText = `${this.#offsetMs < 0 ? "-" : "+"}${two(Math.trunc(minutes / 60))}${two(minutes % 60)}`;
    this.#day = Number.NaN;
  }

  #offsetAt(ms: number): number {
    return Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(this.#zone).offsetNanoseconds / 1e6;
  }

  /** "22-Nov-2026 05:44:51 +0700", the day padded with a space (date-day-fixed). */
  dateTime(ms: number): string {
    this.#enter(ms);
    const local = ms + this.#offsetMs;
    const day = Math.floor(local / dayMs);
    if (day !== this.#day) {
      const date = new Date(day * dayMs);
      const number = date.getUTCDate();
      this.#dayText = `${number < 10 ? " " : ""}${number}-${months[date.getUTCMonth()]}-${four(date.getUTCFullYear())} `;
      this.#day = day;
    }
    const seconds = Math.floor((local - day * dayMs) / 1000);
    const time = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
    return `${this.#dayText}${time} ${this.#offsetText}`;
  }

  /** First instant of a calendar day here; `day` may run over the month's end. */
  startOfDay(date: CalendarDate, plusDays = 0): number {
    return Temporal.PlainDate.from(date).add({ days: plusDays }).toZonedDateTime(this.#zone).epochMilliseconds;
  }
}

const digits = Array.from({ length: 100 }, (_, n) => String(n).padStart(2, "0"));
const two = (n: number): string => digits[n] ?? "00";
const four = (n: number): string => String(n).padStart(4, "0");

export interface CalendarDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** "2026-11-22", for comparing with the date a letter's own Date field wrote. */
export const isoDay = (date: CalendarDate): string => `${four(date.year)}-${two(date.month)}-${two(date.day)}`;

/** date = date-text / DQUOTE date-text DQUOTE, e.g. 1-Feb-1994. */
export function expectDate(cursor: Cursor): CalendarDate {
  const quoted = cursor.takeQuoted();
  const text = quoted ? quoted.toString("latin1") : cursor.expectAtom("a date");
  return dateOf(/^(\d{1,2})-([A-Za-z]{3})-(\d{4})$/.exec(text)) ?? cursor.fail("a date as 1-Feb-1994");
}

/** date-time = DQUOTE "dd-Mon-yyyy hh:mm:ss +zzzz" DQUOTE as UTC milliseconds. Null = no quote ahead. */
export function takeDateTime(cursor: Cursor): number | null {
  const quoted = cursor.takeQuoted();
  if (!quoted) return null;
  const match = /^([ \d]\d)-([A-Za-z]{3})-(\d{4}) (\d\d):(\d\d):(\d\d) ([+-])(\d\d)(\d\d)$/.exec(
    quoted.toString("latin1"),
  );
  const date = dateOf(match);
  const [hour, minute, second] = [match?.[4], match?.[5], match?.[6]].map(Number);
  const offset = Number(match?.[8]) * 60 + Number(match?.[9]);
  if (!date || hour === undefined || minute === undefined || second === undefined)
    return cursor.fail("a date and time");
  if (hour > 23 || minute > 59 || second > 60 || offset > 1439) return cursor.fail("a date and time");
  const local = Date.UTC(date.year, date.month - 1, date.day, hour, minute, second);
  return local - (match?.[7] === "-" ? -offset : offset) * 60_000;
}

function dateOf(match: RegExpExecArray | null): CalendarDate | null {
  if (!match) return null;
  const [, day, name, year] = match;
  const month = months.findIndex((known) => known.toLowerCase() === name?.toLowerCase()) + 1;
  const date = { year: Number(year), month, day: Number(day) };
  const days = month ? new Date(Date.UTC(2000 + (date.year % 400), month, 0)).getUTCDate() : 0;
  return date.year > 0 && date.day >= 1 && date.day <= days ? date : null;
}
