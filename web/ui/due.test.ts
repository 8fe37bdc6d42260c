import assert from "node:assert/strict";
import { test } from "node:test";
import { makeFormats } from "../i18n/format.ts";
import { makeTranslate } from "../i18n/text.ts";
import vi from "../i18n/vi.json" with { type: "json" };
import { dueOf } from "./due.ts";

const tools = { t: makeTranslate(vi, "vi"), formats: makeFormats("vi") };
const now = new Date("2026-11-22T10:48:00+07:00");

const rows = [
  { at: "2026-11-22T15:00", short: "Trả lời trước 15:00 hôm nay", left: "còn 4 giờ 12 phút", overdue: false },
  { at: "2026-11-23T09:00", short: "Trả lời trước 09:00 ngày mai", left: "còn 22 giờ 12 phút", overdue: false },
  { at: "2026-11-24T09:00", short: "Hạn trả lời 24/11", left: "còn 1 ngày 22 giờ", overdue: false },
  { at: "2026-11-22T10:47", short: "Quá hạn 10:47 hôm nay", left: "quá 1 phút", overdue: true },
  { at: "2026-11-21T09:00", short: "Quá hạn hôm qua", left: "quá 1 ngày 1 giờ", overdue: true },
  { at: "2026-11-20T09:00", short: "Quá hạn 20/11", left: "quá 2 ngày 1 giờ", overdue: true },
];

test("a deadline reads as people say it, near ones with their hour", () => {
  for (const { at, short, left, overdue } of rows) {
    const due = dueOf(`${at}:00+07:00`, now, tools);
    assert.deepEqual([due?.short, due?.left, due?.overdue], [short, left, overdue], at);
  }
});

test("a deadline that is none is not shown", () => {
  for (const text of ["", "mai", "2026-13-45"]) assert.equal(dueOf(text, now, tools), null, text);
});
