import assert from "node:assert/strict";
import { test } from "node:test";
import { addWorkingDays, presets } from "./reply-by-presets.ts";

const clocks = (now: string, weekday: number): string =>
  presets(now, weekday)
    .map(({ wallClock }) => wallClock)
    .join(" ");

test("deadlines lie ahead and on working days", () => {
  assert.equal(
    clocks("2026-11-19T10:00", 4),
    "2026-11-19T11:00 2026-11-19T15:00 2026-11-20T09:00 2026-11-20T15:00 2026-11-23T16:00 2026-11-26T16:00",
  );
  assert.equal(
    clocks("2026-11-20T15:00", 5),
    "2026-11-23T09:00 2026-11-23T15:00 2026-11-24T16:00 2026-11-27T16:00",
    "at 15:00 sharp this afternoon is past",
  );
  assert.equal(clocks("2026-11-22T08:00", 0).startsWith("2026-11-23T09:00"), true, "Sunday offers Monday");
});

test("working days skip the weekend and cross months", () => {
  assert.equal(addWorkingDays("2026-11-27", 1), "2026-11-30");
  assert.equal(addWorkingDays("2026-11-28", 1), "2026-11-30");
  assert.equal(addWorkingDays("2026-12-31", 1), "2027-01-01");
});
