// Folder views shared by all sessions of the process: loaded once in slices, kept up to date from the change feed. When
// the last session closes a view stays for a while: mail programs come back every few minutes. A view belongs to (account, folder) and, on unit mailboxes, to the viewer.
import { setImmediate as nextTurn } from "node:timers/promises";
import type { AccountHandle } from "#auth/ports.ts";
import { CongvuError } from "#base/errors.ts";
import { limits } from "#base/limits.ts";
import type { FolderSnapshot, FolderStatus, FolderView } from "./doors.ts";
import { firstSnapshot, nextSnapshot } from "./folder-snapshot.ts";
import type { FolderId, MailStore, ModSeq, PlacementSlice, Uid } from "./ports.ts";

type ViewStore = Pick<MailStore, "folders" | "placements" | "folderDelta">;

/** Letters of views that no session holds: 17 octets each. */
const idleLetters = 1_000_000;

export class FolderViews {
  readonly #store: ViewStore;
  readonly #shared = new Map<string, SharedView>();
  /** Without a session, longest unused first. */
  readonly #idle = new Map<string, SharedView>();

  constructor(store: ViewStore) {
    this.#store = store;
  }

  /** Throws `not-found`. Reads one folder row, not the folder's letters. */
  async open(handle: AccountHandle, folder: FolderId): Promise<FolderView> {
    const row = (await this.#store.folders(handle)).find(({ id }) => id === folder);
    if (!row) throw new CongvuError("not-found", "no such folder");
    const opened: FolderStatus = {
      exists: row.total,
      unread: row.unread,
      uidNext: row.uidNext,
      uidValidity: row.uidValidity,
      modSeq: row.modSeq,
    };
    const key = `${handle.account}/${folder}/${handle.seenPerPerson ? handle.viewer : 0}`;
    const shared = this.#shared.get(key) ?? this.#idle.get(key) ?? new SharedView(this.#store, handle, folder);
    this.#idle.delete(key);
    this.#shared.set(key, shared);
    shared.sessions++;
    return new SessionView(opened, shared, () => {
      if (--shared.sessions === 0) this.#rest(key, shared);
    });
  }

  /** Keeps the view without a session, and lets the longest unused ones go when there are too many letters. */
  #rest(key: string, view: SharedView): void {
    this.#shared.delete(key);
    if (!view.loaded) return;
    this.#idle.set(key, view);
    let letters = 0;
    for (const one of this.#idle.values()) letters += one.loaded?.count ?? 0;
    for (const [oldest, one] of this.#idle) {
      if (letters <= idleLetters) break;
      letters -= one.loaded?.count ?? 0;
      this.#idle.delete(oldest);
    }
  }

  /** Views in memory, for the metrics. */
  get size(): number {
    return this.#shared.size;
  }
}

/** The newest picture of one folder, loaded when first needed. */
class SharedView {
  readonly folder: FolderId;
  readonly #store: ViewStore;
  readonly #handle: AccountHandle;
  sessions = 0;
  #snapshot: FolderSnapshot | null = null;
  #updating: Promise<FolderSnapshot | null> | null = null;

  constructor(store: ViewStore, handle: AccountHandle, folder: FolderId) {
    this.#store = store;
    this.#handle = handle;
    this.folder = folder;
  }

  get loaded(): FolderSnapshot | null {
    return this.#snapshot;
  }

  /** Up to date with every commit made before the call. */
  async current(asOf: { modSeq: ModSeq; uidNext: Uid }): Promise<FolderSnapshot | null> {
    if (this.#updating) await this.#updating; // may have read before our commit: look once more
    this.#updating ??= this.#update(asOf).finally(() => {
      this.#updating = null;
    });
    return this.#updating;
  }

  async #update(asOf: { modSeq: ModSeq; uidNext: Uid }): Promise<FolderSnapshot | null> {
    const base = this.#snapshot ?? (await this.load(asOf));
    const delta = await this.#store.folderDelta(this.#handle, this.folder, base.modSeq);
    this.#snapshot = delta && nextSnapshot(base, delta);
    return this.#snapshot;
  }

  /** The folder as it stood at `asOf`, read in slices so that other sessions get their turn. */
  async load(asOf: { modSeq: ModSeq; uidNext: Uid }): Promise<FolderSnapshot> {
    const slices: PlacementSlice[] = [];
    let afterUid = 0;
    for (;;) {
      const slice = await this.#store.placements(this.#handle, this.folder, {
        afterUid,
        limit: limits.viewSlice,
        asOf,
      });
      slices.push(slice);
      if (slice.uids.length < limits.viewSlice) break;
      afterUid = slice.uids.at(-1) ?? afterUid;
      await nextTurn();
    }
    const snapshot = firstSnapshot(slices, asOf);
    this.#snapshot ??= snapshot;
    return snapshot;
  }
}

class SessionView implements FolderView {
  readonly opened: FolderStatus;
  readonly #shared: SharedView;
  readonly #release: () => void;
  #initial: FolderSnapshot | null = null;
  #closed = false;

  constructor(opened: FolderStatus, shared: SharedView, release: () => void) {
    this.opened = opened;
    this.#shared = shared;
    this.#release = release;
    this.#initial = this.#atOpening(shared.loaded);
  }

  /** The picture if it shows just what the opening said: nothing came and nothing went. */
  #atOpening(picture: FolderSnapshot | null): FolderSnapshot | null {
    return picture?.uidNext === this.opened.uidNext && picture.count === this.opened.exists ? picture : null;
  }

  get folder(): FolderId {
    return this.#shared.folder;
  }

  async initial(): Promise<FolderSnapshot> {
    // One left behind by an earlier session needs only what changed since.
    if (!this.#initial && this.#shared.loaded) this.#initial = this.#atOpening(await this.#shared.current(this.opened));
    this.#initial ??= await this.#shared.load(this.opened);
    return this.#initial;
  }

  async current(): Promise<FolderSnapshot | null> {
    const newest = await this.#shared.current(this.opened);
    this.#initial = newest; // only the newest is held, so that an idle session keeps no old picture
    return newest;
  }

  [Symbol.dispose](): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#release();
  }
}
