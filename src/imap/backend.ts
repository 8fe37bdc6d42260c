// What an IMAP session needs of the rest of the system, in protocol words and grouped by the state in which it is
// needed (RFC 9051 §3). Nothing here knows mail/, directory/ or auth/; mail-backend.ts is the one bridge.

/** System flags as bits, the order of the FLAGS response. \Recent is a session's own and has no bit (RFC 3501 §2.3.2). */
export const flagBits = { answered: 1, flagged: 2, deleted: 4, seen: 8, draft: 16 } as const;

export interface FlagSet {
  readonly bits: number;
  /** As first spelled, sorted, no two equal without case. */
  readonly keywords: readonly string[];
}

export type SpecialUse = "drafts" | "sent" | "archive" | "junk" | "trash";

/** One mailbox of the LIST of an account. */
export interface Mailbox {
  readonly id: number;
  /** Names from the root, NFC; the inbox is ["INBOX"]. */
  readonly path: readonly string[];
  readonly use: SpecialUse | null;
  readonly hasChildren: boolean;
  readonly subscribed: boolean;
  readonly uidValidity: number;
  readonly uidNext: number;
  readonly exists: number;
  readonly unseen: number;
  readonly bytes: number;
  readonly modSeq: number;
}

/** An immutable picture of a mailbox at one modSeq; the message with sequence number n has index n - 1. */
export interface Picture {
  readonly modSeq: number;
  readonly uidNext: number;
  /** Valid entries of the arrays, which may be longer. */
  readonly count: number;
  readonly uids: Uint32Array;
  readonly emailNos: Uint32Array;
  readonly bits: Uint8Array;
  readonly modSeqs: Float64Array;
  /** By uid, only messages that have keywords. */
  readonly keywords: ReadonlyMap<number, readonly string[]>;
  /** Grows when a message went away. */
  readonly removals: number;
  /** Grows when flags of an existing message changed. */
  readonly flagEdits: number;
}

export interface Address {
  readonly name: string | null;
  readonly address: string;
}

/** The stored facts of one message, ready to send. */
export interface MessageRow {
  readonly emailNo: number;
  readonly thread: number;
  readonly receivedAtMs: number;
  readonly size: number;
  /** ASCII, ENVELOPE as RFC 9051 §7.5.2 spells it. */
  readonly envelope: string;
  /** ASCII, BODYSTRUCTURE with extension data. */
  readonly structure: string;
  readonly summary: MessageSummary;
}

export interface MessageSummary {
  readonly from: readonly Address[];
  readonly to: readonly Address[];
  readonly cc: readonly Address[];
  readonly bcc: readonly Address[];
  readonly subject: string | null;
  /** Without angle brackets. */
  readonly messageId: readonly string[];
  /** RFC 3339 with the letter's own offset; null = missing or unreadable. */
  readonly sentAt: string | null;
  readonly preview: string;
}

export interface FlagStore {
  readonly uids: readonly number[];
  readonly mode: "set" | "add" | "remove";
  readonly flags: FlagSet;
  /** RFC 7162 §3.1.3. */
  readonly unchangedSince?: number;
}

export interface FlagStored {
  readonly changed: readonly { readonly uid: number; readonly flags: FlagSet; readonly modSeq: number }[];
  /** Left alone because they changed since. */
  readonly modified: readonly number[];
}

export interface Copied {
  readonly uidValidity: number;
  readonly pairs: readonly (readonly [number, number])[];
}

export interface AppendLetter {
  readonly bytes: Buffer;
  readonly flags: FlagSet;
  /** Undefined = now. */
  readonly receivedAtMs: number | undefined;
}

/** Not authenticated state (RFC 9051 §6.2). */
export interface Backend {
  /** Throws CongvuError "sign-in-failed", "sign-in-locked", "sign-in-busy". */
  signIn(attempt: { name: string; password: string; remoteAddress: string }): Promise<AccountBackend>;
}

/** Authenticated state (RFC 9051 §6.3). */
export interface AccountBackend {
  mailboxes(): Promise<Mailbox[]>;
  create(path: readonly string[], use: SpecialUse | null): Promise<number>;
  rename(mailbox: number, path: readonly string[]): Promise<void>;
  delete(mailbox: number): Promise<void>;
  setSubscribed(mailbox: number, subscribed: boolean): Promise<void>;
  /** All or none (RFC 3502). Uids in the order given. */
  append(mailbox: number, letters: readonly AppendLetter[]): Promise<{ uidValidity: number; uids: readonly number[] }>;
  open(mailbox: number): Promise<MailboxView>;
  /** Holds room for a letter on its way in; throws "disk-full" or "overloaded". */
  claimRoom(bytes: number): Disposable;
}

/** Selected state (RFC 9051 §6.4): one session's hold on a mailbox. Dispose it, or it stays in memory. */
export interface MailboxView extends Disposable {
  readonly mailbox: number;
  readonly opened: {
    readonly exists: number;
    readonly unseen: number;
    readonly uidNext: number;
    readonly uidValidity: number;
    readonly modSeq: number;
  };
  /** True once anything in the account changed; whoever looks at `current()` clears it first. */
  changed: boolean;
  /** Called with each such change; null = nobody waits. */
  wake: (() => void) | null;
  /** The picture of the opening: exactly `opened.exists` messages. */
  initial(): Promise<Picture>;
  /** The picture after the last commit; null = the mailbox is gone. */
  current(): Promise<Picture | null>;
  /** In the order asked; messages that are no more are left out. */
  rows(emailNos: readonly number[]): Promise<readonly MessageRow[]>;
  /** Exact bytes. "gone" = no such letter any more; "damaged" = what is stored is not what came. A letter read in pieces is
   *  kept for the next one. */
  body(emailNo: number, options?: { inPieces: boolean }): Promise<Buffer | "gone" | "damaged">;
  storeFlags(change: FlagStore): Promise<FlagStored>;
  /** Null = every message marked \Deleted. */
  expunge(uids: readonly number[] | null): Promise<readonly number[]>;
  copy(uids: readonly number[], target: number): Promise<Copied>;
  move(uids: readonly number[], target: number): Promise<Copied>;
  /** Someone read the letter in full. */
  recordOpened(emailNo: number): Promise<void>;
  /** Letters of the account whose text, or body only, holds the phrase; ascending. */
  searchText(field: "text" | "body", phrase: string): Promise<readonly number[]>;
  /**
   * The uids below `uidNext` that no session has been told of: this session may call those from the answer on \Recent,
   * no other will (RFC 3501 §2.3.2). Equals `uidNext` when there are none.
   */
  claimRecent(uidNext: number): Promise<number>;
  /** The first uid that no session has been told of; left for others to claim. */
  peekRecent(): Promise<number>;
}
