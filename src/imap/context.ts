// What a command sees of the session that runs it.
import type { Clock } from "#base/clock.ts";
import type { Limits } from "#base/limits.ts";
import type { Log } from "#base/log.ts";
import type { AccountBackend, Backend } from "./backend.ts";
import type { ZoneCalendar } from "./dates.ts";
import type { Output } from "./output.ts";
import type { Reply } from "./replies.ts";
import type { Selected } from "./selected.ts";
import type { Cursor } from "./syntax.ts";

/** The same for every connection of a listener. */
export interface DoorContext {
  readonly backend: Backend;
  readonly limits: Limits;
  readonly clock: Clock;
  readonly calendar: ZoneCalendar;
  readonly hostname: string;
  readonly log: Log;
}

export interface ImapSession {
  readonly door: DoorContext;
  readonly encrypted: boolean;
  readonly remoteAddress: string;
  /** Signing in without TLS is allowed for this peer. */
  readonly plaintextAllowed: boolean;
  readonly output: Output;
  /** Null = not authenticated. */
  account: AccountBackend | null;
  selected: Selected | null;
  /** ENABLEd, or implied by a command (RFC 7162 §3.1). */
  condstore: boolean;
  rev2: boolean;
  /** Mailbox names and quoted strings are UTF-8: IMAP4rev2 or UTF8=ACCEPT is enabled. */
  utf8: boolean;
  /** UTF8=ACCEPT itself, which forbids CHARSET in SEARCH (RFC 6855 §3). */
  utf8Accept: boolean;
  /** The peer's next line outside of commands. Throws PeerGone, or BadCommand when it is too long. */
  readLine(maxBytes: number): Promise<Buffer>;
  /** A fault outside of any command: logged, and the connection ends. */
  fail(error: unknown): void;
}

/** One command as handlers get it. */
export interface Call {
  readonly session: ImapSession;
  readonly tag: string;
  readonly cursor: Cursor;
  /** The UID form of the command (RFC 9051 §6.4.9). */
  readonly uid: boolean;
}

/** States in which a command may come (RFC 9051 §3); "authenticated" includes selected. */
export type State = "any" | "not-authenticated" | "authenticated" | "selected";

export interface Command {
  readonly state: State;
  /**
   * FETCH, STORE and SEARCH must not answer with EXPUNGE unless they are the UID form (RFC 9051 §7.5.1). False here
   * says so; absent means EXPUNGE may come before the tagged answer.
   */
  readonly mayExpunge?: false;
  run(call: Call): Reply | Promise<Reply>;
}
