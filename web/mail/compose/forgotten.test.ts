import assert from "node:assert/strict";
import { test } from "node:test";
import { speaksOfAttachment } from "./forgotten.ts";

test("C30 words that promise an attachment are noticed", () => {
  for (const text of [
    "Xin gửi kèm báo cáo.",
    "(đính kèm: biểu mẫu)",
    "Kèm theo công văn này là phụ lục I",
    "dinh kem file",
    "Theo Phụ lục\nsố 2",
    "Please see the attached form",
  ])
    assert.equal(speaksOfAttachment(text), true, text);
});

test("ordinary words raise no alarm", () => {
  for (const text of ["Kính gửi các đồng chí", "hồ sơ profile", "kèm cặp", "gửi kẹo", "", "tailfiles"])
    assert.equal(speaksOfAttachment(text), false, text);
});
