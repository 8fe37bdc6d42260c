// The one implementation of what doors may ask of mail: rights checked, names checked, then the store.
import type { AccountHandle, Door, SignInService } from "#auth/ports.ts";
import type { Clock } from "#base/clock.ts";
import { CongvuError } from "#base/errors.ts";
import type { Log } from "#base/log.ts";
import type { AccountId, DirectoryStore, PersonId } from "#directory/ports.ts";
import { requireAccess } from "./access.ts";
import { type AcceptedListener, Deliveries } from "./delivery.ts";
import type { FolderView, IncomingLetter, Mail, OutgoingLetter } from "./doors.ts";
import { checkedPath, findFolder } from "./folder-path.ts";
import { FolderViews } from "./folder-views.ts";
import { ingest } from "./ingest.ts";
import { Keeping } from "./keeping.ts";
import type {
  EmailNo,
  EmailPatch,
  EmailQuery,
  FlagChange,
  FlagResult,
  Flags,
  Folder,
  FolderId,
  MailStore,
  ModSeq,
  TextTerm,
  Uid,
} from "./ports.ts";
import { Recipients } from "./recipients.ts";
import type { Room } from "./room.ts";
import { type NewSubmission, resolveForSending, Submissions } from "./submissions.ts";

export interface MailParts {
  readonly store: MailStore & { searchText(handle: AccountHandle, terms: readonly TextTerm[]): Promise<EmailNo[]> };
  readonly directory: DirectoryStore;
  readonly signIn: Pick<SignInService, "open" | "sendableAddresses">;
  readonly room: Room;
  readonly clock: Clock;
  readonly log: Log;
  readonly hostname: string;
  readonly onAccepted: AcceptedListener;
}

/** Placements changed by one unit of work: bounds how long others wait for the writer. */
const flagsPerUnit = 2_000;

type FolderUids = { folder: FolderId; uids: readonly Uid[] };

export class MailCore implements Mail {
  readonly #store: MailParts["store"];
  readonly #room: Room;
  readonly #clock: Clock;
  readonly #recipients: Recipients;
  readonly #listeners = new Map<AccountId, Set<() => void>>();
  readonly #keeping: Keeping;
  readonly views: FolderViews;
  readonly deliveries: Deliveries;
  readonly submissions: Mail["submissions"];
  readonly sending: Submissions;

