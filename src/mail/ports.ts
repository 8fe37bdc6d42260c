// What mail asks of its store. The ports speak the domain and are asynchronous, also over synchronous SQLite, so that
// PostgreSQL carries them too. Every write resolves after its commit is durable; there is no other way to a success
// answer (reliability rule 1). Every call about a mailbox needs the handle that auth granted.
import type { AccountHandle, Door } from "#auth/ports.ts";
import type { AccountId, OrganizationId, PersonId } from "#directory/ports.ts";
import type { LetterSummary } from "#mime/part.ts";

declare const brand: unique symbol;
type Branded<T, B extends string> = T & { readonly [brand]: B };

/** Number of a folder within its account, never reused. */
export type FolderId = Branded<number, "FolderId">;
/** Number of a letter within its account, never reused. EMAILID and the JMAP id derive from it. */
export type EmailNo = Branded<number, "EmailNo">;
/** One counter an account; grows with every change (RFC 7162, RFC 8620 §1.6). */
export type ModSeq = number;
export type Uid = number;

export const folderRoles = ["inbox", "drafts", "sent", "archive", "junk", "trash"] as const;
export type FolderRole = (typeof folderRoles)[number];

/** System flags as bits of a placement. Anything else is a keyword kept as text. */
export const flagBits = {
  answered: 1,
  flagged: 2,
  deleted: 4,
  seen: 8,
  draft: 16,
} as const;

export interface Flags {
  readonly bits: number;
  /** As first spelled, e.g. "$Forwarded"; compared without case; sorted. */
  readonly keywords: readonly string[];
}

export interface Folder {
  readonly id: FolderId;
  readonly parent: FolderId | null;
  /** NFC, no separator inside. The inbox is named "INBOX". */
  readonly name: string;
  readonly role: FolderRole | null;
  readonly uidValidity: number;
  readonly uidNext: Uid;
  /** First uid not yet shown as \Recent to any IMAP session; `takeRecent` moves it. */
  readonly recentFrom?: Uid;
  readonly total: number;
  /** Letters without $seen as this viewer sees them, \Deleted included. */
  readonly unread: number;
  /** Octets of the letters in it. */
  readonly bytes: number;
  /** Highest modSeq of anything in or about it. */
  readonly modSeq: ModSeq;
  readonly subscribed: boolean;
  readonly sortOrder: number;
}

/** Rows of a folder view, columns as typed arrays, ascending by uid. */
export interface PlacementSlice {
  readonly uids: Uint32Array;
  readonly emailNos: Uint32Array;
  /** flagBits, seen already as this viewer has it. */
  readonly bits: Uint8Array;
  readonly modSeqs: Float64Array;
  /** Only placements with keywords. */
  readonly keywords: ReadonlyMap<Uid, readonly string[]>;
}

/** What changed in one folder since a modSeq, as the folder stands now. */
export interface FolderDelta {
  readonly modSeq: ModSeq;
  readonly uidNext: Uid;
  /** Current rows of everything added or changed. */
  readonly changed: PlacementSlice;
  readonly removed: readonly Uid[];
}

export interface EmailRow {
  readonly emailNo: EmailNo;
  readonly thread: number;
  readonly receivedAtMs: number;
  readonly size: number;
  /** IMAP ENVELOPE, ready to send, ASCII. */
  readonly envelope: string;
  /** IMAP BODYSTRUCTURE with extension data, ready to send, ASCII. */
  readonly structure: string;
  readonly summary: LetterSummary;
}

/** Where one letter lies now. */
export interface Placement {
  readonly folder: FolderId;
  readonly uid: Uid;
  readonly flags: Flags;
  readonly modSeq: ModSeq;
}

/** What is computed once of the bytes at ingest (mail/ingest.ts); every door stores the same. */
export interface LetterFacts {
  /** SHA-256 of the stored bytes. */
  readonly hash: Uint8Array;
  /** SHA-256 of the bytes as received, before the trace block. */
  readonly receivedHash: Uint8Array;
  readonly bytes: Buffer;
  readonly envelope: string;
  readonly structure: string;
  readonly summary: LetterSummary;
  /** 48-bit hashes of (message id, base subject): letters that share one belong to a thread (RFC 8621 §3). */
  readonly threadKeys: readonly number[];
}

