// Names and titles as they are shown: kept as given, except for what a reader cannot see. Nothing is "corrected".
import { CongvuError } from "#base/errors.ts";
import { nameLimit } from "./naming/fold-name.ts";

/** Controls, and the marks that turn the reading direction: they could make one name look like another. */
const hostile = /[\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFFF9-\uFFFB]/u;
const invisible = /[\u200B-\u200D\u2060\uFEFF]/g;

/** NFC, one space between words; throws `invalid` for nothing to see, too long, or a character that deceives. */
export function displayText(text: string, limit: number = nameLimit): string {
  const tidy = text
    .normalize("NFC")
    .replace(invisible, "")
    .replace(/[^\S\p{Cc}]+/gu, " ")
    .trim();
  if (tidy === "" || tidy.length > limit || hostile.test(tidy) || !tidy.isWellFormed()) {
    throw new CongvuError("invalid", "name or title");
  }
  return tidy;
}

/** Nothing or white space alone is "none". */
export const optionalText = (text: string | null | undefined, limit: number): string | null =>
  text === null || text === undefined || text.trim() === "" ? null : displayText(text, limit);
