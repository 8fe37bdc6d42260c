// Addresses in plain text. Works on the text, before any HTML exists: pieces with or without a target come out, and
// whoever writes HTML escapes each piece (C03: the other order has been a hole again and again).
// RFC 3986 App. C for where an address in running text ends.
import { linkTarget } from "./urls.ts";

export interface Piece {
  readonly text: string;
  /** Where the piece leads; null = plain text. */
  readonly href: string | null;
}

const localAtMost = 64;
const domainAtMost = 255;
const opener = /https?:\/\/|www\.|mailto:|@/gi;
const endsAddress = /[\s<>"`\u00ab\u00bb\u2018-\u201f\u2026\u3000-\u303f\uff01-\uff0f]/g;
const isWordCharacter = (character: string): boolean => /[\p{L}\p{N}_]/u.test(character);

/** Cuts text into pieces; put together they are the text again. Linear. */
export function linkify(text: string): Piece[] {
  const pieces: Piece[] = [];
  let done = 0;
  opener.lastIndex = 0;
  for (let found = opener.exec(text); found; found = opener.exec(text)) {
    const link = found[0] === "@" ? mailboxAround(text, found.index, done) : addressAt(text, found.index, found[0]);
    if (!link) continue;
    if (link.start > done) pieces.push({ text: text.slice(done, link.start), href: null });
    pieces.push({ text: text.slice(link.start, link.end), href: link.href });
    done = link.end;
    opener.lastIndex = Math.max(done, found.index + 1);
  }
  if (done < text.length) pieces.push({ text: text.slice(done), href: null });
  return pieces;
}

interface Found {
  readonly start: number;
  readonly end: number;
  readonly href: string;
}

function addressAt(text: string, start: number, prefix: string): Found | null {
  if (start > 0 && isWordCharacter(text.charAt(start - 1))) return null;
  endsAddress.lastIndex = start;
  const end = withoutPunctuation(text, start, endsAddress.exec(text)?.index ?? text.length);
  const written = text.slice(start, end);
  if (written.length === prefix.length) return null;
  const bare = prefix.toLowerCase() === "www.";
  if (bare && !/^www\.[\p{L}\p{N}-]+\./iu.test(written)) return null;
  const href = linkTarget(bare ? `http://${written}` : written);
  return href === null ? null : { start, end, href };
}

/** What closes the sentence or the bracket around an address does not belong to it. */
function withoutPunctuation(text: string, start: number, end: number): number {
  let unopened = 0;
  for (let i = start; i < end; i++) {
    if (text[i] === "(") unopened--;
    else if (text[i] === ")") unopened++;
  }
  let last = end;
  for (; last > start; last--) {
    const character = text.charAt(last - 1);
    if (character === ")") {
      if (unopened <= 0) break;
      unopened--;
    } else if (!".,;:!?'*_~]}".includes(character)) break;
  }
  return last;
}

/** `nguyenvana@binhminh.gov.vn` around its `@`; ASCII only, as official addresses are. */
function mailboxAround(text: string, at: number, from: number): Found | null {
  let start = at;
  while (start > from && at - start < localAtMost && /[A-Za-z0-9._%+-]/.test(text.charAt(start - 1))) start--;
  while (start < at && text[start] === ".") start++;
  let end = at + 1;
  while (end - at <= domainAtMost && /[A-Za-z0-9.-]/.test(text.charAt(end))) end++;
  while (end > at && /[.-]/.test(text.charAt(end - 1))) end--;
  const domain = text.slice(at + 1, end);
  if (start === at || !/^(?:[A-Za-z0-9][A-Za-z0-9-]*\.)+[A-Za-z]{2,}$/.test(domain)) return null;
  const href = linkTarget(`mailto:${encodeURIComponent(text.slice(start, at))}@${domain}`);
  return href === null ? null : { start, end, href };
}
