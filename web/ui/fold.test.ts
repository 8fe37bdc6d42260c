import assert from "node:assert/strict";
import { test } from "node:test";
import { fold, highlight, matches } from "./fold.ts";

test("folding drops marks and case, and makes đ a d", () => {
  const rows = [
    ["Đường Nguyễn Huệ", "duong nguyen hue", "all marks and đ"],
    ["Hoả tốc", "hoa toc", "new tone placement"],
    ["Hỏa tốc", "hoa toc", "old tone placement"],
    ["Ước".normalize("NFD"), "uoc", "decomposed input"],
    ["CV-12/BNV", "cv-12/bnv", "signs stay"],
    ["", "", "nothing"],
  ] as const;
  for (const [text, folded, why] of rows) assert.equal(fold(text), folded, why);
});

const shown = (text: string, ...words: string[]): string =>
  highlight(text, words)
    .map(({ text: part, hit }) => (hit ? `[${part}]` : part))
    .join("");

test("a match typed without diacritics is shown in the original text", () => {
  assert.equal(shown("Báo cáo kết quả", "bao", "cao"), "[Báo] [cáo] kết quả");
  assert.equal(shown("V/v Đề án 06", "de an"), "V/v [Đề án] 06");
  assert.equal(shown("Báo cáo".normalize("NFD"), "cao"), `Báo [cáo]`.normalize("NFD"));
});

test("only starts of words are marked, and nothing where nothing matches", () => {
  assert.equal(shown("Chuyển đổi số", "oi"), "Chuyển đổi số");
  assert.equal(shown("Văn bản", "an"), "Văn bản");
  assert.equal(shown("Văn bản", ""), "Văn bản");
  assert.equal(shown("", "a"), "");
});

test("overlapping words are marked once", () => {
  assert.equal(shown("báo cáo", "bao", "bao cao"), "[báo] cáo");
});

test("a name is found by word starts in any order or by initials", () => {
  const found = ["huong do", "do thi", "dth", "Hường", ""];
  for (const typed of found) assert.equal(matches("Đỗ Thị Hường", typed), true, typed);
  for (const typed of ["uong", "hdt", "huong x"]) assert.equal(matches("Đỗ Thị Hường", typed), false, typed);
});
