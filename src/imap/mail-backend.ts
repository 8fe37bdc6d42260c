// The bridge from IMAP to mail, directory and auth: the only file here that imports them.
import type { AccountHandle, SignInService } from "#auth/ports.ts";
import type { Clock } from "#base/clock.ts";
import { CongvuError } from "#base/errors.ts";
import type { FolderView, Mail } from "#mail/doors.ts";
import { type EmailNo, type Folder, type FolderId, flagBits as mailFlagBits } from "#mail/ports.ts";
import type {
  AccountBackend,
  AppendLetter,
  Backend,
  Copied,
  FlagStore,
  FlagStored,
  flagBits,
  Mailbox,
  MailboxView,
  MessageRow,
  Picture,
  SpecialUse,
} from "./backend.ts";
import { BodyCache } from "./body-cache.ts";
import { type RecentClaim, RecentClaims, type RecentStore } from "./recent-claims.ts";

export interface ImapServices {
  readonly mail: Mail;
  readonly signIn: SignInService;
  readonly clock: Clock;
}

/** What all sessions of a door share. */
interface Shared {
  readonly mail: Mail;
  readonly recents: RecentClaims;
  readonly bodies: BodyCache;
}

export function mailBackend({ mail, signIn, clock }: ImapServices): Backend {
  const shared: Shared = { mail, recents: new RecentClaims(), bodies: new BodyCache(clock) };
  return {
    signIn: async (attempt) => {
      const { handle } = await signIn.signIn({ ...attempt, door: "imap" });
      return new MailAccount(shared, handle);
    },
  };
}

/** Bits travel unchanged between the two tables: this does not compile once they drift apart. */
mailFlagBits satisfies typeof flagBits;

const folderId = (mailbox: number): FolderId => mailbox as FolderId;
const emailNo = (number: number): EmailNo => number as EmailNo;

class MailAccount implements AccountBackend {
  readonly #shared: Shared;
  readonly #mail: Mail;
  readonly #handle: AccountHandle;

  constructor(shared: Shared, handle: AccountHandle) {
    this.#shared = shared;
    this.#mail = shared.mail;
    this.#handle = handle;
  }

  async mailboxes(): Promise<Mailbox[]> {
    const folders = await this.#mail.folders(this.#handle);
    return mailboxesOf(folders);
  }

  create(path: readonly string[], use: SpecialUse | null): Promise<number> {
    return use ? this.#mail.createFolder(this.#handle, path, use) : this.#mail.createFolder(this.#handle, path);
  }

  rename(mailbox: number, path: readonly string[]): Promise<void> {
    return this.#mail.renameFolder(this.#handle, folderId(mailbox), path);
  }

  delete(mailbox: number): Promise<void> {
    return this.#mail.deleteFolder(this.#handle, folderId(mailbox));
  }

  setSubscribed(mailbox: number, subscribed: boolean): Promise<void> {
    return this.#mail.setSubscribed(this.#handle, folderId(mailbox), subscribed);
  }

  async append(mailbox: number, letters: readonly AppendLetter[]) {
    const folder = folderId(mailbox);
    const placed = await this.#mail.append(
      this.#handle,
      letters.map(({ bytes, flags, receivedAtMs }) => ({
        folder,
        bytes,
        flags,
        ...(receivedAtMs !== undefined && { receivedAtMs }),
      })),
    );
    return { uidValidity: placed[0]?.uidValidity ?? 0, uids: placed.map(({ uid }) => uid) };
  }

  async open(mailbox: number): Promise<MailboxView> {
    return MailView.open(this.#shared, this.#handle, folderId(mailbox));
  }

  claimRoom(bytes: number): Disposable {
    return this.#mail.claimRoom(bytes);
  }
}

/** Each mailbox before its children, siblings in the order of the folders, INBOX first. */
function mailboxesOf(folders: readonly Folder[]): Mailbox[] {
  const children = Map.groupBy(folders, ({ parent }) => parent);
  const mailboxes: Mailbox[] = [];
  const addBelow = (parent: FolderId | null, above: readonly string[]) => {
    for (const folder of children.get(parent) ?? []) {
      const path = [...above, folder.name];
      mailboxes.push(toMailbox(folder, path, children.has(folder.id)));
      addBelow(folder.id, path);
    }
  };
  addBelow(null, []); // depth is bounded by limits.folderDepth
  return mailboxes;
}

