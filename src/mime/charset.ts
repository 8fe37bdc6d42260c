// Bytes of a declared charset to text. The platform's decoder first (WHATWG Encoding), then iconv-lite for the
// Vietnamese and DOS sets the platform lacks. UTF-7 is never decoded: it hides markup from every scanner. What cannot be
// decoded becomes U+FFFD; an unknown or missing label means UTF-8 when valid, else windows-1252.
// Left out: VNI-Win, VPS and VIQR (no table at hand), guessing by content beyond UTF-8 validity.
import { isUtf8 } from "node:buffer";
import iconv from "iconv-lite";

type Decode = (bytes: Uint8Array) => string;

export interface DecodedText {
  readonly text: string;
  /** The label was unknown, or some octets mean nothing in it (RFC 8621 §4.1.4, isEncodingProblem). */
  readonly problem: boolean;
}

/** Labels that iconv-lite would take for its own transports, or that are UTF-7. */
const refused = /^(?:utf|ucs|unicode|cesu|base64|hex|binary)/;

/** Labels seen in Vietnamese mail, by the name iconv-lite has for them. */
const aliases: ReadonlyMap<string, string> = new Map([
  ["tcvn", "tcvn"],
  ["tcvn3", "tcvn"],
  ["tcvn-5712", "tcvn"],
  ["tcvn5712", "tcvn"],
  ["tcvn5712-1", "tcvn"],
  ["x-viet-tcvn", "tcvn"],
  ["x-viet-tcvn3", "tcvn"],
  ["x-viet-tcvn5712", "tcvn"],
  ["x-viet-tcvn-5712", "tcvn"],
  ["viscii", "viscii"],
  ["csviscii", "viscii"],
  ["viscii1.1", "viscii"],
  ["viscii1.1-1", "viscii"],
  ["x-viet-viscii", "viscii"],
  ["cp1258", "windows-1258"],
  ["vietnamese", "windows-1258"],
]);

const decoders = new Map<string, Decode | null>();
const knownLabels = 200; // labels remembered; hostile letters invent more

/** Bytes with no usable label. */
export function decodeUnlabelled(bytes: Uint8Array): string {
  if (isUtf8(bytes)) return toBuffer(bytes).toString();
  return windows1252(bytes);
}

/** Bytes under `label` as the letter spells it; never throws. */
export const decodeCharset = (bytes: Uint8Array, label: string | undefined): string => decodeText(bytes, label).text;

export function decodeText(bytes: Uint8Array, label: string | undefined): DecodedText {
  const name = label === undefined ? "" : label.trim().toLowerCase();
  if (name === "utf-8" || name === "utf8") {
    return { text: toBuffer(bytes).toString(), problem: !isUtf8(bytes) };
  }
  if (name === "" || name === "us-ascii" || name === "ascii") {
    return { text: decodeUnlabelled(bytes), problem: !isUtf8(bytes) };
  }
  const decode = decoderFor(name);
  if (decode === null) return { text: decodeUnlabelled(bytes), problem: true };
  const text = decode(bytes);
  return { text, problem: text.includes("\ufffd") };
}

/** As `decodeText`, for a whole body: a byte order mark in front is no text (WHATWG Encoding, UTF-8 decode). */
export function decodeBody(bytes: Uint8Array, label: string | undefined): DecodedText {
  const decoded = decodeText(bytes, label);
  return decoded.text.charCodeAt(0) === 0xfeff ? { ...decoded, text: decoded.text.slice(1) } : decoded;
}

function decoderFor(name: string): Decode | null {
  const known = decoders.get(name);
  if (known !== undefined) return known;
  const made = makeDecoder(aliases.get(name) ?? name);
  if (decoders.size < knownLabels) decoders.set(name, made);
  return made;
}

const makeDecoder = (name: string): Decode | null => platformDecoder(name) ?? tableDecoder(name);

/** windows-1258 writes tones as combining marks; readers and searches want whole letters. */
const composed = new Set(["windows-1258"]);

function platformDecoder(name: string): Decode | null {
  try {
    const decoder = new TextDecoder(name);
    if (composed.has(decoder.encoding)) return (bytes) => decoder.decode(bytes).normalize("NFC");
    return (bytes) => decoder.decode(bytes);
  } catch {
    return null; // RangeError: a label the platform does not know
  }
}

function tableDecoder(name: string): Decode | null {
  if (name.length > 40 || refused.test(name.replace(/[^a-z0-9]/g, "")) || !iconv.encodingExists(name)) return null;
  return (bytes) => iconv.decode(toBuffer(bytes), name).normalize("NFC");
}

const latin = new TextDecoder("windows-1252");
const windows1252 = (bytes: Uint8Array): string => latin.decode(bytes);

const toBuffer = (bytes: Uint8Array): Buffer =>
  Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
