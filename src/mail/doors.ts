// What a door may ask of mail: protocol-neutral words over the store, checked against the handle's access level, with
// shared folder views and change notices. Doors hold this interface and nothing behind it. main.ts wires the one
// implementation (mail/mail.ts).
import type { AccountHandle, Door } from "#auth/ports.ts";
import type { Account, AccountId, PersonId } from "#directory/ports.ts";
import type {
  CopyResult,
  EmailNo,
  Flags,
  Folder,
  FolderId,
  MailStore,
  ModSeq,
  PlacedEmail,
  Submission,
  Uid,
} from "./ports.ts";

/** An immutable picture of a folder at one modSeq. Sequence number n is index n - 1. Shared by all sessions. */
export interface FolderSnapshot {
  readonly modSeq: ModSeq;
  readonly uidNext: Uid;
  /** Valid entries of the arrays; the arrays may be longer. */
  readonly count: number;
  readonly uids: Uint32Array;
  readonly emailNos: Uint32Array;
  /** flagBits per placement. */
  readonly bits: Uint8Array;
  readonly modSeqs: Float64Array;
  readonly keywords: ReadonlyMap<Uid, readonly string[]>;
  /** Grows when a placement went away; equal in two snapshots = the newer only added at the end. */
  readonly removals: number;
  /** Grows when flags of an existing placement changed. */
  readonly flagEdits: number;
}

/** What SELECT needs without reading the folder's rows. */
export interface FolderStatus {
  readonly exists: number;
  readonly unread: number;
  readonly uidNext: Uid;
  readonly uidValidity: number;
  readonly modSeq: ModSeq;
}

/** One session's hold on a folder. Close it, or the view stays in memory. */
export interface FolderView extends Disposable {
  readonly folder: FolderId;
  /** As of the opening. */
  readonly opened: FolderStatus;
  /** The picture as of the opening: exactly `opened.exists` letters. Reads rows in slices on first use. */
  initial(): Promise<FolderSnapshot>;
  /** The newest picture, brought up to date with the last commit. Null = the folder is gone. */
  current(): Promise<FolderSnapshot | null>;
}

/** A letter on its way in, bytes as the peer sent them, CRLF line ends only. */
export interface IncomingLetter {
  readonly door: Door;
  readonly from: string;
  /** Already resolved and accepted, no duplicates. */
  readonly recipients: readonly { address: string; account: Account }[];
  readonly bytes: Buffer;
  /** Trace block put in front, once per transaction: Return-Path, Received without `for`. CRLF-ended. */
  readonly trace: string;
}

/** A letter a signed-in person sends. */
export interface OutgoingLetter {
  readonly door: Door;
  readonly handle: AccountHandle;
  readonly from: string;
  readonly recipients: readonly string[];
  readonly bytes: Buffer;
  readonly trace: string;
}

/** Store calls that need no more than the handle's level, plus the shared views, notices and the two ways in. */
export interface Mail
  extends Pick<
    MailStore,
    | "folders"
    | "setSubscribed"
    | "takeRecent"
    | "emails"
    | "placementsOf"
    | "emailsOfThreads"
    | "body"
    | "states"
    | "changesSince"
    | "query"
    | "usage"
    | "storeFlags"
    | "expunge"
    | "removePlacements"
    | "restore"
    | "updateEmails"
    | "destroyEmails"
    | "recordOpened"
    | "cancelSubmission"
    | "submissions"
    | "saveUpload"
    | "upload"
  > {
  /** `path` from the root, NFC names; missing parents are made. Throws `already-exists`, `limit-exceeded`, `invalid`. */
  createFolder(handle: AccountHandle, path: readonly string[], role?: Folder["role"]): Promise<FolderId>;
  renameFolder(handle: AccountHandle, folder: FolderId, path: readonly string[]): Promise<void>;
  deleteFolder(handle: AccountHandle, folder: FolderId): Promise<void>;
  openView(handle: AccountHandle, folder: FolderId): Promise<FolderView>;
  /** Parses, checks the quota, stores. Bytes are kept exactly. */
  append(
    handle: AccountHandle,
    letters: readonly { folder: FolderId; bytes: Buffer; flags: Flags; receivedAtMs?: number }[],
  ): Promise<PlacedEmail[]>;
  copy(handle: AccountHandle, unit: { folder: FolderId; uids: readonly Uid[]; target: FolderId }): Promise<CopyResult>;
  move(handle: AccountHandle, unit: { folder: FolderId; uids: readonly Uid[]; target: FolderId }): Promise<CopyResult>;
  /** Durable for every recipient when it resolves. */
  deliver(letter: IncomingLetter): Promise<void>;
  /** Submission and JMAP: checks From against the person's addresses, then delivers locally. `outbound-not-set-up` for other domains. */
  send(letter: OutgoingLetter): Promise<void>;
  /** Where `address` is delivered; throws `relay-denied`, `recipient-unknown`, `recipient-suspended`. */
  resolveRecipient(address: string): Promise<{ address: string; account: Account }>;
  /** Throws `sender-not-allowed`. */
  checkSender(person: PersonId, address: string): Promise<void>;
  /** Holds the letter until sendAtMs (undo), then sends it; survives restarts. */
  submit(
    handle: AccountHandle,
    submission: Omit<Submission, "id" | "account" | "viewer" | "undoStatus" | "deliveryStatus">,
  ): Promise<number>;
  /** Called after each commit that touched the account. Returns the way to stop. */
  onChange(account: AccountId, listener: () => void): () => void;
  /** Letters whose text (or the field named) holds the phrase, folded; ascending. */
  searchText(handle: AccountHandle, terms: readonly import("./ports.ts").TextTerm[]): Promise<EmailNo[]>;
  /** Throws `disk-full` or `overloaded` when no new letter can be taken now; releases the claim when disposed. */
  claimRoom(bytes: number): Disposable;
}
