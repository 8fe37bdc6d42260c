// What the server says: the shapes of a reply, the response codes (RFC 2449 §8, RFC 3206) and the error table.
// Texts come from the error catalogue, in English: POP3 texts are ASCII unless UTF8 was asked for (RFC 6856).
import { CongvuError, type ErrorCode, errorCatalogue, errorCodeOf } from "#base/errors.ts";

export type Reply =
  | { readonly kind: "status"; readonly ok: boolean; readonly text: string }
  /** A status line, then lines without CRLF, then the end mark (RFC 1939 §3). No line begins with a dot. */
  | { readonly kind: "listing"; readonly text: string; readonly lines: Iterable<string> }
  /** A status line, then these octets of a letter, byte for byte but for the doubled dots. */
  | { readonly kind: "letter"; readonly text: string; readonly letter: Buffer }
  /** A SASL challenge; the client's next line goes to `answer` (RFC 5034 §4). */
  | { readonly kind: "challenge"; readonly data: string; readonly answer: (line: Buffer) => Promise<Reply> }
  /** Positive answer to STLS; TLS begins after its CRLF (RFC 2595 §4). */
  | { readonly kind: "start-tls"; readonly text: string }
  /** The client cannot be served; the connection ends. */
  | { readonly kind: "cut-off"; readonly text: string }
  /** Ends the connection whether `update` succeeds or not (RFC 1939 §6). */
  | { readonly kind: "goodbye"; readonly text: string; readonly update: () => Promise<void> };

export type StatusReply = Extract<Reply, { kind: "status" }>;

export const ok = (text: string): StatusReply => ({ kind: "status", ok: true, text });
export const refuse = (text: string): StatusReply => ({ kind: "status", ok: false, text });

type ResponseCode = "AUTH" | "IN-USE" | "SYS/TEMP" | "SYS/PERM";

/** AUTH only where other credentials would help (RFC 3206 §4): clients drop the saved password on it. */
export const responseCodes = {
  invalid: null,
  "not-found": null,
  "already-exists": null,
  forbidden: "SYS/PERM",
  conflict: "IN-USE",
  "limit-exceeded": "SYS/PERM",
  "sign-in-failed": "AUTH",
  "sign-in-locked": "SYS/TEMP",
  "sign-in-busy": "SYS/TEMP",
  "session-ended": "AUTH",
  "tls-required": null,
  "recipient-unknown": null,
  "recipient-suspended": null,
  "relay-denied": null,
  "outbound-not-set-up": null,
  "sender-not-allowed": null,
  "letter-too-large": "SYS/PERM",
  "letter-malformed": "SYS/PERM",
  "too-many-recipients": null,
  "mailbox-full": "SYS/TEMP",
  "disk-full": "SYS/TEMP",
  overloaded: "SYS/TEMP",
  "body-damaged": "SYS/PERM",
  "server-fault": "SYS/TEMP",
} as const satisfies Record<ErrorCode, ResponseCode | null>;

/** The only way from an exception to an answer; never lets anything but catalogue text out. */
export function replyToError(error: unknown): StatusReply {
  const code = errorCodeOf(error);
  const responseCode = responseCodes[code];
  return refuse((responseCode === null ? "" : `[${responseCode}] `) + errorCatalogue[code].en);
}

/** True for faults of ours, which belong in the log with their stack. */
export const isFault = (error: unknown): boolean => !(error instanceof CongvuError) || error.code === "server-fault";