function toMailbox(folder: Folder, path: readonly string[], hasChildren: boolean): Mailbox {
  return {
    id: folder.id,
    path,
    use: folder.role === "inbox" ? null : folder.role,
    hasChildren,
    subscribed: folder.subscribed,
    uidValidity: folder.uidValidity,
    uidNext: folder.uidNext,
    exists: folder.total,
    unseen: folder.unread,
    bytes: folder.bytes,
    modSeq: folder.modSeq,
  };
}

/** The view of one session, with the notice of changes that lets it sleep. */
class MailView implements MailboxView {
  readonly #shared: Shared;
  readonly #mail: Mail;
  readonly #handle: AccountHandle;
  readonly #view: FolderView;
  readonly #recent: RecentClaim;
  readonly #stop: () => void;
  changed = false;
  wake: (() => void) | null = null;

  static async open(shared: Shared, handle: AccountHandle, folder: FolderId): Promise<MailView> {
    const { mail } = shared;
    // Listen first: a commit between the opening and the listening would go unnoticed.
    let early = false;
    const stopEarly = mail.onChange(handle.account, () => {
      early = true;
    });
    try {
      const view = new MailView(shared, handle, await mail.openView(handle, folder));
      view.changed = early;
      return view;
    } finally {
      stopEarly();
    }
  }

  constructor(shared: Shared, handle: AccountHandle, view: FolderView) {
    const { mail, recents } = shared;
    this.#shared = shared;
    this.#mail = mail;
    this.#handle = handle;
    this.#view = view;
    this.#recent = recents.join(`${handle.account}/${view.folder}`, recentStore(mail, handle, view.folder));
    this.#stop = mail.onChange(handle.account, () => {
      this.changed = true;
      this.wake?.();
    });
  }

  get mailbox(): number {
    return this.#view.folder;
  }

  get opened() {
    const { exists, unread, uidNext, uidValidity, modSeq } = this.#view.opened;
    return { exists, unseen: unread, uidNext, uidValidity, modSeq };
  }

  initial(): Promise<Picture> {
    return this.#view.initial();
  }

  current(): Promise<Picture | null> {
    return this.#view.current();
  }

  rows(emailNos: readonly number[]): Promise<readonly MessageRow[]> {
    return this.#mail.emails(this.#handle, emailNos as readonly EmailNo[]);
  }

  async body(no: number, options?: { inPieces: boolean }): Promise<Buffer | "gone" | "damaged"> {
    const key = `${this.#handle.account}/${no}`;
    const kept = options?.inPieces ? this.#shared.bodies.take(key) : null;
    if (kept) return kept;
    try {
      const bytes = await this.#mail.body(this.#handle, emailNo(no));
      if (options?.inPieces) this.#shared.bodies.keep(key, bytes);
      return bytes;
    } catch (error) {
      if (error instanceof CongvuError && error.code === "not-found") return "gone";
      if (error instanceof CongvuError && error.code === "body-damaged") return "damaged";
      throw error;
    }
  }

  storeFlags(change: FlagStore): Promise<FlagStored> {
    return this.#mail.storeFlags(this.#handle, { ...change, folder: this.#view.folder });
  }

  expunge(uids: readonly number[] | null): Promise<readonly number[]> {
    return this.#mail.expunge(this.#handle, { folder: this.#view.folder, uids });
  }

  copy(uids: readonly number[], target: number): Promise<Copied> {
    return this.#mail.copy(this.#handle, { folder: this.#view.folder, uids, target: folderId(target) });
  }

  move(uids: readonly number[], target: number): Promise<Copied> {
    return this.#mail.move(this.#handle, { folder: this.#view.folder, uids, target: folderId(target) });
  }

  recordOpened(no: number): Promise<void> {
    return this.#mail.recordOpened(this.#handle, emailNo(no), "imap");
  }

  searchText(field: "text" | "body", phrase: string): Promise<readonly number[]> {
    return this.#mail.searchText(this.#handle, [{ field, value: phrase }]);
  }

  claimRecent(uidNext: number): Promise<number> {
    return this.#recent.claim(uidNext);
  }

  peekRecent(): Promise<number> {
    return this.#recent.peek();
  }

  [Symbol.dispose](): void {
    this.#stop();
    this.wake = null;
    this.#view[Symbol.dispose]();
    this.#recent.leave().catch(() => undefined); // not written down: shown as recent once more
  }
}

const recentStore = (mail: Mail, handle: AccountHandle, folder: FolderId): RecentStore => ({
  take: () => mail.takeRecent(handle, folder),
  peek: async () => {
    const row = (await mail.folders(handle)).find(({ id }) => id === folder);
    const uidNext = row?.uidNext ?? 1;
    return { from: row?.recentFrom ?? uidNext, uidNext };
  },
});
