import assert from "node:assert/strict";
import { test } from "node:test";
import { daysBetween, instantOf, makeFormats, wallClockOf } from "./format.ts";

const vi = makeFormats("vi");
const en = makeFormats("en");
/** Times are written as the wall clock of the organization's zone. */
const at = (text: string): Date => new Date(`${text}+07:00`);
const now = at("2026-11-22T14:30:00");

const listTimes = [
  { at: "2026-11-22T10:17:00", vi: "10:17", en: "10:17", why: "today shows the clock" },
  { at: "2026-11-22T00:00:00", vi: "00:00", en: "00:00", why: "midnight belongs to the new day" },
  { at: "2026-11-21T23:59:00", vi: "Hôm qua", en: "Yesterday", why: "one minute before midnight is yesterday" },
  { at: "2026-11-20T10:00:00", vi: "20/11", en: "20/11", why: "this year needs no year" },
  { at: "2026-01-01T00:00:00", vi: "01/01", en: "01/01", why: "first day of this year" },
  { at: "2025-12-31T23:59:00", vi: "31/12/2025", en: "31/12/2025", why: "last year names its year" },
  { at: "2026-11-23T08:00:00", vi: "23/11", en: "23/11", why: "a clock ahead of ours is not hidden as today" },
];

test("a list row tells the time the short way", () => {
  for (const row of listTimes) {
    assert.equal(vi.listTime(at(row.at), now), row.vi, row.why);
    assert.equal(en.listTime(at(row.at), now), row.en, row.why);
  }
});

test("the reader tells the whole time in office style", () => {
  assert.equal(vi.full(at("2026-11-22T10:00:00")), "10:00, Chủ nhật 22/11/2026");
  assert.equal(vi.full(at("2026-11-23T08:05:00")), "08:05, Thứ Hai 23/11/2026");
  assert.equal(en.full(at("2026-11-22T10:00:00")), "10:00, Sunday 22/11/2026");
});

test("the organization's zone counts, not the computer's", () => {
  const lateInLondon = new Date("2026-11-21T18:30:00Z");
  assert.equal(vi.clock(lateInLondon), "01:30");
  assert.equal(makeFormats("vi", "Europe/London").clock(lateInLondon), "18:30");
  assert.equal(daysBetween(now, lateInLondon, "Asia/Ho_Chi_Minh"), 0);
  assert.equal(daysBetween(now, lateInLondon, "Europe/London"), -1);
});

test("a deadline is told by today, tomorrow or its date", () => {
  assert.equal(vi.deadline(at("2026-11-22T15:00:00"), now), "15:00 hôm nay");
  assert.equal(vi.deadline(at("2026-11-23T09:00:00"), now), "09:00 ngày mai");
  assert.equal(vi.deadline(at("2026-11-24T09:00:00"), now), "09:00 ngày 24/11/2026");
  assert.equal(vi.deadline(at("2026-11-21T09:00:00"), now), "09:00 ngày 21/11/2026");
  assert.equal(en.deadline(at("2026-11-22T15:00:00"), now), "15:00 today");
});

const spans = [
  { ms: 0, vi: "1 phút", en: "1 minute", why: "never «0 phút»" },
  { ms: 59 * 60_000, vi: "59 phút", en: "59 minutes", why: "below an hour" },
  { ms: 60 * 60_000, vi: "1 giờ", en: "1 hour", why: "a whole hour has no minutes" },
  { ms: 252 * 60_000, vi: "4 giờ 12 phút", en: "4 hours 12 minutes", why: "hours and minutes" },
  { ms: 24 * 3_600_000, vi: "1 ngày", en: "1 day", why: "a whole day" },
  { ms: 51 * 3_600_000, vi: "2 ngày 3 giờ", en: "2 days 3 hours", why: "past a day minutes do not matter" },
  { ms: -90 * 60_000, vi: "1 giờ 30 phút", en: "1 hour 30 minutes", why: "the size of the span, either side" },
];

test("a span is told in words", () => {
  for (const row of spans) {
    assert.equal(vi.span(row.ms), row.vi, row.why);
    assert.equal(en.span(row.ms), row.en, row.why);
  }
});

const sizes = [
  { octets: 0, vi: "0 B", en: "0 B", why: "empty file" },
  { octets: 1023, vi: "1.023 B", en: "1,023 B", why: "below a kilobyte" },
  { octets: 1024, vi: "1 KB", en: "1 KB", why: "at a kilobyte" },
  { octets: 48_211, vi: "47 KB", en: "47 KB", why: "kilobytes without decimals" },
  { octets: 1_023_999, vi: "1.000 KB", en: "1,000 KB", why: "last size told in kilobytes" },
  { octets: 1_258_291, vi: "1,2 MB", en: "1.2 MB", why: "one decimal, comma in Vietnamese" },
  { octets: 25 * 1024 * 1024, vi: "25 MB", en: "25 MB", why: "a round size needs no decimal" },
  { octets: 5 * 1024 ** 3, vi: "5 GB", en: "5 GB", why: "a quota" },
];

test("sizes use the language's decimal sign", () => {
  for (const row of sizes) {
    assert.equal(vi.size(row.octets), row.vi, row.why);
    assert.equal(en.size(row.octets), row.en, row.why);
  }
});

test("counts are grouped", () => {
  assert.equal(vi.count(100_000), "100.000");
  assert.equal(en.count(100_000), "100,000");
  assert.equal(vi.count(12), "12");
});

test("a wall clock of the zone and its instant are each other's way back", () => {
  assert.equal(instantOf("2026-11-22T15:00", "Asia/Ho_Chi_Minh")?.toISOString(), "2026-11-22T08:00:00.000Z");
  assert.equal(wallClockOf(new Date("2026-11-22T08:00:00Z"), "Asia/Ho_Chi_Minh"), "2026-11-22T15:00");
  assert.equal(wallClockOf(new Date("2026-12-31T18:30:00Z"), "Asia/Ho_Chi_Minh"), "2027-01-01T01:30");
  for (const bad of ["", "2026-13-01T00:00", "mai"]) assert.equal(instantOf(bad, "Asia/Ho_Chi_Minh"), null, bad);
});
