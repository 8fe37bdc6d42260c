// The grammar of command arguments (RFC 5321 §4.1.2, RFC 6531 §3.3) as a cursor over one line. `take…` returns or
// declines, `expect…` returns or throws a Refusal. Linear in the line; no regular expression meets the peer's text.
// Mailboxes themselves are mime/address.ts's to judge, so that SMTP and headers mean the same address.
import { asciiDomain, quoteLocal, splitMailbox } from "#mime/address.ts";

/** A mailbox as the peer wrote it, in one spelling: source route dropped, needless quotes dropped. */
export interface Path {
  /** "" for the null reverse-path; without `@` only for "postmaster". */
  readonly address: string;
  /** Some octet is outside ASCII: needs SMTPUTF8. */
  readonly international: boolean;
}

export class Cursor {
  readonly text: string;
  at = 0;

  constructor(text: string) {
    this.text = text;
  }

  get atEnd(): boolean {
    return this.at >= this.text.length;
  }

  /** `token` in any case. */
  take(token: string): boolean {
    const end = this.at + token.length;
    if (this.text.slice(this.at, end).toLowerCase() !== token.toLowerCase()) return false;
    this.at = end;
    return true;
  }

  takeWhile(accepts: (unit: number) => boolean): string {
    const start = this.at;
    while (this.at < this.text.length && accepts(this.text.charCodeAt(this.at))) this.at++;
    return this.text.slice(start, this.at);
  }

  takeSpaces(): void {
    while (this.text[this.at] === " ") this.at++;
  }
}

/** Verb and argument of a command line; white space before the CRLF is tolerated (RFC 5321 §4.1.1). */
export function splitCommand(line: string): { verb: string; argument: string } {
  const text = line.trimEnd();
  const space = text.indexOf(" ");
  if (space < 0) return { verb: text.toUpperCase(), argument: "" };
  return { verb: text.slice(0, space).toUpperCase(), argument: text.slice(space + 1) };
}

/** `<path>` of MAIL, or null. `<>` is the null reverse-path. */
export function takeReversePath(cursor: Cursor): Path | null {
  if (cursor.take("<>")) return { address: "", international: false };
  return takePath(cursor);
}

/** `<path>` of RCPT, or null; `<postmaster>` needs no domain (RFC 5321 §4.5.1). */
export function takeForwardPath(cursor: Cursor): Path | null {
  if (cursor.take("<postmaster>")) return { address: "postmaster", international: false };
  return takePath(cursor);
}

/** Path = "<" [ A-d-l ":" ] Mailbox ">". The route is recognized and ignored (RFC 5321 §4.1.1.3, appendix C). */
function takePath(cursor: Cursor): Path | null {
  if (!cursor.take("<") || !takeSourceRoute(cursor)) return null;
  const start = cursor.at;
  skipQuoted(cursor); // a ">" inside quotes does not end the path
  const end = cursor.text.indexOf(">", cursor.at);
  const mailbox = end < 0 ? null : splitMailbox(cursor.text.slice(start, end));
  if (mailbox === null) return null;
  cursor.at = end + 1;
  const address = `${quoteLocal(mailbox.local)}@${mailbox.domain}`;
  return { address, international: Buffer.byteLength(address) !== address.length };
}

function skipQuoted(cursor: Cursor): void {
  const { text } = cursor;
  if (text[cursor.at] !== '"') return;
  let at = cursor.at + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === "\\" ? 2 : 1;
  cursor.at = at + 1;
}

/** False = something that begins like a route but is none. */
function takeSourceRoute(cursor: Cursor): boolean {
  if (cursor.text[cursor.at] !== "@") return true;
  const colon = cursor.text.indexOf(":", cursor.at);
  if (colon < 0) return false;
  const hosts = cursor.text.slice(cursor.at, colon).split(",");
  cursor.at = colon + 1;
  return hosts.every((host) => host.startsWith("@") && asciiDomain(host.slice(1)) !== null);
}

const HYPHEN = 45;
const EQUALS = 61;

export const isAlphanumeric = (unit: number): boolean =>
  (unit >= 97 && unit <= 122) || (unit >= 48 && unit <= 57) || (unit >= 65 && unit <= 90);

/** esmtp-value: %d33-126 without "=", and UTF8-non-ascii (RFC 6531 §3.3). */
const isValueText = (unit: number): boolean => unit > 32 && unit !== EQUALS && (unit < 127 || unit >= 0xa0);

export type Parameters = ReadonlyMap<string, string | null>;

/** `*( SP keyword [ "=" value ] )` up to the end of the line, keywords upper case; null = malformed or named twice. */
export function takeParameters(cursor: Cursor): Parameters | null {
  const parameters = new Map<string, string | null>();
  while (!cursor.atEnd) {
    if (!cursor.take(" ")) return null;
    cursor.takeSpaces(); // some senders put two
    const keyword = cursor.takeWhile((unit) => isAlphanumeric(unit) || unit === HYPHEN).toUpperCase();
    if (keyword === "" || keyword.startsWith("-") || parameters.has(keyword)) return null;
    let value: string | null = null;
    if (cursor.take("=")) {
      value = cursor.takeWhile(isValueText);
      if (value === "") return null;
    }
    parameters.set(keyword, value);
  }
  return parameters;
}

/** 1*20DIGIT as a number, null = something else. May be past 2^53 and then inexact. */
export function parseSize(text: string): number | null {
  if (text === "" || text.length > 20) return null; // RFC 1870 §4
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 48 || unit > 57) return null;
  }
  return Number(text);
}
