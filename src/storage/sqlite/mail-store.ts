// The mail store on SQLite: reads on the caller's thread over a WAL connection that never waits for a disk, writes as
// units of work to the one writer.
import { hash } from "node:crypto";
import type { AccountHandle, Door } from "#auth/ports.ts";
import { limits } from "#base/limits.ts";
import type { AccountId } from "#directory/ports.ts";
import type {
  AppendUnit,
  CopyResult,
  Delivery,
  EmailNo,
  EmailPatch,
  EmailQuery,
  FlagChange,
  FlagResult,
  Flags,
  FolderId,
  FolderRole,
  MailStore,
  ModSeq,
  PlacedEmail,
  Submission,
  Uid,
} from "#mail/ports.ts";
import type { BodyFiles } from "../blobs-fs/body-files.ts";
import { prepareBody, prepareLetter, readBody, transferOf } from "./bodies.ts";
import { bodyOf, readChanges, readEmails, readStates, readThreads } from "./email-reading.ts";
import { readFolderDelta, readFolders, readPlacements, readPlacementsOf } from "./folder-reading.ts";
import { roleFolder } from "./operations/folders.ts";
import type { WideInput } from "./operations/letters.ts";
import type { Placed } from "./operations/placing.ts";
import { runQuery } from "./query.ts";
import type { TextSearch } from "./search.ts";
import type { Statements } from "./statements.ts";
import { dueSubmissions, nextSubmissionMs, readSubmissions } from "./submission-reading.ts";
import type { Writer } from "./writer.ts";

export interface MailStoreParts {
  readonly read: Statements;
  readonly writer: Writer;
  readonly files: BodyFiles;
  readonly search: TextSearch;
}

const urgencyOrder = { normal: 0, urgent: 1, "very-urgent": 2, express: 3 } as const;

/** Letters copied by one slice of a wide delivery. */
const sliceCopies = limits.smtpRecipientsAtOnce;

export class SqliteMailStore implements MailStore {
  readonly #read: Statements;
  readonly #writer: Writer;
  readonly #files: BodyFiles;
  readonly #search: TextSearch;

  constructor(parts: MailStoreParts) {
    this.#read = parts.read;
    this.#writer = parts.writer;
    this.#files = parts.files;
    this.#search = parts.search;
  }

  // -- folders

