// One mailbox address as text: the Mailbox of RFC 5321 §4.1.2 with UTF-8 local parts (RFC 6531 §3.3) and
// internationalised domains. The check is strict, because an address that two programs read differently is how mail gets
// to the wrong person; the canonical form is the only one to compare or look up.
import { isIPv4, isIPv6 } from "node:net";
import { domainToASCII, domainToUnicode } from "node:url";

/** RFC 5321 §4.5.3.1: local part, domain, and the path without its brackets. */
const longestLocal = 64;
const longestDomain = 253;
const longestAddress = 254;

export interface AddressParts {
  /** Without quotes, quoted pairs undone. */
  readonly local: string;
  readonly domain: string;
}

/** The parts of a valid mailbox, null for anything else. */
export function splitMailbox(text: string): AddressParts | null {
  if (text.length > longestAddress * 2 || Buffer.byteLength(text) > longestAddress) return null;
  const split = text.startsWith('"') ? endOfQuoted(text) : text.indexOf("@");
  if (split <= 0 || text[split] !== "@") return null;
  const written = text.slice(0, split);
  const local = readLocal(written);
  const domain = text.slice(split + 1);
  if (local === null || Buffer.byteLength(written) > longestLocal || asciiDomain(domain) === null) return null;
  return { local, domain };
}

/** RFC 5321 Mailbox: `a.b@gov.vn`, `"a b"@gov.vn`, `a@[192.0.2.1]`; UTF-8 allowed by RFC 6531. */
export const isMailbox = (text: string): boolean => splitMailbox(text) !== null;

/**
 * The form to compare and look up: NFC, local part in lower case and quoted only where it must be, domain as lower case
 * A-labels. Null when the text is no mailbox.
 */
export function canonicalAddress(text: string): string | null {
  const parts = splitMailbox(text.trim().normalize("NFC"));
  const domain = parts === null ? null : asciiDomain(parts.domain);
  if (parts === null || domain === null) return null;
  const canonical = `${quoteLocal(parts.local.toLowerCase().normalize("NFC"))}@${domain}`;
  return isMailbox(canonical) ? canonical : null; // a few letters grow past the limits in lower case
}

/** The domain as lower case A-labels or an address literal in lower case; null when it is neither. */
export function asciiDomain(domain: string): string | null {
  if (domain.startsWith("[")) return isLiteral(domain) ? domain.toLowerCase() : null;
  const ascii = isAscii(domain) ? domain.toLowerCase() : encodeLabels(domain);
  if (ascii === null || ascii.length > longestDomain) return null;
  const labels = ascii.split(".");
  if (!labels.every((label) => /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(label))) return null;
  return /^\d+$/.test(labels.at(-1) ?? "") ? null : ascii; // 127.1 is no domain
}

/**
 * The platform's conversion also accepts full-width letters, invisible characters and percent escapes, each a second
 * spelling of the same domain: only the one spelling that converts back is taken.
 */
function encodeLabels(domain: string): string | null {
  const text = domain.normalize("NFC").toLowerCase();
  if (/[\u0000-\u002c\u002f\u003a-\u0060\u007b-\u00a0]/.test(text)) return null;
  const ascii = domainToASCII(text);
  return ascii !== "" && domainToUnicode(ascii) === text ? ascii : null;
}

function isLiteral(domain: string): boolean {
  if (!domain.endsWith("]")) return false;
  const inner = domain.slice(1, -1);
  if (inner.toLowerCase().startsWith("ipv6:")) return isIPv6(inner.slice(5)) && !inner.includes("%");
  return isIPv4(inner); // RFC 5321 §4.1.3; no other literal is registered
}

const isAscii = (text: string): boolean => !/[^\u0000-\u007f]/.test(text);

/** Not allowed in any local part: controls, white space but the space, invisible format characters, lone surrogates. */
const unprintable = /[\p{Cc}\p{Cf}\p{Cs}\ufffd]|[^\S ]/u;
const atom = /^[\w!#$%&'*+/=?^`{|}~\u0080-\u{10ffff}-]+(?:\.[\w!#$%&'*+/=?^`{|}~\u0080-\u{10ffff}-]+)*$/u;

function readLocal(written: string): string | null {
  if (unprintable.test(written)) return null;
  if (!written.startsWith('"')) return atom.test(written) ? written : null;
  const inner = written.slice(1, -1).replace(/\\(.)/gu, "$1");
  return inner === "" ? null : inner;
}

/** Position after the closing quote; -1 when the quoted string is not well formed. */
function endOfQuoted(text: string): number {
  for (let i = 1; i < text.length; i++) {
    if (text[i] === "\\") i++;
    else if (text[i] === '"') return i + 1;
  }
  return -1;
}

/** A local part in the spelling that RFC 5321 wants: as an atom when it can be, else as a quoted string. */
export const quoteLocal = (local: string): string =>
  atom.test(local) ? local : `"${local.replace(/["\\]/g, "\\$&")}"`;
