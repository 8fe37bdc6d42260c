// Who an answer goes to and what its headers say. Never oneself (C11); Reply-To is respected (RFC 5322 §3.6.2);
// references follow RFC 5322 §3.6.4.
import type { EmailAddress, LetterDetail } from "../../jmap/types.ts";

export interface Addressees {
  readonly to: readonly EmailAddress[];
  readonly cc: readonly EmailAddress[];
}

/** `own`: every address that is oneself, in whatever case. */
export function replyTo(letter: LetterDetail, own: readonly string[]): Addressees {
  return { to: principals(letter, own), cc: [] };
}

export function replyToAll(letter: LetterDetail, own: readonly string[]): Addressees {
  const mine = new Set(own.map(key));
  const taken = new Set(mine);
  const take = (addresses: readonly EmailAddress[] | null): EmailAddress[] =>
    (addresses ?? []).filter(({ email }) => !taken.has(key(email)) && taken.add(key(email)));
  const first = principals(letter, own);
  for (const { email } of first) taken.add(key(email));
  const to = [...first, ...take(letter.to)];
  return { to, cc: take(letter.cc) };
}

/** How many people «Trả lời tất cả» reaches. */
export function replyAllCount(letter: LetterDetail, own: readonly string[]): number {
  const { to, cc } = replyToAll(letter, own);
  return to.length + cc.length;
}

/** Reply-To, else From; for a letter of one's own those it went to. Oneself only when nobody else is there. */
function principals(letter: LetterDetail, own: readonly string[]): EmailAddress[] {
  const mine = new Set(own.map(key));
  const asked = letter.replyTo?.length ? letter.replyTo : (letter.from ?? []);
  const others = distinct(asked).filter(({ email }) => !mine.has(key(email)));
  if (others.length > 0) return others;
  const written = distinct(letter.to ?? []).filter(({ email }) => !mine.has(key(email)));
  return written.length > 0 ? written : distinct(asked);
}

function distinct(addresses: readonly EmailAddress[]): EmailAddress[] {
  return [...new Map(addresses.map((address) => [key(address.email), address])).values()];
}

const key = (email: string): string => email.toLowerCase();

const prefixes = /^\s*(?:(?:re|fwd?|tr|aw|trả lời|chuyển tiếp)\s*:\s*)+/iu;

export const replySubject = (subject: string | null): string => `Re: ${(subject ?? "").replace(prefixes, "")}`;
export const forwardSubject = (subject: string | null): string => `Fwd: ${(subject ?? "").replace(prefixes, "")}`;

/** Longest chain of references kept: the first and the newest say where a letter belongs. */
const referencesKept = 50;

export function threadHeaders(letter: LetterDetail): { inReplyTo: readonly string[]; references: readonly string[] } {
  const id = letter.messageId ?? [];
  const parents = letter.references?.length
    ? letter.references
    : letter.inReplyTo?.length === 1
      ? letter.inReplyTo
      : [];
  const chain = [...parents, ...id];
  const references = chain.length > referencesKept ? [chain[0] ?? "", ...chain.slice(1 - referencesKept)] : chain;
  return { inReplyTo: id, references };
}
