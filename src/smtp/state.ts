// What the commands see of a session: the door it came through, the peer, and how far the conversation has come.
import type { Clock } from "#base/clock.ts";
import type { Limits } from "#base/limits.ts";
import type { Log } from "#base/log.ts";
import type { Envelope, SmtpBackend, Submitter } from "./backend.ts";
import type { Content } from "./content.ts";
import type { Reply } from "./replies.ts";

/** `mx` takes letters of strangers for local people (RFC 5321), `submission` those of signed-in people (RFC 6409). */
export type Mode = "mx" | "submission";

export type SmtpLimits = Pick<
  Limits,
  | "headerBlockBytes"
  | "receivedFields"
  | "smtpCommandBytes"
  | "smtpRecipients"
  | "smtpBadCommands"
  | "smtpIdleMs"
  | "smtpDataIdleMs"
  | "saslResponseBytes"
  | "signInFailuresBeforeLock"
>;

/** Same for all sessions of one listener. */
export interface SmtpDoor {
  readonly mode: Mode;
  /** Our name in the greeting and in Received. */
  readonly hostname: string;
  readonly backend: SmtpBackend;
  readonly clock: Clock;
  readonly limits: SmtpLimits;
  /** Largest letter taken, octets. */
  readonly messageBytes: number;
  /** AUTH without TLS from this machine itself. */
  readonly allowPlaintextLoopback: boolean;
  readonly log: Log;
}

export interface Peer {
  readonly remoteAddress: string;
  /** "TLSv1.3 TLS_AES_256_GCM_SHA384"; null = not encrypted. */
  readonly cipher: string | null;
}

export interface Transaction {
  readonly envelope: Envelope;
  readonly from: string;
  /** MAIL said SMTPUTF8 (RFC 6531 §3.1). */
  readonly international: boolean;
  readonly declaredBytes: number;
  /** The letter so far; null before DATA or the first BDAT. */
  content: Content | null;
  /** A chunk was refused: nothing but RSET helps (RFC 3030 §2). */
  broken: boolean;
}

export interface SmtpState {
  readonly door: SmtpDoor;
  readonly peer: Peer;
  /** Null before EHLO or HELO; `extended` = EHLO. */
  hello: { readonly name: string; readonly extended: boolean } | null;
  submitter: Submitter | null;
  signInFailures: number;
  transaction: Transaction | null;
}

/** What a command leads to. */
export type Outcome =
  | Reply
  /** Octets of a letter follow; `ready` is said before them (354), `finish` decides once they are all here. */
  | {
      readonly kind: "receive";
      readonly ready: Reply | null;
      readonly content: Content;
      /** Octets to count; null = up to the lone dot. */
      readonly size: number | null;
      finish(): Reply | Promise<Reply>;
    }
  /** The next line is an answer, not a command. */
  | { readonly kind: "ask"; readonly challenge: Reply; answer(line: string): Outcome | Promise<Outcome> }
  /** TLS follows the reply; the session ends and a new one begins (reliability rule 18). */
  | { readonly kind: "upgrade"; readonly ready: Reply };

/** `argument` is what stands behind the verb and one space. Throws Refusal or CongvuError. */
export type Command = (state: SmtpState, argument: string) => Outcome | Promise<Outcome>;

/** RSET, EHLO and the end of a letter: buffers and recipients are dropped (RFC 5321 §4.1.1.5). */
export function endTransaction(state: SmtpState): void {
  state.transaction?.content?.[Symbol.dispose]();
  state.transaction = null;
}
