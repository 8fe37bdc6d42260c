// Content-Transfer-Encodings of RFC 2045 §6, both ways: 7bit, 8bit, binary, quoted-printable, base64.
// Decoders never throw and are linear: what a standard decoder must ignore is ignored, what is damaged stays visible.
// Left out: x-uuencode and other private encodings (their bodies are given as they stand).
import { type DecodedText, decodeBody } from "./charset.ts";
import { cr, dash, equals, hexValue, isWsp, lf } from "./octets.ts";
import type { Part } from "./part.ts";

const underscore = 0x5f;
const pad = 64;
const junk = 65;
const sextets = buildSextets();

function buildSextets(): Uint8Array {
  const table = new Uint8Array(256).fill(junk);
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  for (let i = 0; i < 64; i++) table[alphabet.charCodeAt(i)] = i;
  table[equals] = pad;
  return table;
}

/**
 * RFC 2045 §6.8: octets outside the alphabet are skipped; padding that completes a group ends the data; a `=` where no
 * padding can stand is skipped like junk.
 */
export function decodeBase64(bytes: Buffer): Buffer {
  return isPlainBase64(bytes) ? Buffer.from(bytes.toString("latin1"), "base64") : decodeDamagedBase64(bytes);
}

/** Node's decoder stops at the first `=` and takes `-` and `_` for sextets: right only where neither can happen. */
function isPlainBase64(bytes: Buffer): boolean {
  if (bytes.includes(dash) || bytes.includes(underscore)) return false;
  const firstPad = bytes.indexOf(equals);
  if (firstPad === -1) return true;
  if (bytes.length - firstPad > 64) return false;
  for (let i = firstPad; i < bytes.length; i++) {
    const octet = bytes[i];
    if (octet !== equals && octet !== cr && octet !== lf && !isWsp(octet)) return false;
  }
  return true;
}

function decodeDamagedBase64(bytes: Buffer): Buffer {
  const out = Buffer.allocUnsafe(Math.ceil((bytes.length * 3) / 4));
  let length = 0;
  let group = 0;
  let count = 0;
  let pads = 0;
  for (let i = 0; i < bytes.length; i++) {
    const value = sextets[bytes[i] as number] as number;
    if (value < 64) {
      pads = 0;
      group = (group << 6) | value;
      if (++count < 4) continue;
      out[length++] = group >> 16;
      out[length++] = group >> 8;
      out[length++] = group;
      group = 0;
      count = 0;
    } else if (value === pad && count >= 2 && count + ++pads === 4) break;
  }
  if (count >= 2) out[length++] = count === 2 ? group >> 4 : group >> 10;
  if (count === 3) out[length++] = group >> 2;
  return out.subarray(0, length);
}

/** RFC 2045 §6.7. A `=` that starts no valid escape stays as it is. */
export function decodeQuotedPrintable(bytes: Buffer): Buffer {
  const out = Buffer.allocUnsafe(bytes.length);
  let length = 0;
  let solid = 0; // length without trailing white space of the line, which transports may have added (rule 3)
  for (let i = 0; i < bytes.length; ) {
    const octet = bytes[i] as number;
    if (octet !== equals) {
      if (octet === lf || (octet === cr && bytes[i + 1] === lf)) length = solid;
      out[length++] = octet;
      if (!isWsp(octet)) solid = length;
      i++;
      continue;
    }
    const next = afterSoftBreak(bytes, i + 1);
    const value = (hexValue(bytes[i + 1]) << 4) | hexValue(bytes[i + 2]);
    if (next !== -1) i = next;
    else if (value >= 0) {
      out[length++] = value;
      i += 3;
    } else {
      out[length++] = octet;
      i++;
    }
    solid = length;
  }
  return out.subarray(0, solid);
}

/** Position after the soft line break whose `=` stands before `from`; -1 when there is none. */
function afterSoftBreak(bytes: Buffer, from: number): number {
  let i = from;
  while (isWsp(bytes[i])) i++; // white space added in transport
  if (i >= bytes.length) return bytes.length;
  if (bytes[i] === lf) return i + 1;
  return bytes[i] === cr && bytes[i + 1] === lf ? i + 2 : -1;
}

