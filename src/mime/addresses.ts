// Address lists of RFC 5322 §3.4 with UTF-8 (RFC 6532): groups, comments, quoted strings, domain literals, and the
// obsolete forms of §4.4 (routes, empty items, white space around dots). Every part of the system that wants to know who
// a letter is from or to asks here, so that all of them mean the same address.
// One pass, no recursion, linear. An address is only ever taken from where the grammar puts one: never out of a quoted
// string, a comment or an encoded-word. What is no address is given as its whole text, which no mailbox check accepts.
import { limits } from "#base/limits.ts";
import { quoteLocal } from "./address.ts";
import { Scanner, type Token } from "./addresses/scanner.ts";
import { decodeUnlabelled } from "./charset.ts";
import { cleanText, decodeEncodedWords } from "./encoded-words.ts";
import { unfold } from "./headers.ts";
import type { MailAddress } from "./part.ts";

/** A mailbox of a list with what the IMAP envelope wants of it. */
export interface ParsedMailbox extends MailAddress {
  /** The display name as written: quotes undone, encoded-words not. */
  readonly writtenName: string | null;
  /** Before the `@`, quotes undone (RFC 9051 §9, addr-mailbox); all of the text when there is no `@`. */
  readonly local: string;
  readonly domain: string;
}

/** RFC 8621 §4.1.2.4: a named group, or mailboxes in a row that belong to none (`group` null). */
export interface AddressGroup {
  readonly group: string | null;
  readonly writtenGroup: string | null;
  readonly members: readonly ParsedMailbox[];
}

/** All mailboxes of an address field's value, those of groups included. */
export function parseAddressList(value: Buffer | string): MailAddress[] {
  return parseAddressGroups(value).flatMap(({ members }) => members.map(({ name, address }) => ({ name, address })));
}

/** Exactly one mailbox and nothing else, or null. */
export function parseMailbox(value: Buffer | string): ParsedMailbox | null {
  const groups = parseAddressGroups(value);
  const only = groups[0];
  if (groups.length !== 1 || only === undefined || only.group !== null || only.members.length !== 1) return null;
  return only.members[0] ?? null;
}

/** The list with its groups. Reads at most limits.addressesPerField mailboxes. */
export function parseAddressGroups(value: Buffer | string, most: number = limits.addressesPerField): AddressGroup[] {
  const text = unfold(typeof value === "string" ? value : decodeUnlabelled(value));
  return new ListReader(text, most).read();
}

interface OpenGroup {
  group: string | null;
  writtenGroup: string | null;
  members: ParsedMailbox[];
}

class ListReader {
  readonly #scanner: Scanner;
  readonly #groups: OpenGroup[] = [];
  #room: number;
  #current: OpenGroup | null = null;
  /** Tokens of the item being read, outside angle brackets; then those inside, null before any. */
  #outside: Token[] = [];
  #inside: Token[] | null = null;
  #inAngle = false;

  constructor(text: string, most: number) {
    this.#scanner = new Scanner(text);
    this.#room = most;
  }

  read(): AddressGroup[] {
    for (let token = this.#scanner.next(); token !== null && this.#room > 0; token = this.#scanner.next()) {
      if (this.#inAngle) this.#takeInside(token);
      else this.#takeOutside(token);
    }
    this.#endItem();
    return this.#groups.filter(({ group, members }) => group !== null || members.length > 0);
  }

  get #inGroup(): boolean {
    return this.#current !== null && this.#current.group !== null;
  }

  #takeOutside(token: Token): void {
    if (token.kind === "<" && this.#inside === null) {
      this.#inside = [];
      this.#inAngle = true;
    } else if (token.kind === ",") this.#endItem();
    else if (token.kind === ";") this.#endGroup();
    else if (token.kind === ":" && !this.#inGroup && this.#inside === null) this.#openGroup();
    else this.#outside.push(token);
  }

  #takeInside(token: Token): void {
    const inside = this.#inside ?? [];
    if (token.kind === ">") this.#inAngle = false;
    else if (token.kind === ":" && isRoute(inside))
      inside.length = 0; // RFC 5322 §4.4, obs-route: to be ignored
    else if ((token.kind === "," && !isRoute(inside)) || token.kind === ";") {
      this.#inAngle = false; // the bracket was never closed
      this.#takeOutside(token);
    } else inside.push(token);
  }

  #openGroup(): void {
    const written = phraseOf(this.#outside);
    this.#current = { group: decodeEncodedWords(written), writtenGroup: cleanText(written), members: [] };
    this.#groups.push(this.#current);
    this.#room--;
    this.#reset();
  }

  /** Outside a group a `;` parts addresses like a comma: Outlook users type it. */
  #endGroup(): void {
    this.#endItem();
    this.#current = null;
  }

  #endItem(): void {
    const mailbox = this.#inside === null ? bareMailbox(this.#outside) : namedMailbox(this.#outside, this.#inside);
    this.#reset();
    if (mailbox === null) return;
    this.#room--;
    if (this.#current === null) {
      this.#current = { group: null, writtenGroup: null, members: [] };
      this.#groups.push(this.#current);
    }
    this.#current.members.push(mailbox);
  }

  #reset(): void {
    this.#outside = [];
    this.#inside = null;
    this.#inAngle = false;
  }
}