  constructor(parts: MailParts) {
    const { store, clock, log } = parts;
    this.#store = store;
    this.#room = parts.room;
    this.#clock = clock;
    this.#recipients = new Recipients(parts);
    this.#keeping = new Keeping({ store, clock, log });
    this.views = new FolderViews(store);
    this.deliveries = new Deliveries(parts);
    this.sending = new Submissions({ ...parts, recipients: this.#recipients, deliveries: this.deliveries });
    this.submissions = (handle, ids) => store.submissions(handle, ids);
  }

  /** Takes up what a stop or crash left unfinished. */
  start(): void {
    this.deliveries.startSlices();
    this.sending.wake();
    this.#keeping.start();
  }

  async stop(): Promise<void> {
    await this.#keeping.stop();
    await this.sending.stop();
    await this.deliveries.stop();
  }

  // -- notices

  onChange(account: AccountId, listener: () => void): () => void {
    let listeners = this.#listeners.get(account);
    if (!listeners) {
      listeners = new Set();
      this.#listeners.set(account, listeners);
    }
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0 && this.#listeners.get(account) === listeners) this.#listeners.delete(account);
    };
  }

  /** main.ts connects the store's commits here. */
  announce(accounts: readonly AccountId[]): void {
    for (const account of accounts) {
      for (const listener of this.#listeners.get(account) ?? []) listener();
    }
  }

  // -- folders

  folders(handle: AccountHandle): Promise<Folder[]> {
    return this.#store.folders(handle);
  }

  async createFolder(handle: AccountHandle, path: readonly string[], role?: Folder["role"]): Promise<FolderId> {
    requireAccess(handle, "write");
    const names = checkedPath(path);
    const folders = await this.#store.folders(handle);
    if (findFolder(folders, names)) throw new CongvuError("already-exists");
    let parent: FolderId | null = null;
    for (const [depth, name] of names.entries()) {
      const existing: Folder | null = findFolder(folders, names.slice(0, depth + 1));
      const isLast = depth === names.length - 1;
      const wanted: Parameters<MailStore["createFolder"]>[1] =
        isLast && role ? { parent, name, role } : { parent, name };
      parent = existing?.id ?? (await this.#store.createFolder(handle, wanted));
    }
    return parent as FolderId;
  }

  async renameFolder(handle: AccountHandle, folder: FolderId, path: readonly string[]): Promise<void> {
    requireAccess(handle, "write");
    const names = checkedPath(path);
    const above = names.slice(0, -1);
    const folders = await this.#store.folders(handle);
    const parent =
      above.length === 0 ? null : (findFolder(folders, above)?.id ?? (await this.createFolder(handle, above)));
    await this.#store.renameFolder(handle, folder, { parent, name: names.at(-1) ?? "" });
  }

  async deleteFolder(handle: AccountHandle, folder: FolderId): Promise<void> {
    requireAccess(handle, "write");
    await this.#store.deleteFolder(handle, folder);
  }

  setSubscribed(handle: AccountHandle, folder: FolderId, subscribed: boolean): Promise<void> {
    return this.#store.setSubscribed(handle, folder, subscribed);
  }

  takeRecent(handle: AccountHandle, folder: FolderId): Promise<Uid> {
    return this.#store.takeRecent(handle, folder);
  }

  openView(handle: AccountHandle, folder: FolderId): Promise<FolderView> {
    return this.views.open(handle, folder);
  }

  // -- reading

  emails(handle: AccountHandle, emailNos: readonly EmailNo[]) {
    return this.#store.emails(handle, emailNos);
  }

  placementsOf(handle: AccountHandle, emailNos: readonly EmailNo[]) {
    return this.#store.placementsOf(handle, emailNos);
  }

  emailsOfThreads(handle: AccountHandle, threads: readonly number[]) {
    return this.#store.emailsOfThreads(handle, threads);
  }

  body(handle: AccountHandle, emailNo: EmailNo) {
    return this.#store.body(handle, emailNo);
  }

  states(handle: AccountHandle) {
    return this.#store.states(handle);
  }

  changesSince(handle: AccountHandle, since: ModSeq, limit: number) {
    return this.#store.changesSince(handle, since, limit);
  }

  query(handle: AccountHandle, query: EmailQuery) {
    return this.#store.query(handle, query);
  }

  searchText(handle: AccountHandle, terms: readonly TextTerm[]) {
    return this.#store.searchText(handle, terms);
  }

  usage(handle: AccountHandle) {
    return this.#store.usage(handle);
  }

  recordOpened(handle: AccountHandle, emailNo: EmailNo, door: Door) {
    return this.#store.recordOpened(handle, emailNo, door);
  }

  // -- writing

  async append(
    handle: AccountHandle,
    letters: readonly { folder: FolderId; bytes: Buffer; flags: Flags; receivedAtMs?: number }[],
  ) {
    requireAccess(handle, "write");
    using _room = this.#room.claim(letters.reduce((sum, letter) => sum + letter.bytes.length, 0));
    const now = this.#clock.nowMs();
    return await this.#store.append(
      handle,
      letters.map(({ folder, bytes, flags, receivedAtMs }) => ({
        folder,
        flags,
        receivedAtMs: receivedAtMs ?? now,
        letter: ingest(bytes),
      })),
    );
  }

  /** Long lists go in several commits, so that one STORE over a large folder never holds up deliveries. */
  async storeFlags(handle: AccountHandle, change: FlagChange): Promise<FlagResult> {
    requireAccess(handle, "flag");
    if (change.uids.length <= flagsPerUnit) return this.#store.storeFlags(handle, change);
    let result: FlagResult = { modSeq: 0, changed: [], modified: [] };
    for (let at = 0; at < change.uids.length; at += flagsPerUnit) {
      const part = await this.#store.storeFlags(handle, { ...change, uids: change.uids.slice(at, at + flagsPerUnit) });
      result = {
        modSeq: part.modSeq,
        changed: [...result.changed, ...part.changed],
        modified: [...result.modified, ...part.modified],
      };
    }
    return result;
  }

  async copy(handle: AccountHandle, unit: FolderUids & { target: FolderId }) {
    requireAccess(handle, "write");
    return this.#store.copy(handle, unit);
  }

  async move(handle: AccountHandle, unit: FolderUids & { target: FolderId }) {
    requireAccess(handle, "write");
    return this.#store.move(handle, unit);
  }

  async expunge(handle: AccountHandle, unit: { folder: FolderId; uids: readonly Uid[] | null }) {
    requireAccess(handle, "write");
    return this.#store.expunge(handle, unit);
  }

  async removePlacements(handle: AccountHandle, unit: FolderUids) {
    requireAccess(handle, "write");
    return this.#store.removePlacements(handle, unit);
  }

  async restore(handle: AccountHandle, emailNos: readonly EmailNo[], into: FolderId) {
    requireAccess(handle, "write");
    return this.#store.restore(handle, emailNos, into);
  }

  async updateEmails(handle: AccountHandle, patches: readonly EmailPatch[]) {
    requireAccess(handle, patches.some((patch) => patch.folders) ? "write" : "flag");
    return this.#store.updateEmails(handle, patches);
  }

  async destroyEmails(handle: AccountHandle, emailNos: readonly EmailNo[]) {
    requireAccess(handle, "write");
    return this.#store.destroyEmails(handle, emailNos);
  }

  async saveUpload(handle: AccountHandle, upload: { type: string; bytes: Buffer }) {
    using _room = this.#room.claim(upload.bytes.length);
    return await this.#store.saveUpload(handle, upload);
  }

  upload(handle: AccountHandle, id: string) {
    return this.#store.upload(handle, id);
  }

  // -- ways in and out

  claimRoom(bytes: number): Disposable {
    return this.#room.claim(bytes);
  }

  deliver(letter: IncomingLetter): Promise<void> {
    return this.deliveries.accept(letter);
  }

  async send(letter: OutgoingLetter): Promise<void> {
    requireAccess(letter.handle, "send");
    if (letter.from !== "") await this.checkSender(letter.handle.viewer, letter.from); // "" = a receipt (RFC 8098 §2.1)
    const recipients = [];
    for (const address of letter.recipients) recipients.push(await resolveForSending(this.#recipients, address));
    await this.deliveries.accept({ ...letter, recipients });
  }

  resolveRecipient(address: string) {
    return this.#recipients.resolve(address);
  }

  checkSender(person: PersonId, address: string): Promise<void> {
    return this.#recipients.checkSender(person, address);
  }

  async submit(handle: AccountHandle, submission: NewSubmission): Promise<number> {
    requireAccess(handle, "send");
    return this.sending.submit(handle, submission);
  }

  async cancelSubmission(handle: AccountHandle, id: number): Promise<boolean> {
    return this.#store.cancelSubmission(handle, id);
  }
}
