// Text folding for comparing and searching Vietnamese: lower case, without diacritics, đ to d. Never for display.
// SQLite's unicode61 leaves đ alone, and official names mix U+00D0 "Ð" with U+0110 "Đ", so folding is ours.
// Both tone placements (hoà, hòa), NFC and NFD fold to the same letters because every mark is dropped.

/** Letters that NFKD leaves whole. Đ đ, Icelandic Ð ð and African Ɖ ɖ all stand for d in old documents. */
const single: Record<string, string> = { đ: "d", ð: "d", ɖ: "d", ł: "l", ø: "o", æ: "ae", œ: "oe", ß: "ss", ı: "i" };

/** What each BMP code unit folds to, found when first met: "" for marks that vanish. */
const table = new Array<string | undefined>(0x10000);

function foldUnit(unit: number): string {
  if (unit < 0x80) return String.fromCharCode(unit).toLowerCase();
  if (unit >= 0xd800 && unit <= 0xdfff) return String.fromCharCode(unit);
  const lower = String.fromCharCode(unit).toLowerCase();
  const base = lower
    .normalize("NFKD")
    .replace(/\p{Mn}/gu, "")
    .toLowerCase();
  return [...base].map((letter) => single[letter] ?? letter).join("");
}

/** Text as search and comparison see it: `"Đường Nguyễn Huệ"` → `"duong nguyen hue"`. White space is kept as it is. */
export function fold(text: string): string {
  let out = "";
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    table[unit] ??= foldUnit(unit);
    out += table[unit];
  }
  return out;
}
