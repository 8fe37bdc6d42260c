import assert from "node:assert/strict";
import { test } from "node:test";
import { fold } from "./fold.ts";

const table: readonly [text: string, folded: string, why: string][] = [
  ["Đường Nguyễn Huệ", "duong nguyen hue", "marks and đ"],
  ["hoà", "hoa", "new tone placement"],
  ["hòa", "hoa", "old tone placement"],
  ["hòa".normalize("NFD"), "hoa", "decomposed"],
  ["Ðức", "duc", "U+00D0, as many old documents type Đ"],
  ["Ɖức", "duc", "U+0189"],
  ["ỦY BAN", "uy ban", "upper case with two marks"],
  ["123/CV-BNV", "123/cv-bnv", "numbers and signs stay"],
  ["a\u00a0b", "a b", "a no-break space is a space"],
  ["😀 thư", "😀 thu", "beyond the BMP untouched"],
  ["", "", "nothing"],
];

for (const [text, folded, why] of table) test(`folding: ${why}`, () => assert.equal(fold(text), folded));

test("all 134 Vietnamese letters fold to plain ones", () => {
  const vowels = "aăâeêioôơuưy";
  const tones = ["", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"];
  for (const vowel of vowels) {
    for (const tone of tones) {
      for (const letter of [`${vowel}${tone}`.normalize("NFC"), `${vowel}${tone}`.normalize("NFD")]) {
        assert.match(fold(letter), /^[aeiouy]$/);
        assert.equal(fold(letter.toUpperCase()), fold(letter));
      }
    }
  }
});
