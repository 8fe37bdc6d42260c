// Days and hours of the demonstration, in the province's own time (UTC+7 all year): working days back from now, and the
// dates that letters name.

export const offsetMinutes = 7 * 60;
const dayMs = 24 * 3_600_000;

/** The day of a letter, for its text. */
export interface Moment {
  readonly ms: number;
  readonly year: number;
  readonly month: number;
  /** "IV". */
  readonly quarter: string;
  /** ISO week. */
  readonly week: number;
  /** The working day `days` after this one, "25/11/2026"; 0 = this day. */
  day(days?: number): string;
  /** "Thứ Sáu" of the same day. */
  weekday(days?: number): string;
}

const local = (ms: number): Date => new Date(ms + offsetMinutes * 60_000);
const two = (value: number): string => String(value).padStart(2, "0");
const weekdays = ["Chủ nhật", "Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy"];
const quarters = ["I", "II", "III", "IV"];

export function momentAt(ms: number): Moment {
  const date = local(ms);
  const later = (days: number): Date => local(days === 0 ? ms : workingDay(ms, days));
  return {
    ms,
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    quarter: quarters[Math.floor(date.getUTCMonth() / 3)] ?? "",
    week: isoWeek(date),
    day: (days = 0) => dateOf(later(days)),
    weekday: (days = 0) => weekdays[later(days).getUTCDay()] ?? "",
  };
}

const dateOf = (date: Date): string =>
  `${two(date.getUTCDate())}/${two(date.getUTCMonth() + 1)}/${date.getUTCFullYear()}`;

/** "ngày 22 tháng 11 năm 2026". */
export function longDate(ms: number): string {
  const date = local(ms);
  return `ngày ${two(date.getUTCDate())} tháng ${two(date.getUTCMonth() + 1)} năm ${date.getUTCFullYear()}`;
}

/** "09:51, Thứ Sáu 20/11/2026", as quotes name the moment. */
export function spokenTime(ms: number): string {
  const date = local(ms);
  return `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}, ${weekdays[date.getUTCDay()]} ${dateOf(date)}`;
}

/** ISO 8601: week 1 holds the year's first Thursday. */
function isoWeek(date: Date): number {
  const thursday = new Date(date.getTime() + (4 - (date.getUTCDay() || 7)) * dayMs);
  const firstDay = Date.UTC(thursday.getUTCFullYear(), 0, 1);
  return Math.ceil(((thursday.getTime() - firstDay) / dayMs + 1) / 7);
}

/** 0 = Sunday. */
export const weekdayOf = (ms: number): number => local(ms).getUTCDay();

const isWeekend = (ms: number): boolean => [0, 6].includes(weekdayOf(ms));

/** The same time of day, `days` working days later (or earlier, when negative). */
export function workingDay(ms: number, days: number): number {
  const step = Math.sign(days) * dayMs;
  let at = ms;
  for (let left = Math.abs(days); left > 0; ) {
    at += step;
    if (!isWeekend(at)) left--;
  }
  return at;
}

/** `time` ("09:15") on the day of `ms`. */
export function timeOn(ms: number, time: string): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  const date = local(ms);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate(), hours, minutes - offsetMinutes);
}

/** The next time it is `time`, at least half an hour ahead. */
export function nextTime(ms: number, time: string): number {
  const today = timeOn(ms, time);
  return today - ms > 30 * 60_000 ? today : today + dayMs;
}
