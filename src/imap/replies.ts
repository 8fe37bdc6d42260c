// Tagged answers (RFC 9051 §7.1) and the one table from error codes to them. Peers see catalogue text only.
import { CongvuError, type ErrorCode, errorCatalogue } from "#base/errors.ts";

export interface Reply {
  readonly status: "OK" | "NO" | "BAD";
  /** Response code without brackets: "TRYCREATE", "APPENDUID 1 2". */
  readonly code?: string;
  readonly text: string;
  /** What happens after the answer has left. */
  readonly next?: "close" | "start-tls";
}

export const ok = (text: string, code?: string): Reply => ({ status: "OK", text, ...(code && { code }) });
export const no = (text: string, code?: string): Reply => ({ status: "NO", text, ...(code && { code }) });
export const bad = (text: string, code?: string): Reply => ({ status: "BAD", text, ...(code && { code }) });

/** The command is understood and declined: tagged NO with a response code of RFC 9051 §7.1. */
export class Refusal extends Error {
  readonly code: string | undefined;

  constructor(code: string | undefined, text: string) {
    super(text);
    this.name = "Refusal";
    this.code = code;
  }
}

/** Thrown through a handler when the peer is gone: nobody is left to answer. */
export class PeerGone extends Error {
  constructor() {
    super("the peer is gone");
    this.name = "PeerGone";
  }
}

/** Response code of each error (RFC 9051 §7.1, RFC 5530, RFC 9208); null = none fits. All are NO. */
const codes = {
  invalid: "CANNOT",
  "not-found": "NONEXISTENT",
  "already-exists": "ALREADYEXISTS",
  forbidden: "NOPERM",
  conflict: "INUSE",
  "limit-exceeded": "LIMIT",
  "sign-in-failed": "AUTHENTICATIONFAILED",
  "sign-in-locked": "UNAVAILABLE",
  "sign-in-busy": "UNAVAILABLE",
  "session-ended": "EXPIRED",
  "tls-required": "PRIVACYREQUIRED",
  "recipient-unknown": "CANNOT",
  "recipient-suspended": "CANNOT",
  "relay-denied": "CANNOT",
  "outbound-not-set-up": "CANNOT",
  "sender-not-allowed": "NOPERM",
  "letter-too-large": "TOOBIG",
  "letter-malformed": "CANNOT",
  "too-many-recipients": "LIMIT",
  "mailbox-full": "OVERQUOTA",
  "disk-full": "UNAVAILABLE",
  overloaded: "UNAVAILABLE",
  "body-damaged": "SERVERBUG",
  "server-fault": "SERVERBUG",
} as const satisfies Record<ErrorCode, string>;

export const replyOfCode = (code: ErrorCode): Reply => no(errorCatalogue[code].en, codes[code]);

export const replyOfError = (error: CongvuError): Reply => replyOfCode(error.code);

export const isCode = (error: unknown, code: ErrorCode): boolean => error instanceof CongvuError && error.code === code;

/** "a1 OK [READ-WRITE] Done" with its line end. */
export const replyLine = (tag: string, reply: Reply): string =>
  `${tag} ${reply.status} ${reply.code ? `[${reply.code}] ` : ""}${reply.text}\r\n`;

/** quoted of RFC 9051 §9; what cannot be quoted goes as a literal. */
export function stringText(text: string): string {
  if (/[\0\r\n]/.test(text)) return `{${Buffer.byteLength(text)}}\r\n${text}`;
  return `"${text.replace(/["\\]/g, "\\$&")}"`;
}
