// The date-time of RFC 5322 §3.3 with its obsolete forms, to an instant and the offset it was written with, and RFC 3339
// in both directions. Comments are passed over. Unreadable or impossible dates are null: nothing is guessed.

export interface WrittenDate {
  /** UTC milliseconds. */
  readonly epochMs: number;
  /** Minutes east of UTC, as written. */
  readonly offsetMinutes: number;
}

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** RFC 5322 §4.3; any other name counts as UTC, as the RFC asks for unknown zones. */
const zones: ReadonlyMap<string, number> = new Map([
  ["ut", 0],
  ["gmt", 0],
  ["utc", 0],
  ["z", 0],
  ["est", -300],
  ["edt", -240],
  ["cst", -360],
  ["cdt", -300],
  ["mst", -420],
  ["mdt", -360],
  ["pst", -480],
  ["pdt", -420],
]);

const longestDate = 200;

/** Reads a Date field's value. */
export function parseDate(value: string): WrittenDate | null {
  const words = value
    .slice(0, longestDate)
    .replace(/\([^()]*\)/g, " ")
    .trim()
    .split(/[\s,]+/);
  if (words[0] !== undefined && /^[a-z]+\.?$/i.test(words[0])) words.shift(); // day of the week
  const [day = "", monthName = "", year = "", time = "", zone = ""] = words;
  const month = months.indexOf(monthName.slice(0, 3).toLowerCase());
  const clock = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/.exec(time);
  if (!/^\d{1,2}$/.test(day) || month === -1 || !/^\d{2,4}$/.test(year) || clock === null) return null;
  const fields = {
    year: fullYear(year),
    month: month + 1,
    day: Number(day),
    hour: Number(clock[1]),
    minute: Number(clock[2]),
    second: Math.min(Number(clock[3] ?? 0), 60),
  };
  const offsetMinutes = parseZone(zone);
  return offsetMinutes === null ? null : atOffset(fields, offsetMinutes);
}

/** RFC 5322 §4.3: two digits 00-49 are 2000 and later, three digits and 50-99 count from 1900. */
function fullYear(digits: string): number {
  const year = Number(digits);
  if (digits.length === 4) return year;
  return digits.length === 2 && year < 50 ? 2000 + year : 1900 + year;
}

function parseZone(zone: string): number | null {
  const written = /^([+-])(\d{2})(\d{2})$/.exec(zone);
  if (written === null) return zones.get(zone.toLowerCase()) ?? 0;
  const minutes = Number(written[2]) * 60 + Number(written[3]);
  if (Number(written[2]) > 23 || Number(written[3]) > 59) return null;
  return written[1] === "-" ? -minutes : minutes;
}

interface ClockFields {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

function atOffset(fields: ClockFields, offsetMinutes: number): WrittenDate | null {
  const { year, month, day, hour, minute, second } = fields;
  if (hour > 23 || minute > 59 || second > 60) return null;
  const utc = new Date(0);
  utc.setUTCFullYear(year, month - 1, day);
  if (utc.getUTCDate() !== day || utc.getUTCMonth() !== month - 1) return null; // 31 February
  utc.setUTCHours(hour, minute, Math.min(second, 59)); // a leap second shows as the one before
  return { epochMs: utc.getTime() - offsetMinutes * 60_000, offsetMinutes };
}

const two = (value: number): string => String(value).padStart(2, "0");
const four = (value: number): string => String(value).padStart(4, "0");

/** The local clock at the offset. */
const shifted = (date: WrittenDate): Date => new Date(date.epochMs + date.offsetMinutes * 60_000);

/** RFC 3339 with the offset as written: `2026-01-05T07:30:00+07:00`. */
export function formatRfc3339(date: WrittenDate): string {
  const local = shifted(date);
  const day = `${four(local.getUTCFullYear())}-${two(local.getUTCMonth() + 1)}-${two(local.getUTCDate())}`;
  const time = `${two(local.getUTCHours())}:${two(local.getUTCMinutes())}:${two(local.getUTCSeconds())}`;
  const offset = date.offsetMinutes === 0 ? "Z" : `${writeOffset(date.offsetMinutes, ":")}`;
  return `${day}T${time}${offset}`;
}

function writeOffset(offsetMinutes: number, separator: string): string {
  const minutes = Math.abs(offsetMinutes);
  return `${offsetMinutes < 0 ? "-" : "+"}${two(Math.floor(minutes / 60))}${separator}${two(minutes % 60)}`;
}

const rfc3339 = /^(\d{4})-(\d{2})-(\d{2})[Tt](\d{2}):(\d{2}):(\d{2})(?:\.\d{1,9})?([Zz]|[+-]\d{2}:\d{2})$/;

/** Reads RFC 3339; fractions of a second are dropped. */
export function parseRfc3339(value: string): WrittenDate | null {
  const match = rfc3339.exec(value.slice(0, longestDate).trim());
  if (match === null) return null;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number);
  const zone = match[7] ?? "Z";
  const offsetMinutes = parseZone(zone.length === 1 ? "Z" : zone.replace(":", ""));
  if (offsetMinutes === null) return null;
  return atOffset(
    { year: year ?? 0, month: month ?? 0, day: day ?? 0, hour: hour ?? 0, minute: minute ?? 0, second: second ?? 0 },
    offsetMinutes,
  );
}

const dayNames = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const monthNames = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** The Date field's value: `Mon, 05 Jan 2026 07:30:00 +0700`. */
export function formatRfc5322(date: WrittenDate): string {
  const local = shifted(date);
  const day = `${dayNames[local.getUTCDay()]}, ${two(local.getUTCDate())} ${monthNames[local.getUTCMonth()]}`;
  const time = `${two(local.getUTCHours())}:${two(local.getUTCMinutes())}:${two(local.getUTCSeconds())}`;
  return `${day} ${four(local.getUTCFullYear())} ${time} ${writeOffset(date.offsetMinutes, "")}`;
}