/** One accepted transaction. Up to limits.smtpRecipientsAtOnce copies go into the accepting commit. */
export interface Delivery {
  /** Idempotency key: the same id never makes two copies in one account. */
  readonly id: string;
  readonly organization: OrganizationId;
  readonly door: Door;
  /** MAIL FROM; "" = null sender. */
  readonly from: string;
  readonly receivedAtMs: number;
  readonly letter: LetterFacts;
  readonly copies: readonly DeliveryCopy[];
}

export interface DeliveryCopy {
  readonly account: AccountId;
  readonly role: FolderRole;
  readonly flags: Flags;
}

export interface PlacedEmail {
  readonly account: AccountId;
  readonly emailNo: EmailNo;
  readonly folder: FolderId;
  readonly uid: Uid;
  readonly uidValidity: number;
  readonly modSeq: ModSeq;
}

export interface AppendUnit {
  readonly folder: FolderId;
  readonly flags: Flags;
  readonly receivedAtMs: number;
  readonly letter: LetterFacts;
}

export interface FlagChange {
  readonly folder: FolderId;
  readonly uids: readonly Uid[];
  readonly mode: "set" | "add" | "remove";
  readonly flags: Flags;
  /** RFC 7162 §3.1.3; placements changed since are left alone and reported. */
  readonly unchangedSince?: ModSeq;
}

export interface FlagResult {
  readonly modSeq: ModSeq;
  readonly changed: readonly { uid: Uid; flags: Flags; modSeq: ModSeq }[];
  /** Not touched because of unchangedSince. */
  readonly modified: readonly Uid[];
}

export interface CopyResult {
  readonly uidValidity: number;
  /** Source and new uid, ascending by source. Uids that no longer exist are left out. */
  readonly pairs: readonly (readonly [Uid, Uid])[];
}

/** One JMAP Email/set update: keywords and folders of a letter over all its placements. */
export interface EmailPatch {
  readonly emailNo: EmailNo;
  /** Flags after the patch; undefined = unchanged. */
  readonly addFlags?: Flags;
  readonly removeFlags?: Flags;
  /** Folders after the patch; undefined = unchanged. Never empty. */
  readonly folders?: readonly FolderId[];
}

export type ChangeKind = "email" | "folder" | "submission" | "identity";
export type ChangeOp = "created" | "updated" | "destroyed";

/** A row of the change feed. For "email" op is about the placement: destroyed = gone from that folder. */
export interface Change {
  readonly modSeq: ModSeq;
  readonly kind: ChangeKind;
  readonly op: ChangeOp;
  /** EmailNo, FolderId or submission number. */
  readonly id: number;
  readonly folder: FolderId | null;
  readonly uid: Uid | null;
  /** Thread of an "email" change. */
  readonly thread: number | null;
}

export interface ChangePage {
  readonly changes: readonly Change[];
  /** State after the last change listed. */
  readonly upTo: ModSeq;
  readonly hasMore: boolean;
}

/** Last modSeq at which each type changed: the JMAP state of that type. */
export interface AccountStates {
  readonly modSeq: ModSeq;
  readonly email: ModSeq;
  readonly folder: ModSeq;
  readonly thread: ModSeq;
  readonly submission: ModSeq;
}

export interface EmailQuery {
  readonly folder?: FolderId;
  /** Letters that lie in none of these folders only. */
  readonly notInFolders?: readonly FolderId[];
  readonly beforeMs?: number;
  readonly afterMs?: number;
  readonly minSize?: number;
  readonly maxSize?: number;
  /** flagBits that must all be set / all be clear on some placement in scope. */
  readonly hasBits?: number;
  readonly lacksBits?: number;
  readonly hasKeyword?: string;
  readonly lacksKeyword?: string;
  readonly hasAttachment?: boolean;
  /** Urgency other than normal. */
  readonly isUrgent?: boolean;
  /** Folded words that must start a word somewhere (text), or in the field named. All must hold. */
  readonly text?: readonly TextTerm[];
  readonly sort?: readonly { by: "receivedAt" | "sentAt" | "size" | "from" | "to" | "subject"; ascending: boolean }[];
  readonly collapseThreads?: boolean;
  readonly position: number;
  readonly limit: number;
}

