// The code of an agency as addresses use it: the first letters of its name, "skhcn" for Sở Khoa học và Công nghệ. Words
// already written as an abbreviation keep their letters: Sở KH&CN gives the same. An operator's own code wins over this.
import { CongvuError } from "#base/errors.ts";
import { fold } from "#base/fold.ts";

/** What a code may look like: a label of a domain, beginning with a letter. */
const code = /^[a-z][a-z0-9]{0,31}$/;

export const isUnitCode = (text: string): boolean => code.test(text);

/** `silent` words leave no letter. Throws `invalid` for a name that leaves none at all. */
export function unitCode(name: string, silent: readonly string[]): string {
  const words = name
    .normalize("NFC")
    .split(/[^\p{L}\p{N}\p{M}]+/u)
    .filter((word) => word !== "" && !silent.includes(fold(word)));
  const shouting = words.length > 1 && !/\p{Ll}/u.test(name); // BAN DÂN TỘC: capitals say nothing here
  const made = words.map((word) => lettersOf(word, shouting)).join("");
  if (!isUnitCode(made)) throw new CongvuError("invalid", "agency code");
  return made;
}

/** `"Khoa"` → `"k"`; `"KHCN"` → `"khcn"`: two or more capitals and nothing else is an abbreviation. */
function lettersOf(word: string, shouting: boolean): string {
  const folded = fold(word).replace(/[^a-z0-9]/g, "");
  return !shouting && /^\p{Lu}{2,}$/u.test(word) ? folded : folded.slice(0, 1);
}
