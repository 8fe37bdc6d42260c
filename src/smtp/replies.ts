// Replies as they go over the wire (RFC 5321 §4.2, RFC 2034, RFC 3463) and the one table from errors to replies. The
// class of the enhanced code is computed from the reply code, so that the two cannot disagree.
import { type ErrorCode, errorCatalogue } from "#base/errors.ts";

export interface Reply {
  readonly kind: "reply";
  readonly code: number;
  /** Complete, with CRLF. */
  readonly wire: string;
  /** The connection ends after it. */
  readonly closes: boolean;
}

/** `detail` is subject.detail of the enhanced code ("1.1"); "" where RFC 2034 §4 wants none (220, EHLO, 3xx). */
export function reply(code: number, detail: string, ...lines: readonly string[]): Reply {
  const enhanced = detail === "" ? "" : `${Math.floor(code / 100)}.${detail} `;
  const last = lines.length - 1;
  const wire = lines.map((line, i) => `${code}${i === last ? " " : "-"}${enhanced}${line}\r\n`).join("");
  return { kind: "reply", code, wire, closes: false };
}

export const closing = (last: Reply): Reply => ({ ...last, closes: true });

/** What `expect…` productions and state checks throw; the session answers with its reply. */
export class Refusal extends Error {
  readonly reply: Reply;

  constructor(refusal: Reply) {
    super(refusal.wire);
    this.name = "Refusal";
    this.reply = refusal;
  }
}

export const refuse = (code: number, detail: string, text: string): Refusal => new Refusal(reply(code, detail, text));

/** Reply code and subject.detail for every error there is. 4xx exactly where the catalogue says that later can help. */
const errorReplies = {
  invalid: [501, "5.4"],
  "not-found": [550, "1.1"],
  "already-exists": [554, "5.0"],
  forbidden: [550, "7.1"],
  conflict: [451, "3.0"],
  "limit-exceeded": [554, "7.0"],
  "sign-in-failed": [535, "7.8"], // RFC 4954 §6
  "sign-in-locked": [454, "7.0"], // RFC 4954 §6
  "sign-in-busy": [454, "7.0"],
  "session-ended": [530, "7.0"],
  "tls-required": [538, "7.11"], // RFC 4954 §6
  "recipient-unknown": [550, "1.1"],
  "recipient-suspended": [550, "2.1"],
  "relay-denied": [550, "7.1"],
  "outbound-not-set-up": [550, "4.4"], // RFC 3463 §3.5: unable to route
  "sender-not-allowed": [550, "7.1"],
  "letter-too-large": [552, "3.4"], // RFC 1870 §6.3
  "letter-malformed": [550, "6.0"],
  "too-many-recipients": [452, "5.3"], // RFC 5321 §4.5.3.1.10
  "mailbox-full": [452, "2.2"],
  "disk-full": [452, "3.1"],
  overloaded: [451, "3.2"],
  "body-damaged": [554, "3.0"],
  "server-fault": [451, "3.0"],
} as const satisfies Record<ErrorCode, readonly [code: number, detail: string]>;

export function errorReply(code: ErrorCode): Reply {
  const [replyCode, detail] = errorReplies[code];
  return reply(replyCode, detail, errorCatalogue[code].en);
}

export const replies = {
  ok: reply(250, "0.0", "OK"),
  senderOk: reply(250, "1.0", "Sender OK"),
  recipientOk: reply(250, "1.5", "Recipient OK"),
  startLetter: reply(354, "", "Send the letter, end with <CRLF>.<CRLF>"),
  unknownCommand: reply(500, "5.2", "Unknown command"),
  lineTooLong: reply(500, "5.6", "Line too long"), // RFC 5321 §4.5.3.1.10 names 500
  unreadableLine: reply(500, "5.2", "A command must be ASCII or UTF-8 without NUL"),
  bareLineEnd: closing(reply(500, "5.2", "A line ends with CRLF, never with CR or LF alone")),
  tooManyErrors: closing(reply(421, "7.0", "Too many errors, closing the connection")),
  idleTooLong: closing(reply(421, "4.2", "Nothing heard for too long, closing the connection")),
  shuttingDown: closing(reply(421, "3.2", "The server is stopping, try again later")),
  lost: closing(errorReply("server-fault")),
  earlyTalker: closing(reply(554, "5.0", "Wait for the greeting")),
  notPipelined: closing(reply(503, "5.0", "Wait for the reply to this command before sending more")), // RFC 2920 §3.1
  notSmtp: closing(reply(502, "5.1", "This port speaks SMTP")),
  sayHello: reply(503, "5.1", "Say EHLO first"),
} as const;