export interface TextTerm {
  readonly field: "text" | "from" | "to" | "cc" | "bcc" | "subject" | "body" | "attachment";
  /** As typed: the store folds it. Several words are a phrase. */
  readonly value: string;
}

export interface QueryResult {
  readonly emailNos: readonly EmailNo[];
  readonly total: number;
}

export type UndoStatus = "pending" | "final" | "canceled";

export interface Submission {
  readonly id: number;
  readonly account: AccountId;
  readonly viewer: PersonId;
  readonly emailNo: EmailNo;
  readonly identity: string;
  readonly from: string;
  readonly recipients: readonly string[];
  readonly sendAtMs: number;
  readonly undoStatus: UndoStatus;
  /** Per recipient after sending: SMTP reply text and state (RFC 8621 §7). */
  readonly deliveryStatus: Readonly<
    Record<string, { smtpReply: string; delivered: "queued" | "yes" | "no" | "unknown" }>
  >;
}

export interface Upload {
  readonly id: string;
  readonly type: string;
  readonly size: number;
}

export type EventKind = "delivered" | "opened" | "sent" | "flagged" | "signed-in" | "rights-changed";

export interface MailStore {
  // -- folders
  folders(handle: AccountHandle): Promise<Folder[]>;
  createFolder(
    handle: AccountHandle,
    folder: { parent: FolderId | null; name: string; role?: FolderRole },
  ): Promise<FolderId>;
  /** Keeps id, uids and uidValidity; children move with it. */
  renameFolder(handle: AccountHandle, folder: FolderId, to: { parent: FolderId | null; name: string }): Promise<void>;
  /** Its letters are expunged (restorable). Throws `conflict` while it has children. */
  deleteFolder(handle: AccountHandle, folder: FolderId): Promise<void>;
  setSubscribed(handle: AccountHandle, folder: FolderId, subscribed: boolean): Promise<void>;
  /** First uid not yet shown as \Recent to any session; moves it to uidNext. */
  takeRecent(handle: AccountHandle, folder: FolderId): Promise<Uid>;

  // -- reading
  /** Rows with uid > afterUid, at most `limit`. `asOf`: also those expunged later than it and not those made later. */
  placements(
    handle: AccountHandle,
    folder: FolderId,
    page: { afterUid: Uid; limit: number; asOf?: { modSeq: ModSeq; uidNext: Uid } },
  ): Promise<PlacementSlice>;
  /** Null = the folder is gone. */
  folderDelta(handle: AccountHandle, folder: FolderId, since: ModSeq): Promise<FolderDelta | null>;
  /** In the order asked; missing letters are left out. */
  emails(handle: AccountHandle, emailNos: readonly EmailNo[]): Promise<EmailRow[]>;
  /** Only what an IMAP list sends, for many letters at once; ascending by emailNo order given. */
  placementsOf(handle: AccountHandle, emailNos: readonly EmailNo[]): Promise<Map<EmailNo, Placement[]>>;
  emailsOfThreads(handle: AccountHandle, threads: readonly number[]): Promise<Map<number, EmailNo[]>>;
  /** Exact stored bytes; throws `body-damaged` when their hash is wrong. */
  body(handle: AccountHandle, emailNo: EmailNo): Promise<Buffer>;
  states(handle: AccountHandle): Promise<AccountStates>;
  /** Throws `not-found` when the feed no longer reaches back to `since`: full resync. */
  changesSince(handle: AccountHandle, since: ModSeq, limit: number): Promise<ChangePage>;
  query(handle: AccountHandle, query: EmailQuery): Promise<QueryResult>;
  usage(handle: AccountHandle): Promise<{ bytes: number; quotaBytes: number | null; letters: number }>;

