// Mailbox names between wire and path (RFC 9051 §5.1, RFC 3501 §5.1.3 modified UTF-7). A path is NFC names from the
// root; the separator is "/"; the inbox is INBOX in any case. With IMAP4rev2 or UTF8=ACCEPT enabled names are UTF-8.
import { isUtf8 } from "node:buffer";
import { limits } from "#base/limits.ts";
import { Refusal, stringText } from "./replies.ts";
import { BadCommand } from "./syntax.ts";

export const separator = "/";

/** Text of a name or pattern as sent, before it is cut into a path. */
export function decodeName(octets: Buffer, utf8: boolean): string {
  if (utf8) {
    if (!isUtf8(octets)) throw new BadCommand("A mailbox name must be UTF-8");
    return octets.toString("utf8").normalize("NFC");
  }
  return decodeUtf7(octets).normalize("NFC");
}

/**
 * The path of a name that must be able to exist; one separator at the end is dropped, since it only says that
 * children will follow (RFC 9051 §6.3.4).
 */
export function pathOfName(name: string): string[] {
  const path = (name.endsWith(separator) ? name.slice(0, -1) : name).split(separator);
  if (path.length > limits.folderDepth) throw new Refusal("LIMIT", "Too many levels");
  for (const part of path) {
    if (part === "" || /[\p{Cc}\p{Cs}*%]|[\u2028\u2029]/u.test(part))
      throw new Refusal("CANNOT", "Not a name for a mailbox");
    if (Buffer.byteLength(part) > limits.folderNameBytes) throw new Refusal("LIMIT", "A mailbox name is too long");
  }
  if (path[0]?.toUpperCase() === "INBOX") path[0] = "INBOX"; // RFC 9051 §5.1
  return path;
}

/** The path of a name that is only looked up: one that cannot exist is simply not found. */
export function lookupPath(name: string): string[] {
  const path = (name.endsWith(separator) ? name.slice(0, -1) : name).split(separator);
  if (path[0]?.toUpperCase() === "INBOX") path[0] = "INBOX";
  return path;
}

export const nameOfPath = (path: readonly string[]): string => path.join(separator);

/** A name ready to send. */
export const encodeName = (name: string, utf8: boolean): string => stringText(utf8 ? name : encodeUtf7(name));

/** RFC 3501 §5.1.3: US-ASCII as itself, "&" as "&-", runs of the rest as base64 of UTF-16 with "," for "/". */
export function encodeUtf7(text: string): string {
  return text.replace(/&|[^\x20-\x7e]+/g, (run) => {
    if (run === "&") return "&-";
    const utf16 = Buffer.from(run, "utf16le").swap16();
    return `&${utf16.toString("base64").replace(/=+$/, "").replaceAll("/", ",")}-`;
  });
}

/** Strict: every text has one spelling only, or two names would be one mailbox. */
export function decodeUtf7(octets: Buffer): string {
  let out = "";
  let at = 0;
  while (at < octets.length) {
    const shift = octets.indexOf(0x26, at);
    const end = shift < 0 ? octets.length : shift;
    out += plainAscii(octets.subarray(at, end));
    if (shift < 0) break;
    const close = octets.indexOf(0x2d, shift + 1);
    if (close < 0) throw notUtf7();
    out += close === shift + 1 ? "&" : decodeShifted(octets.toString("latin1", shift + 1, close));
    at = close + 1;
    if (close > shift + 1 && octets[at] === 0x26 && octets[at + 1] !== 0x2d) throw notUtf7(); // superfluous shift
  }
  return out;
}

const notUtf7 = () => new BadCommand("A mailbox name must be in modified UTF-7");

function plainAscii(octets: Buffer): string {
  for (const byte of octets) if (byte < 0x20 || byte > 0x7e) throw notUtf7();
  return octets.toString("latin1");
}

function decodeShifted(base64: string): string {
  if (!/^[A-Za-z0-9+,]*$/.test(base64)) throw notUtf7();
  const utf16 = Buffer.from(base64.replaceAll(",", "/"), "base64");
  if (utf16.length === 0 || utf16.length % 2) throw notUtf7();
  const text = utf16.swap16().toString("utf16le");
  if (!text.isWellFormed() || encodeUtf7(text) !== `&${base64}-`) throw notUtf7(); // also pad bits and ASCII inside
  return text;
}
