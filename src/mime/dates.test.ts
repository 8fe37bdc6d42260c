import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { formatRfc3339, formatRfc5322, parseDate, parseRfc3339 } from "./dates.ts";

const read = (value: string): string | null => {
  const date = parseDate(value);
  return date === null ? null : formatRfc3339(date);
};

const dates: readonly [value: string, rfc3339: string | null, why: string][] = [
  ["Mon, 05 Jan 2026 07:30:00 +0700", "2026-01-05T07:30:00+07:00", "RFC 5322"],
  ["5 Jan 2026 07:30 +0700", "2026-01-05T07:30:00+07:00", "without day of the week and seconds"],
  ["Wed, 17 Jul 1996 02:23:25 -0700 (PDT)", "1996-07-17T02:23:25-07:00", "a comment"],
  ["(x) Mon , 05  Jan\t2026 07:30:00 +0000", "2026-01-05T07:30:00Z", "white space and comments anywhere"],
  ["05 JANUARY 2026 07:30:00 GMT", "2026-01-05T07:30:00Z", "a long month, a named zone"],
  ["05 Jan 26 07:30:00 EST", "2026-01-05T07:30:00-05:00", "two digits of a year, RFC 5322 §4.3"],
  ["05 Jan 99 07:30:00 PDT", "1999-01-05T07:30:00-07:00", "before 2000"],
  ["05 Jan 126 07:30:00 Z", "2026-01-05T07:30:00Z", "three digits, from a year 2000 fault"],
  ["05 Jan 2026 07:30:00 ICT", "2026-01-05T07:30:00Z", "an unknown zone is UTC (RFC 5322 §4.3)"],
  ["05 Jan 2026 07:30:00", "2026-01-05T07:30:00Z", "so is none"],
  ["29 Feb 2024 00:00:00 +0530", "2024-02-29T00:00:00+05:30", "a leap day"],
  ["31 Dec 2016 23:59:60 +0000", "2016-12-31T23:59:59Z", "a leap second shows as the one before"],
  ["05 Jan 0001 00:00:00 +0000", "0001-01-05T00:00:00Z", "the year 1 is not 1901"],
  ["29 Feb 2026 00:00:00 +0000", null, "no leap year"],
  ["31 Apr 2026 00:00:00 +0000", null, "30 days"],
  ["00 Jan 2026 00:00:00 +0000", null, "no day 0"],
  ["05 Foo 2026 00:00:00 +0000", null, "no month"],
  ["05 Jan 2026 24:00:00 +0000", null, "no hour 24"],
  ["05 Jan 2026 23:60:00 +0000", null, "no minute 60"],
  ["05 Jan 2026 00:00:00 +2400", null, "no zone that far"],
  ["05 Jan 2026 00:00:00 +0760", null, "60 minutes of a zone"],
  ["05 Jan 99999 00:00:00 +0000", null, "B20 a year of five digits"],
  ["2026-01-05T07:30:00Z", null, "another format"],
  ["Mon", null, "half of one"],
  ["", null, "nothing"],
  ["(".repeat(10_000), null, "comments that never close"],
];

describe("parseDate", () => {
  for (const [value, rfc3339, why] of dates) {
    it(`${why}: ${value.slice(0, 40)}`, () => assert.equal(read(value), rfc3339));
  }

  it("reads back what is written", () => {
    const written = fc.record({
      epochMs: fc.integer({ min: Date.UTC(1971, 0), max: Date.UTC(9998, 0) }).map((ms) => ms - (ms % 1000)),
      offsetMinutes: fc.integer({ min: -23 * 60, max: 23 * 60 }),
    });
    fc.assert(
      fc.property(written, (date) => {
        const { epochMs, offsetMinutes } = date;
        assert.deepEqual(parseDate(formatRfc5322(date)), { epochMs, offsetMinutes });
        assert.deepEqual(parseRfc3339(formatRfc3339(date)), { epochMs, offsetMinutes });
      }),
    );
  });
});

describe("parseRfc3339", () => {
  for (const [value, rfc3339] of [
    ["2026-01-05T07:30:00+07:00", "2026-01-05T07:30:00+07:00"],
    [" 2026-01-05t07:30:00.123z ", "2026-01-05T07:30:00Z"],
    ["2026-02-29T00:00:00Z", null],
    ["2026-01-05T07:30:00", null],
    ["2026-01-05 07:30:00Z", null],
    ["2026-01-05", null],
    ["2026-01-05T07:30:00+24:00", null],
    ["", null],
  ] as const) {
    it(`${JSON.stringify(value)} is ${rfc3339 ?? "none"}`, () => {
      const date = parseRfc3339(value);
      assert.equal(date === null ? null : formatRfc3339(date), rfc3339);
    });
  }
});