/** The Q encoding of RFC 2047 §4.2. */
export function decodeQ(payload: Buffer): Buffer {
  const out = Buffer.allocUnsafe(payload.length);
  let length = 0;
  for (let i = 0; i < payload.length; i++) {
    const octet = payload[i] as number;
    const value = octet === equals ? (hexValue(payload[i + 1]) << 4) | hexValue(payload[i + 2]) : -1;
    if (value >= 0) {
      out[length++] = value;
      i += 2;
    } else out[length++] = octet === underscore ? 0x20 : octet;
  }
  return out.subarray(0, length);
}

const columns = 76;

/** base64 in lines of 76 columns with CRLF (RFC 2045 §6.8), the last line ended too. */
export function encodeBase64(bytes: Buffer): Buffer {
  const text = Buffer.from(bytes.toString("base64"), "latin1"); // known ASCII
  const lines = Math.ceil(text.length / columns);
  const out = Buffer.allocUnsafe(text.length + lines * 2);
  let at = 0;
  for (let from = 0; from < text.length; from += columns) {
    at += text.copy(out, at, from, Math.min(from + columns, text.length));
    out[at++] = cr;
    out[at++] = lf;
  }
  return out;
}

const hexDigits = Buffer.from("0123456789ABCDEF");

/** Quoted-printable of text whose line ends are CRLF (RFC 2045 §6.7): lines of at most 76 columns, soft breaks included. */
export function encodeQuotedPrintable(bytes: Buffer): Buffer {
  const out = Buffer.allocUnsafe(bytes.length * 3 + Math.ceil((bytes.length * 3) / (columns - 3)) * 3 + 3);
  let length = 0;
  let column = 0;
  for (let i = 0; i < bytes.length; i++) {
    const octet = bytes[i] as number;
    if (octet === cr && bytes[i + 1] === lf) {
      out[length++] = cr;
      out[length++] = lf;
      i++;
      column = 0;
      continue;
    }
    let literal = isQpLiteral(bytes, i, column);
    if (column + (literal ? 1 : 3) > columns - 1) {
      out[length++] = equals;
      out[length++] = cr;
      out[length++] = lf;
      column = 0;
      literal = isQpLiteral(bytes, i, column);
    }
    if (literal) {
      out[length++] = octet;
      column++;
    } else {
      out[length++] = equals;
      out[length++] = hexDigits[octet >> 4] as number;
      out[length++] = hexDigits[octet & 15] as number;
      column += 3;
    }
  }
  return out.subarray(0, length);
}

/** Dots and "From " that begin a line are escaped too: both get changed on the way by old transports (RFC 2049 §3). */
function isQpLiteral(bytes: Buffer, i: number, column: number): boolean {
  const octet = bytes[i] as number;
  if (isWsp(octet)) return i + 1 < bytes.length && bytes[i + 1] !== cr && bytes[i + 1] !== lf;
  if (octet < 0x21 || octet > 0x7e || octet === equals) return false;
  return !(column === 0 && (octet === 0x2e || octet === 0x46));
}

/** The body of a leaf with its transfer encoding undone; without copying where there is none. */
export function decodedBytes(bytes: Buffer, part: Part): Buffer {
  return decodeTransfer(bytes.subarray(part.bodyStart, part.end), part.encoding);
}

export function decodeTransfer(body: Buffer, encoding: string): Buffer {
  if (encoding === "base64") return decodeBase64(body);
  if (encoding === "quoted-printable") return decodeQuotedPrintable(body);
  return body;
}

/** The body of a text leaf as text, by its charset; damaged octets are U+FFFD. Line ends stay as sent. */
export const decodedText = (bytes: Buffer, part: Part): string => readText(bytes, part).text;

/** As `decodedText`, and whether the charset was unknown or violated (RFC 8621 §4.1.4). */
export const readText = (bytes: Buffer, part: Part): DecodedText =>
  decodeBody(decodedBytes(bytes, part), part.parameters.get("charset"));
