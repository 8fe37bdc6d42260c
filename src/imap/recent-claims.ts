// Who may call which messages \Recent (RFC 3501 §2.3.2): each message is recent in the first session that is told of
// it and in no other. Claims are kept in memory while a mailbox is open and written down when its last session leaves,
// so that a delivery to a watched inbox costs no second commit; after a crash a message may be recent once more, which
// RFC 3501 prefers to the opposite.

export interface RecentStore {
  /** Takes everything not shown before: the first such uid. */
  take(): Promise<number>;
  /** Uid from which on nothing was shown, and the next uid, without taking. */
  peek(): Promise<{ from: number; uidNext: number }>;
}

interface Entry {
  sessions: number;
  /** First uid that nobody claimed; null = nobody asked yet. */
  next: number | null;
  /** What is written down. */
  taken: number;
  taking: Promise<number> | null;
}

export class RecentClaims {
  readonly #open = new Map<string, Entry>();

  /** One session's part in the mailbox `key`. */
  join(key: string, store: RecentStore): RecentClaim {
    let entry = this.#open.get(key);
    if (!entry) {
      entry = { sessions: 0, next: null, taken: 0, taking: null };
      this.#open.set(key, entry);
    }
    const joined = entry;
    joined.sessions++;
    return new RecentClaim(joined, store, () => {
      if (--joined.sessions === 0) this.#open.delete(key);
    });
  }
}

export class RecentClaim {
  readonly #entry: Entry;
  readonly #store: RecentStore;
  readonly #leave: () => void;

  constructor(entry: Entry, store: RecentStore, leave: () => void) {
    this.#entry = entry;
    this.#store = store;
    this.#leave = leave;
  }

  /** First uid below `uidNext` that nobody claimed; all from there up to `uidNext` is the caller's. */
  async claim(uidNext: number): Promise<number> {
    const entry = this.#entry;
    if (entry.next === null) {
      entry.taking ??= this.#store.take();
      const from = await entry.taking;
      entry.next ??= from;
      entry.taken = uidNext;
    }
    const from = Math.min(entry.next, uidNext);
    entry.next = Math.max(entry.next, uidNext);
    return from;
  }

  /** First uid that nobody claimed, left for others to claim. */
  async peek(): Promise<number> {
    return this.#entry.next ?? (await this.#store.peek()).from;
  }

  /** The session leaves; the last one writes down what was claimed while messages came in. */
  async leave(): Promise<void> {
    this.#leave();
    const { next, taken, sessions } = this.#entry;
    if (sessions > 0 || next === null || next <= taken) return;
    const { uidNext } = await this.#store.peek();
    if (uidNext === next) await this.#store.take(); // else something came that nobody was told of
  }
}
