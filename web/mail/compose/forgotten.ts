// Whether a letter speaks of an attachment. Only the writer's own words are looked at, never the quote (C30).
import { fold } from "../../ui/fold.ts";

const phrases = [
  "dinh kem",
  "gui kem",
  "kem theo",
  "phu luc",
  "tep tin",
  "tap tin",
  "file",
  "attached",
  "attachment",
  "enclosed",
];

/** `text`: the subject and the writer's own body as plain text. */
export function speaksOfAttachment(text: string): boolean {
  const spaced = ` ${fold(text).replaceAll(/[^\p{L}\p{N}]+/gu, " ")} `;
  return phrases.some((phrase) => spaced.includes(` ${phrase} `));
}
