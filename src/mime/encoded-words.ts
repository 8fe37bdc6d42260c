// Encoded-words of RFC 2047 (with the language suffix of RFC 2231 §5), both ways. Decoding joins adjacent words before
// the charset is applied, because many senders cut inside a letter, and turns controls into U+FFFD, because a NUL or a
// line end from inside a word has been used to forge sender names. Nothing decoded here is ever an address.
import { decodeCharset } from "./charset.ts";
import { decodeBase64, decodeQ } from "./transfer-encoding.ts";

interface Word {
  readonly charset: string;
  readonly bytes: Buffer;
  readonly end: number;
}

/** Text as a person reads it: encoded-words decoded, controls replaced. Linear in the length. */
export function decodeEncodedWords(text: string): string {
  if (!text.includes("=?")) return cleanText(text);
  let out = "";
  let plainFrom = 0;
  let charset = "";
  let pending: Buffer[] = [];
  const flush = (): void => {
    if (pending.length > 0)
      out += decodeCharset(pending.length === 1 ? (pending[0] as Buffer) : Buffer.concat(pending), charset);
    pending = [];
  };
  for (let at = text.indexOf("=?"); at !== -1; at = text.indexOf("=?", at)) {
    const word = readWord(text, at);
    if (word === "none-left") break;
    if (word === null) {
      at += 2;
      continue;
    }
    const between = text.slice(plainFrom, at);
    const adjacent = pending.length > 0 && /^[ \t\r\n]*$/.test(between); // RFC 2047 §6.2
    if (!adjacent || charset !== word.charset) flush();
    if (!adjacent) out += between;
    charset = word.charset;
    pending.push(word.bytes);
    at = word.end;
    plainFrom = word.end;
  }
  flush();
  return cleanText(out + text.slice(plainFrom));
}

/** The encoded-word at `at`, null when it is none, "none-left" when no later one can be complete either. */
function readWord(text: string, at: number): Word | null | "none-left" {
  const charsetEnd = text.indexOf("?", at + 2);
  if (charsetEnd === -1) return "none-left";
  const encoding = text.charCodeAt(charsetEnd + 1) | 0x20;
  const isBase64 = encoding === 0x62;
  if ((!isBase64 && encoding !== 0x71) || text[charsetEnd + 2] !== "?") return null;
  const charset = text.slice(at + 2, charsetEnd);
  if (!/^[\w!#$%&'*+.:^`{|}~-]{1,60}$/.test(charset)) return null;
  const payloadEnd = text.indexOf("?=", charsetEnd + 3);
  if (payloadEnd === -1) return "none-left";
  // RFC 2047 §2 forbids spaces inside; senders that put them there mean spaces.
  const payload = Buffer.from(text.slice(charsetEnd + 3, payloadEnd));
  const language = charset.indexOf("*");
  return {
    charset: (language === -1 ? charset : charset.slice(0, language)).toLowerCase(),
    bytes: isBase64 ? decodeBase64(payload) : decodeQ(payload),
    end: payloadEnd + 2,
  };
}

/** Controls (a folded tab aside) and line separators become U+FFFD, lone surrogates too. */
export function cleanText(text: string): string {
  if (!/[\u0000-\u001f\u007f-\u009f\u2028\u2029\ud800-\udfff]/.test(text)) return text;
  return text
    .replace(/\t/g, " ")
    .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, "\ufffd")
    .toWellFormed();
}

/** The first `most` code units, never half of a character. */
export function cutText(text: string, most: number): string {
  const cut = text.slice(0, most);
  return cut.isWellFormed() || !text.isWellFormed() ? cut : cut.slice(0, -1);
}

const wordOverhead = "=?UTF-8?B??=".length;
const wordLength = 75; // RFC 2047 §2

/**
 * `text` as encoded-words, each at most 75 characters and holding whole characters only (RFC 2047 §5), parted by
 * `separator`. `firstRoom` = columns left on the first line.
 */
export function encodeWords(text: string, separator = "\r\n ", firstRoom = wordLength): string {
  const encode = prefersQ(text) ? qWord : bWord;
  const words: string[] = [];
  let chunk = "";
  let cost = 0;
  let room = Math.min(firstRoom, wordLength) - wordOverhead;
  for (const letter of text.toWellFormed()) {
    const letterCost = encode === qWord ? qEncode(letter).length : Buffer.byteLength(letter);
    const next = cost + letterCost;
    const length = encode === qWord ? next : Math.ceil(next / 3) * 4;
    if (length > room && chunk !== "") {
      words.push(encode(chunk));
      chunk = "";
      cost = 0;
      room = wordLength - wordOverhead;
    }
    chunk += letter;
    cost += letterCost;
  }
  words.push(encode(chunk));
  return words.join(separator);
}

const bWord = (text: string): string => `=?UTF-8?B?${Buffer.from(text).toString("base64")}?=`;
const qWord = (text: string): string => `=?UTF-8?Q?${qEncode(text)}?=`;

/** Mostly ASCII stays readable in raw views. */
function prefersQ(text: string): boolean {
  let other = 0;
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0x7e) other++;
  return other * 8 < text.length;
}

/** The strictest of the three Q forms, legal inside a phrase (RFC 2047 §5 (3)). */
function qEncode(text: string): string {
  let out = "";
  for (const byte of Buffer.from(text)) {
    if (byte === 0x20) out += "_";
    else if (isPhraseSafe(byte)) out += String.fromCharCode(byte);
    else out += `=${byte.toString(16).toUpperCase().padStart(2, "0")}`;
  }
  return out;
}

function isPhraseSafe(byte: number): boolean {
  const letter = byte | 0x20;
  if (letter >= 0x61 && letter <= 0x7a) return byte < 0x80;
  return (
    (byte >= 0x30 && byte <= 0x39) || byte === 0x21 || byte === 0x2a || byte === 0x2b || byte === 0x2d || byte === 0x2f
  );
}