const isRoute = (inside: readonly Token[]): boolean => inside[0]?.kind === "@";

/** `name <local@domain>` */
function namedMailbox(outside: readonly Token[], inside: readonly Token[]): ParsedMailbox {
  const words = outside.filter(({ kind }) => kind !== "comment");
  const written = words.length > 0 ? phraseOf(words) : commentOf(outside);
  return mailboxOf(written, inside);
}

/** `local@domain`, perhaps with a comment for a name, or with a name in front although the brackets are missing. */
function bareMailbox(tokens: readonly Token[]): ParsedMailbox | null {
  const words = tokens.filter(({ kind }) => kind !== "comment");
  if (words.length === 0) return null;
  const signs = words.filter(({ kind }) => kind === "@").length;
  if (signs === 0) return isHostName(words) ? mailboxOf(commentOf(tokens), words) : nameOnly(phraseOf(words));
  const start = signs === 1 ? startOfAddress(words) : 0;
  const written = start > 0 ? phraseOf(words.slice(0, start)) : commentOf(tokens);
  return mailboxOf(written, words.slice(start));
}

/** A user of the host that wrote the letter, as in `From: root`. */
function isHostName(words: readonly Token[]): boolean {
  const [only] = words;
  return words.length === 1 && only?.kind === "atom" && !only.text.startsWith("=?");
}

/** Where the address before which a name stands begins: the run around the `@` without white space, dots joined. */
function startOfAddress(words: readonly Token[]): number {
  let start = words.findIndex(({ kind }) => kind === "@");
  while (start > 0 && joins(words, start)) start--;
  return start;
}

function joins(words: readonly Token[], index: number): boolean {
  const right = words[index];
  const left = words[index - 1];
  if (right?.kind === "@" || right?.text === "." || left?.text === ".") return true;
  return right?.spaced === false;
}

const nameOnly = (written: string): ParsedMailbox => ({
  name: decodeEncodedWords(written),
  writtenName: cleanText(written),
  address: "",
  local: "",
  domain: "",
});

function mailboxOf(phrase: string | null, tokens: readonly Token[]): ParsedMailbox {
  const words = tokens.filter(({ kind }) => kind !== "comment");
  const sign = words.findIndex(({ kind }) => kind === "@");
  const last = words.findLastIndex(({ kind }) => kind === "@");
  const before = words.slice(0, last === -1 ? words.length : last);
  const only = before.length === 1 && before[0]?.kind === "quoted" && sign === last ? before[0] : null;
  const local = only === null ? joined(before) : cleanText(only.text);
  const written = only === null ? local : quoteLocal(local);
  const domain = joined(words.slice(last === -1 ? words.length : last + 1));
  const name = phrase === null || phrase === "" ? null : phrase;
  return {
    name: name === null ? null : decodeEncodedWords(name),
    writtenName: name === null ? null : cleanText(name),
    address: last === -1 ? written : `${written}@${domain}`,
    local,
    domain,
  };
}

/** The words as written, white space kept only where it is no obsolete white space around a dot. */
function joined(words: readonly Token[]): string {
  let out = "";
  for (const [index, word] of words.entries()) {
    const before = words[index - 1];
    if (before !== undefined && word.spaced && word.text !== "." && before.text !== ".") out += " ";
    out += word.kind === "quoted" ? `"${word.text.replace(/["\\]/g, "\\$&")}"` : word.text;
  }
  return cleanText(out);
}

/** A phrase as text: words parted by one space where white space stood (RFC 5322 §3.2.5). */
function phraseOf(words: readonly Token[]): string {
  let out = "";
  for (const word of words) {
    if (word.kind === "comment") continue;
    out += word.spaced && out !== "" ? ` ${word.text}` : word.text;
  }
  return out.trim();
}

/** Before RFC 822 names stood in comments, and some programs still put them there. */
function commentOf(tokens: readonly Token[]): string | null {
  const comment = tokens.findLast(({ kind }) => kind === "comment");
  return comment === undefined || comment.text.trim() === "" ? null : comment.text.trim();
}
