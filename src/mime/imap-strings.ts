// Header text as IMAP strings that any client takes: quoted, ASCII only, no controls (RFC 9051 §4.3, §9).
// Text beyond ASCII is sent as encoded-words, which is what clients expect inside ENVELOPE and BODYSTRUCTURE.
import { limits } from "#base/limits.ts";
import { cleanText, cutText, decodeEncodedWords, encodeWords } from "./encoded-words.ts";

/** A quoted string, or NIL for null. Of text past limits.imapStringChars the beginning. */
export function imapString(text: string | null): string {
  if (text === null) return "NIL";
  const short = text.length <= limits.imapStringChars ? text : cutText(text, limits.imapStringChars);
  if (!/[^\u0020-\u007e]/.test(short)) return quoted(short);
  const clean = cleanText(short);
  return quoted(/[^\u0020-\u007e]/.test(clean) ? encodeWords(decodeEncodedWords(clean), " ") : clean);
}

const quoted = (ascii: string): string =>
  ascii.includes('"') || ascii.includes("\\") ? `"${ascii.replace(/["\\]/g, "\\$&")}"` : `"${ascii}"`;
