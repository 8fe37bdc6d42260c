import assert from "node:assert/strict";
import { test } from "node:test";
import { parseSearch } from "./search-query.ts";

const rows = [
  { typed: "bao cao", conditions: [{ text: "bao" }, { text: "cao" }], why: "word by word, any order" },
  { typed: '"báo cáo quý"', conditions: [{ text: "báo cáo quý" }], why: "a phrase" },
  { typed: "tu:hoa", conditions: [{ from: "hoa" }], why: "sender" },
  { typed: "từ:Hoa", conditions: [{ from: "Hoa" }], why: "marks are read without diacritics too" },
  { typed: 'den:"so noi vu" td:hop', conditions: [{ to: "so noi vu" }, { subject: "hop" }], why: "phrase in a mark" },
  { typed: "tep:cv", conditions: [{ attachmentName: "cv" }], why: "attachment's name" },
  { typed: "truoc:22/11/2026", conditions: [{ before: "2026-11-21T17:00:00.000Z" }], why: "midnight in Vietnam" },
  { typed: "sau:1/1/2026", conditions: [{ after: "2025-12-31T17:00:00.000Z" }], why: "one digit days" },
  { typed: "khan:", conditions: [{ isUrgent: true }], why: "urgent letters" },
  { typed: "khẩn: bão", conditions: [{ isUrgent: true }, { text: "bão" }], why: "urgent, then a word" },
  { typed: "truoc:32/13/2026", conditions: [{ text: "truoc:32/13/2026" }], why: "no such day: plain text" },
  { typed: "https://a.vn", conditions: [{ text: "https://a.vn" }], why: "a colon is not always a mark" },
  { typed: "10:30", conditions: [{ text: "10:30" }], why: "a clock" },
  { typed: "  ", conditions: [], why: "nothing typed" },
  { typed: '"', conditions: [], why: "a lone quote" },
];

test("what is typed becomes conditions", () => {
  for (const { typed, conditions, why } of rows) assert.deepEqual(parseSearch(typed).conditions, conditions, why);
});

test("at most sixteen conditions are made of a pasted page", () => {
  assert.equal(parseSearch("a ".repeat(16)).conditions.length, 16);
  assert.equal(parseSearch("a ".repeat(17)).conditions.length, 16);
});

test("words to mark are folded, dates are not among them", () => {
  assert.deepEqual(parseSearch("Báo tu:Hoa truoc:22/11/2026").words, ["bao", "hoa"]);
});
