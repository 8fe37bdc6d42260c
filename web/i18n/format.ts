// Dates, sizes and numbers as an office writes them: «10:00, Chủ nhật 22/11/2026», «1,2 MB», «100.000».
// ICU's own long forms are not office style, so the parts are put together here. Pure: the caller gives now and zone.
import { defaultZone, type Language } from "./locale.ts";

export interface DayTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  /** 0 = Sunday. */
  readonly weekday: number;
}

export interface Formats {
  /** List rows: «10:17», «Hôm qua», «21/10», «21/10/2025». */
  listTime(at: Date, now: Date): string;
  /** «10:17». */
  clock(at: Date): string;
  /** «22/11/2026». */
  date(at: Date): string;
  /** «10:00, Chủ nhật 22/11/2026». */
  full(at: Date): string;
  /** Within a sentence about a deadline: «15:00 hôm nay», «15:00 ngày mai», «15:00 ngày 24/11/2026». */
  deadline(at: Date, now: Date): string;
  /** Calendar days from now; today 0, yesterday -1. */
  daysUntil(at: Date, now: Date): number;
  /** A span in words, minutes the smallest: «4 giờ 12 phút», «2 ngày 3 giờ». */
  span(ms: number): string;
  size(octets: number): string;
  count(value: number): string;
}

const formatters = new Map<string, Intl.DateTimeFormat>();
const weekdayIndex: Record<string, number> = { Sun: 0, Mon: 1, Tue: 2, Wed: 3, Thu: 4, Fri: 5, Sat: 6 };

export function dayTime(at: Date, zone: string): DayTime {
  let formatter = formatters.get(zone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat("en-US", {
      timeZone: zone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      weekday: "short",
    });
    formatters.set(zone, formatter);
  }
  const parts = new Map(formatter.formatToParts(at).map((part) => [part.type, part.value]));
  const number = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.get(type) ?? 0);
  return {
    year: number("year"),
    month: number("month"),
    day: number("day"),
    hour: number("hour"),
    minute: number("minute"),
    weekday: weekdayIndex[parts.get("weekday") ?? "Sun"] ?? 0,
  };
}

/** Whole calendar days from `from` to `to` in the zone; yesterday is -1. */
export function daysBetween(from: Date, to: Date, zone: string): number {
  const a = dayTime(from, zone);
  const b = dayTime(to, zone);
  return Math.round((Date.UTC(b.year, b.month - 1, b.day) - Date.UTC(a.year, a.month - 1, a.day)) / 86_400_000);
}

/** The instant of a wall clock «2026-11-22T15:00» in the zone; null = no such text. */
export function instantOf(wallClock: string, zone: string): Date | null {
  const asUtc = Date.parse(`${wallClock}Z`);
  if (Number.isNaN(asUtc)) return null;
  const shown = dayTime(new Date(asUtc), zone);
  const offset = Date.UTC(shown.year, shown.month - 1, shown.day, shown.hour, shown.minute) - asUtc;
  return new Date(asUtc - offset);
}

/** The wall clock «2026-11-22T15:00» of an instant in the zone. */
export function wallClockOf(at: Date, zone: string): string {
  const t = dayTime(at, zone);
  return `${t.year}-${two(t.month)}-${two(t.day)}T${two(t.hour)}:${two(t.minute)}`;
}

interface Words {
  readonly tag: string;
  readonly yesterday: string;
  readonly weekdays: readonly string[];
  readonly today: (clock: string) => string;
  readonly tomorrow: (clock: string) => string;
  readonly onDay: (clock: string, date: string) => string;
  readonly minutes: (n: number) => string;
  readonly hours: (n: number) => string;
  readonly days: (n: number) => string;
}

const plural = (n: number, word: string): string => `${n} ${word}${n === 1 ? "" : "s"}`;

const words: Record<Language, Words> = {
  vi: {
    tag: "vi-VN",
    yesterday: "Hôm qua",
    weekdays: ["Chủ nhật", "Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy"],
    today: (clock) => `${clock} hôm nay`,
    tomorrow: (clock) => `${clock} ngày mai`,
    onDay: (clock, date) => `${clock} ngày ${date}`,
    minutes: (n) => `${n} phút`,
    hours: (n) => `${n} giờ`,
    days: (n) => `${n} ngày`,
  },
  en: {
    tag: "en-GB",
    yesterday: "Yesterday",
    weekdays: ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"],
    today: (clock) => `${clock} today`,
    tomorrow: (clock) => `${clock} tomorrow`,
    onDay: (clock, date) => `${clock} on ${date}`,
    minutes: (n) => plural(n, "minute"),
    hours: (n) => plural(n, "hour"),
    days: (n) => plural(n, "day"),
  },
};

const two = (n: number): string => String(n).padStart(2, "0");

export function makeFormats(language: Language, zone: string = defaultZone): Formats {
  const say = words[language];
  const whole = new Intl.NumberFormat(say.tag, { maximumFractionDigits: 0 });
  const tenth = new Intl.NumberFormat(say.tag, { maximumFractionDigits: 1 });
  const clockOf = (t: DayTime): string => `${two(t.hour)}:${two(t.minute)}`;
  const dateOf = (t: DayTime): string => `${two(t.day)}/${two(t.month)}/${t.year}`;

  return {
    listTime(at, now) {
      const days = daysBetween(now, at, zone);
      const t = dayTime(at, zone);
      if (days === 0) return clockOf(t);
      if (days === -1) return say.yesterday;
      return t.year === dayTime(now, zone).year ? `${two(t.day)}/${two(t.month)}` : dateOf(t);
    },
    clock: (at) => clockOf(dayTime(at, zone)),
    date: (at) => dateOf(dayTime(at, zone)),
    full(at) {
      const t = dayTime(at, zone);
      return `${clockOf(t)}, ${say.weekdays[t.weekday]} ${dateOf(t)}`;
    },
    deadline(at, now) {
      const t = dayTime(at, zone);
      const days = daysBetween(now, at, zone);
      if (days === 0) return say.today(clockOf(t));
      if (days === 1) return say.tomorrow(clockOf(t));
      return say.onDay(clockOf(t), dateOf(t));
    },
    daysUntil: (at, now) => daysBetween(now, at, zone),
    span(ms) {
      const minutes = Math.max(1, Math.round(Math.abs(ms) / 60_000));
      const hours = Math.floor(minutes / 60);
      const days = Math.floor(hours / 24);
      if (days > 0) return join(say.days(days), hours % 24 > 0 && say.hours(hours % 24));
      if (hours > 0) return join(say.hours(hours), minutes % 60 > 0 && say.minutes(minutes % 60));
      return say.minutes(minutes);
    },
    size(octets) {
      if (octets < 1024) return `${whole.format(octets)} B`;
      if (octets < 1024 * 1000) return `${whole.format(octets / 1024)} KB`;
      if (octets < 1024 ** 2 * 1000) return `${tenth.format(octets / 1024 ** 2)} MB`;
      return `${tenth.format(octets / 1024 ** 3)} GB`;
    },
    count: (value) => whole.format(value),
  };
}

const join = (first: string, second: string | false): string => (second ? `${first} ${second}` : first);
