import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { expectDate, isoDay, takeDateTime, ZoneCalendar } from "./dates.ts";
import { BadCommand, Cursor } from "./syntax.ts";

const cursorOf = (text: string) => new Cursor({ parts: [Buffer.from(text)], argumentsAt: 0 });

describe("INTERNALDATE", () => {
  const hanoi = new ZoneCalendar("Asia/Ho_Chi_Minh");
  const table = [
    { utc: "2026-11-22T22:44:51Z", text: "23-Nov-2026 05:44:51 +0700" },
    { utc: "2026-01-01T16:59:59Z", text: " 1-Jan-2026 23:59:59 +0700" },
    { utc: "2026-01-01T17:00:00Z", text: " 2-Jan-2026 00:00:00 +0700" },
    { utc: "1970-01-01T00:00:00Z", text: " 1-Jan-1970 08:00:00 +0800" },
    { utc: "1975-06-12T15:59:59Z", text: "12-Jun-1975 23:59:59 +0800" },
    { utc: "1975-06-12T16:00:00Z", text: "12-Jun-1975 23:00:00 +0700" },
    { utc: "0099-12-31T00:00:00Z", text: "31-Dec-0099 07:06:30 +0706" },
  ];
  for (const { utc, text } of table) it(`${utc} is ${text}`, () => assert.equal(hanoi.dateTime(Date.parse(utc)), text));
  it("gives the same in any order", () => {
    for (const { utc, text } of [...table].reverse()) assert.equal(hanoi.dateTime(Date.parse(utc)), text);
  });

  const berlin = new ZoneCalendar("Europe/Berlin");
  for (const [utc, text] of [
    ["2026-03-29T00:59:59Z", "29-Mar-2026 01:59:59 +0100"],
    ["2026-03-29T01:00:00Z", "29-Mar-2026 03:00:00 +0200"],
    ["2026-10-25T00:59:59Z", "25-Oct-2026 02:59:59 +0200"],
    ["2026-10-25T01:00:00Z", "25-Oct-2026 02:00:00 +0100"],
  ] as const) {
    it(`follows summer time: ${utc}`, () => assert.equal(berlin.dateTime(Date.parse(utc)), text));
  }
  it("writes offsets west of Greenwich", () => {
    assert.equal(
      new ZoneCalendar("America/St_Johns").dateTime(Date.parse("2026-01-01T12:00:00Z")),
      " 1-Jan-2026 08:30:00 -0330",
    );
  });
  it("knows where a day begins", () => {
    assert.equal(hanoi.startOfDay({ year: 2026, month: 11, day: 23 }), Date.parse("2026-11-22T17:00:00Z"));
    assert.equal(hanoi.startOfDay({ year: 2026, month: 12, day: 31 }, 1), Date.parse("2026-12-31T17:00:00Z"));
  });
});

describe("dates in commands", () => {
  for (const [text, day] of [
    ["1-Feb-1994", "1994-02-01"],
    ['"01-feb-1994"', "1994-02-01"],
    ["29-Feb-2024", "2024-02-29"],
    ["31-Dec-9999", "9999-12-31"],
  ] as const) {
    it(`reads ${text}`, () => assert.equal(isoDay(expectDate(cursorOf(text))), day));
  }
  for (const text of [
    "29-Feb-2023",
    "32-Jan-2024",
    "0-Jan-2024",
    "1-Foo-2024",
    "1-Jan-24",
    "1-Jan-0000",
    "1 Jan 2024",
    '"x"',
    "",
  ]) {
    it(`refuses ${JSON.stringify(text)}`, () => assert.throws(() => expectDate(cursorOf(text)), BadCommand));
  }
  for (const [text, utc] of [
    ['" 1-Jan-2026 00:00:00 +0700"', "2025-12-31T17:00:00Z"],
    ['"17-Jul-1996 02:44:25 -0730"', "1996-07-17T10:14:25Z"],
  ] as const) {
    it(`reads ${text}`, () => assert.equal(takeDateTime(cursorOf(text)), Date.parse(utc)));
  }
  for (const text of ['"1-Jan-2026 00:00:00 +0700"', '" 1-Jan-2026 24:00:00 +0700"', '" 1-Jan-2026 00:00:00"', '""']) {
    it(`refuses ${text}`, () => assert.throws(() => takeDateTime(cursorOf(text)), BadCommand));
  }
  it("declines where no quotation begins", () => assert.equal(takeDateTime(cursorOf("{3}")), null));
});