  /** Whether a delivery of `bytes` still fits the quota; the one question asked without a person. */
  hasRoom(account: AccountId, bytes: number): Promise<boolean>;

  // -- writing
  deliver(delivery: Delivery): Promise<PlacedEmail[]>;
  append(handle: AccountHandle, units: readonly AppendUnit[]): Promise<PlacedEmail[]>;
  storeFlags(handle: AccountHandle, change: FlagChange): Promise<FlagResult>;
  copy(handle: AccountHandle, unit: { folder: FolderId; uids: readonly Uid[]; target: FolderId }): Promise<CopyResult>;
  move(handle: AccountHandle, unit: { folder: FolderId; uids: readonly Uid[]; target: FolderId }): Promise<CopyResult>;
  /** Only placements flagged \Deleted go; `uids` null = all of them. Restorable. */
  expunge(handle: AccountHandle, unit: { folder: FolderId; uids: readonly Uid[] | null }): Promise<Uid[]>;
  /** POP3 DELE and JMAP destroy: whatever the flags. */
  removePlacements(handle: AccountHandle, unit: { folder: FolderId; uids: readonly Uid[] }): Promise<Uid[]>;
  restore(handle: AccountHandle, emailNos: readonly EmailNo[], into: FolderId): Promise<EmailNo[]>;
  /** All or nothing per letter; the result names those not found. */
  updateEmails(handle: AccountHandle, patches: readonly EmailPatch[]): Promise<{ notFound: EmailNo[] }>;
  destroyEmails(handle: AccountHandle, emailNos: readonly EmailNo[]): Promise<{ notFound: EmailNo[] }>;
  recordOpened(handle: AccountHandle, emailNo: EmailNo, door: Door): Promise<void>;

  // -- submission
  createSubmission(
    handle: AccountHandle,
    submission: Omit<Submission, "id" | "account" | "viewer" | "undoStatus" | "deliveryStatus">,
  ): Promise<number>;
  /** True = taken back in time. */
  cancelSubmission(handle: AccountHandle, id: number): Promise<boolean>;
  submissions(handle: AccountHandle, ids: readonly number[] | null): Promise<Submission[]>;
  /** Pending ones whose time has come, oldest first. */
  dueSubmissions(nowMs: number, limit: number): Promise<Submission[]>;
  /** When the next pending one is due; null = none. */
  nextSubmissionMs(): Promise<number | null>;
  /** Delivers (a wide one by slices) and marks final in one commit. `delivery` null = refused for all. */
  finishSubmission(
    submission: Pick<Submission, "id" | "account" | "viewer">,
    result: { deliveryStatus: Submission["deliveryStatus"]; delivery: Delivery | null },
  ): Promise<void>;

  // -- large fan-out
  /** The delivery and its body are durable; copies follow by slices. */
  acceptLarge(delivery: Delivery): Promise<void>;
  /** Takes the next slice of pending copies, urgent first, and commits it; false = nothing pending. */
  deliverNextSlice(): Promise<boolean>;

  // -- keeping
  /** Erases some of what has passed its keeping time (expunged letters, old changes, uploads, sessions); how much. */
  purge(): Promise<number>;
  /** Removes body files that a crash left without a row, a day later; how many. */
  sweepFiles(nowMs: number): Promise<number>;

  // -- uploads (RFC 8620 §6.1)
  saveUpload(handle: AccountHandle, upload: { type: string; bytes: Buffer }): Promise<Upload>;
  upload(handle: AccountHandle, id: string): Promise<{ type: string; bytes: Buffer } | null>;
}

/** Told after each commit which accounts changed; wakes IDLE, push and the search thread. */
export type ChangeListener = (accounts: readonly AccountId[]) => void;

/** What passes before a letter is stored, at every door. protection/ implements it later; now everything is let through. */
export type Screening = (
  letter: LetterFacts,
  context: { door: Door; from: string; recipients: readonly string[] },
) => Promise<Verdict>;
export type Verdict = { kind: "deliver" } | { kind: "junk"; reason: string } | { kind: "refuse"; reason: string };
