// The trace block put in front of a letter, once per transaction (RFC 5321 §4.4): Return-Path and Received. Without
// `for`: one body serves all recipients, and a clause naming one would show it to the others.
import type { SmtpState, Transaction } from "./state.ts";

/** Fold before this many characters (RFC 5322 §2.1.1). */
const lineLength = 78;

export function traceBlock(state: SmtpState, transaction: Transaction, id: string): string {
  const { door, peer, hello } = state;
  const cipher = peer.cipher === null ? [] : [`(${peer.cipher})`];
  const received = [
    "from",
    hello?.name ?? "unknown",
    `(${addressLiteral(peer.remoteAddress)})`,
    "by",
    door.hostname,
    "with",
    withProtocol(state, transaction),
    ...cipher,
    "id",
    `${id};`,
    traceDate(door.clock.nowMs()),
  ];
  return fold("Return-Path:", [`<${transaction.from}>`]) + fold("Received:", received);
}

/** Words that stand together on a line as long as they fit; a longer word has a line of its own. */
function fold(name: string, words: readonly string[]): string {
  let text = name;
  let used = name.length;
  for (const word of words) {
    const fits = used + 1 + word.length <= lineLength;
    text += fits ? ` ${word}` : `\r\n ${word}`;
    used = fits ? used + 1 + word.length : 1 + word.length;
  }
  return `${text}\r\n`;
}

/** RFC 3848 and RFC 6531 §4.3: S = TLS, A = signed in. */
function withProtocol(state: SmtpState, transaction: Transaction): string {
  if (!state.hello?.extended) return "SMTP";
  const base = transaction.international ? "UTF8SMTP" : "ESMTP";
  return `${base}${state.peer.cipher === null ? "" : "S"}${state.submitter === null ? "" : "A"}`;
}

/** `[192.0.2.1]` or `[IPv6:2001:db8::1]`, without the zone of a link-local address (RFC 5321 §4.1.3). */
function addressLiteral(address: string): string {
  if (!address.includes(":")) return `[${address}]`;
  const zone = address.indexOf("%");
  return `[IPv6:${zone < 0 ? address : address.slice(0, zone)}]`;
}

/** RFC 5322 §3.3 in UTC: "Mon, 23 Nov 2026 02:00:00 +0000". */
export const traceDate = (ms: number): string => new Date(ms).toUTCString().replace("GMT", "+0000");
