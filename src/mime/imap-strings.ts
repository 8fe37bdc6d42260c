// Header text as IMAP strings that any client takes: quoted, ASCII only, no controls (RFC 9051 §4.3, §9).
// Text beyond ASCII is sent as encoded-words, which is what clients expect inside ENVELOPE and BODYSTRUCTURE.
import { cleanText, decodeEncodedWords, encodeWords } from "./encoded-words.ts";

/** A quoted string, or NIL for null. */
export function imapString(text: string | null): string {
  if (text === null) return "NIL";
  if (!/[^\u0020-\u007e]/.test(text)) return quoted(text);
  const clean = cleanText(text);
  return quoted(/[^\u0020-\u007e]/.test(clean) ? encodeWords(decodeEncodedWords(clean), " ") : clean);
}

const quoted = (ascii: string): string =>
  ascii.includes('"') || ascii.includes("\\") ? `"${ascii.replace(/["\\]/g, "\\$&")}"` : `"${ascii}"`;