  async folders(handle: AccountHandle) {
    return readFolders(this.#read, handle);
  }

  async createFolder(handle: AccountHandle, folder: { parent: FolderId | null; name: string; role?: FolderRole }) {
    const id = await this.#writer.commitAndAck("createFolder", {
      account: handle.account,
      parent: folder.parent ?? 0,
      name: folder.name,
      role: folder.role ?? null,
    });
    return id as FolderId;
  }

  async renameFolder(handle: AccountHandle, folder: FolderId, to: { parent: FolderId | null; name: string }) {
    const { account } = handle;
    await this.#writer.commitAndAck("renameFolder", { account, folder, parent: to.parent ?? 0, name: to.name });
  }

  async deleteFolder(handle: AccountHandle, folder: FolderId) {
    await this.#writer.commitAndAck("deleteFolder", { account: handle.account, folder });
  }

  async setSubscribed(handle: AccountHandle, folder: FolderId, subscribed: boolean) {
    await this.#writer.commitAndAck("setSubscribed", { account: handle.account, folder, subscribed });
  }

  async takeRecent(handle: AccountHandle, folder: FolderId): Promise<Uid> {
    const row = this.#read.get<{ recent_uid: number; uid_next: number }>(
      "SELECT recent_uid, uid_next FROM folder WHERE account = ?1 AND folder = ?2",
      handle.account,
      folder,
    );
    if (!row || row.recent_uid >= row.uid_next) return row?.uid_next ?? 1; // nothing new: no commit for nothing
    return this.#writer.commitAndAck("takeRecent", { account: handle.account, folder });
  }

  // -- reading

  async placements(
    handle: AccountHandle,
    folder: FolderId,
    page: { afterUid: Uid; limit: number; asOf?: { modSeq: ModSeq; uidNext: Uid } },
  ) {
    return readPlacements(this.#read, handle, folder, page);
  }

  async folderDelta(handle: AccountHandle, folder: FolderId, since: ModSeq) {
    return readFolderDelta(this.#read, handle, folder, since);
  }

  async emails(handle: AccountHandle, emailNos: readonly EmailNo[]) {
    return readEmails(this.#read, handle, emailNos);
  }

  async placementsOf(handle: AccountHandle, emailNos: readonly EmailNo[]) {
    return readPlacementsOf(this.#read, handle, emailNos);
  }

  async emailsOfThreads(handle: AccountHandle, threads: readonly number[]) {
    return readThreads(this.#read, handle, threads);
  }

  async body(handle: AccountHandle, emailNo: EmailNo) {
    return readBody(this.#read, this.#files, bodyOf(this.#read, handle, emailNo));
  }

  async states(handle: AccountHandle) {
    return readStates(this.#read, handle);
  }

  async changesSince(handle: AccountHandle, since: ModSeq, limit: number) {
    return readChanges(this.#read, handle, since, limit);
  }

  async query(handle: AccountHandle, query: EmailQuery) {
    const { text, ...rest } = query;
    const found = text?.length ? new Set<number>(await this.#search.find(handle.account, text)) : null;
    return runQuery(this.#read, handle, rest, found);
  }

  async usage(handle: AccountHandle) {
    const row = this.#read.get<{ used_bytes: number; letters: number; quota_bytes: number | null }>(
      `SELECT used_bytes, letters, quota_bytes FROM account_counter JOIN account ON account.id = account_counter.account
       WHERE account = ?1`,
      handle.account,
    );
    return { bytes: row?.used_bytes ?? 0, letters: row?.letters ?? 0, quotaBytes: row?.quota_bytes ?? null };
  }

  async hasRoom(account: AccountId, bytes: number): Promise<boolean> {
    const row = this.#read.get<{ used_bytes: number; quota_bytes: number | null }>(
      `SELECT used_bytes, quota_bytes FROM account_counter JOIN account ON account.id = account_counter.account
       WHERE account = ?1`,
      account,
    );
    return row !== null && (row.quota_bytes === null || row.used_bytes + bytes <= row.quota_bytes);
  }

  // -- writing

  async deliver(delivery: Delivery): Promise<PlacedEmail[]> {
    const { input, transfer } = await this.#deliverInput(delivery);
    return toPlaced(await this.#writer.commitAndAck("deliver", input, transfer));
  }

  async #deliverInput(delivery: Delivery): Promise<{ input: WideInput; transfer: ArrayBuffer[] }> {
    const { input: letter, transfer } = await prepareLetter(this.#files, delivery.organization, delivery.letter);
    const copies = delivery.copies.map((copy) => ({
      account: copy.account,
      folder: roleFolder(copy.role),
      bits: copy.flags.bits,
    }));
    const { id, organization, from, door, receivedAtMs } = delivery;
    const urgency = urgencyOrder[delivery.letter.summary.urgency];
    return { input: { id, organization, from, door, receivedAtMs, urgency, letter, copies }, transfer };
  }

  async acceptLarge(delivery: Delivery): Promise<void> {
    const { input, transfer } = await this.#deliverInput(delivery);
    await this.#writer.commitAndAck("acceptWide", input, transfer);
  }

  deliverNextSlice(): Promise<boolean> {
    return this.#writer.commitAndAck("deliverSlice", { size: sliceCopies });
  }

  async append(handle: AccountHandle, units: readonly AppendUnit[]): Promise<PlacedEmail[]> {
    const prepared = await Promise.all(
      units.map((unit) => prepareLetter(this.#files, handle.organization, unit.letter)),
    );
    const letters = prepared.flatMap(({ input }, index) => {
      const unit = units[index];
      if (!unit) return [];
      const { bits, keywords } = unit.flags;
      return [
        { folder: unit.folder, bits, keywords: joined(keywords), receivedAtMs: unit.receivedAtMs, letter: input },
      ];
    });
    const placed = await this.#writer.commitAndAck(
      "append",
      { account: handle.account, viewer: handle.viewer, letters },
      prepared.flatMap(({ transfer }) => transfer),
    );
    return toPlaced(placed);
  }

  async storeFlags(handle: AccountHandle, change: FlagChange): Promise<FlagResult> {
    const result = await this.#writer.commitAndAck("storeFlags", {
      ...actor(handle),
      folder: change.folder,
      uids: change.uids,
      mode: change.mode,
      ...change.flags,
      unchangedSince: change.unchangedSince ?? null,
    });
    const changed = result.changed.map(({ uid, bits, keywords, modSeq }) => ({
      uid,
      modSeq,
      flags: { bits, keywords },
    }));
    return { ...result, changed };
  }

  copy(handle: AccountHandle, unit: { folder: FolderId; uids: readonly Uid[]; target: FolderId }): Promise<CopyResult> {
    return this.#writer.commitAndAck("copy", { account: handle.account, ...unit });
  }

  move(handle: AccountHandle, unit: { folder: FolderId; uids: readonly Uid[]; target: FolderId }): Promise<CopyResult> {
    return this.#writer.commitAndAck("move", { account: handle.account, ...unit });
  }

  expunge(handle: AccountHandle, unit: { folder: FolderId; uids: readonly Uid[] | null }): Promise<Uid[]> {
    return this.#writer.commitAndAck("expunge", { account: handle.account, ...unit });
  }

  removePlacements(handle: AccountHandle, unit: { folder: FolderId; uids: readonly Uid[] }): Promise<Uid[]> {
    return this.#writer.commitAndAck("remove", { account: handle.account, ...unit });
  }

  async restore(handle: AccountHandle, emailNos: readonly EmailNo[], into: FolderId): Promise<EmailNo[]> {
    const restored = await this.#writer.commitAndAck("restore", { account: handle.account, emailNos, into });
    return restored as EmailNo[];
  }

  async updateEmails(handle: AccountHandle, patches: readonly EmailPatch[]) {
    const plain = patches.map((patch) => ({
      emailNo: patch.emailNo,
      addFlags: flagsOrNull(patch.addFlags),
      removeFlags: flagsOrNull(patch.removeFlags),
      folders: patch.folders ?? null,
    }));
    const notFound = await this.#writer.commitAndAck("updateEmails", { ...actor(handle), patches: plain });
    return { notFound: notFound as EmailNo[] };
  }

  async destroyEmails(handle: AccountHandle, emailNos: readonly EmailNo[]) {
    const notFound = await this.#writer.commitAndAck("destroyEmails", { account: handle.account, emailNos });
    return { notFound: notFound as EmailNo[] };
  }

  async recordOpened(handle: AccountHandle, emailNo: EmailNo, door: Door): Promise<void> {
    const { account, viewer: person } = handle;
    await this.#writer.commitAndAck("recordOpened", { account, person, emailNo, door });
  }

  // -- submission

  createSubmission(
    handle: AccountHandle,
    submission: Omit<Submission, "id" | "account" | "viewer" | "undoStatus" | "deliveryStatus">,
  ): Promise<number> {
    return this.#writer.commitAndAck("createSubmission", {
      account: handle.account,
      viewer: handle.viewer,
      ...submission,
    });
  }

  cancelSubmission(handle: AccountHandle, id: number): Promise<boolean> {
    return this.#writer.commitAndAck("cancelSubmission", { account: handle.account, id });
  }

  async submissions(handle: AccountHandle, ids: readonly number[] | null) {
    return readSubmissions(this.#read, handle, ids);
  }

  async dueSubmissions(nowMs: number, limit: number) {
    return dueSubmissions(this.#read, nowMs, limit);
  }

  async nextSubmissionMs() {
    return nextSubmissionMs(this.#read);
  }

  async finishSubmission(
    { id, account, viewer }: Pick<Submission, "id" | "account" | "viewer">,
    result: { deliveryStatus: Submission["deliveryStatus"]; delivery: Delivery | null },
  ): Promise<void> {
    const prepared = result.delivery ? await this.#deliverInput(result.delivery) : null;
    await this.#writer.commitAndAck(
      "finishSubmission",
      {
        account,
        viewer,
        id,
        deliveryStatus: JSON.stringify(result.deliveryStatus),
        delivery: prepared?.input ?? null,
      },
      prepared?.transfer,
    );
  }

  // -- keeping

  async purge(): Promise<number> {
    const { erased, files } = await this.#writer.commitAndAck("purge", null);
    // Delete last (reliability rule 2): a crash in between leaves a file without a row, never a row without its file.
    for (const name of files) await this.#files.remove(name).catch(() => undefined);
    return erased;
  }

  async sweepFiles(nowMs: number): Promise<number> {
    const held = "SELECT 1 FROM body WHERE file = ?1";
    return this.#files.sweep(nowMs - limits.unusedHours * 3_600_000, (name) => this.#read.get(held, name) !== null);
  }

  // -- uploads

  async saveUpload(handle: AccountHandle, upload: { type: string; bytes: Buffer }) {
    const { bytes, type } = upload;
    const digest = hash("sha256", bytes, "buffer");
    const id = digest.toString("hex").slice(0, 40);
    const body = await prepareBody(this.#files, {
      organization: handle.organization,
      hash: digest,
      receivedHash: digest,
      bytes,
    });
    await this.#writer.commitAndAck("saveUpload", { account: handle.account, id, type, body }, transferOf(body));
    return { id, type, size: bytes.length };
  }

  async upload(handle: AccountHandle, id: string) {
    const row = this.#read.get<{ type: string; body: number }>(
      "SELECT type, body FROM upload WHERE account = ?1 AND id = ?2",
      handle.account,
      id,
    );
    return row ? { type: row.type, bytes: await readBody(this.#read, this.#files, row.body) } : null;
  }

  /** Letters whose text holds every term; ascending. */
  async searchText(handle: AccountHandle, terms: NonNullable<EmailQuery["text"]>): Promise<EmailNo[]> {
    return (await this.#search.find(handle.account, terms)) as EmailNo[];
  }
}

const actor = (handle: AccountHandle) => ({
  account: handle.account,
  viewer: handle.viewer,
  perPerson: handle.seenPerPerson,
});

const joined = (keywords: readonly string[]): string | null =>
  keywords.length > 0 ? [...new Set(keywords)].sort().join(" ") : null;

const flagsOrNull = (flags: Flags | undefined) => (flags ? { bits: flags.bits, keywords: flags.keywords } : null);

const toPlaced = (rows: readonly Placed[]): PlacedEmail[] => rows as readonly unknown[] as PlacedEmail[];
