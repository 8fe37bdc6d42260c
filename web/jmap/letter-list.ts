// One list of letters on the screen: a sparse picture of Email/query, filled by pages as the reader scrolls, and kept
// true by the change feed without ever moving under the pointer. New letters wait above the picture until the reader
// asks for them (or the list is at its top); the offset between picture and server is the number that waits.
import type { Letter } from "./types.ts";

export const pageSize = 50;

/** What is listed. `wants`: a letter that should appear; `keeps`: one already listed that may stay. */
export interface ListSource {
  readonly key: string;
  /** RFC 8621 §4.4.1. */
  readonly filter: Record<string, unknown>;
  /** Null = only the server can tell (text search): changes never add rows by themselves. */
  readonly wants: ((letter: Letter) => boolean) | null;
  readonly keeps: (letter: Letter) => boolean;
}

export interface Page {
  readonly ids: readonly string[];
  readonly total: number;
}

/** Brings one page, and leaves its letters in the account's cache. */
export type FetchPage = (source: ListSource, position: number, limit: number) => Promise<Page>;

export interface ListView {
  /** Null = not known yet. */
  readonly total: number | null;
  /** New letters that wait above the first row. */
  readonly waiting: number;
  readonly failed: boolean;
  readonly checkedAtMs: number;
  /** Grows with every change of the rows. */
  readonly version: number;
}

export class LetterList {
  readonly source: ListSource;
  readonly #fetchPage: FetchPage;
  readonly #listeners = new Set<() => void>();
  #ids: (string | undefined)[] = [];
  #waiting: string[] = [];
  #loading = new Set<number>();
  /** Answers asked for under an older generation are thrown away: positions have moved since. */
  #generation = 0;
  #window: readonly [number, number] = [0, pageSize - 1];
  #atTop = true;
  #view: ListView = { total: null, waiting: 0, failed: false, checkedAtMs: 0, version: 0 };

  constructor(source: ListSource, fetchPage: FetchPage) {
    this.source = source;
    this.#fetchPage = fetchPage;
  }

  readonly view = (): ListView => this.#view;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  idAt(index: number): string | undefined {
    return this.#ids[index];
  }

  indexOf(id: string): number {
    return this.#ids.indexOf(id);
  }

  /** Ids brought so far, in order. */
  loadedIds(): string[] {
    return this.#ids.filter((id) => id !== undefined);
  }

  /** The rows on the screen now; missing pages are brought. */
  ensure(first: number, last: number): void {
    this.#window = [first, last];
    for (const page of this.#missingPages()) void this.#load(page);
  }

  /** Whether new letters may appear at once: nothing is scrolled, nobody points at a row. */
  setAtTop(atTop: boolean): void {
    this.#atTop = atTop;
    if (atTop && this.#waiting.length > 0) this.showNew();
  }

  showNew(): void {
    if (this.#waiting.length === 0) return;
    this.#ids.unshift(...this.#waiting);
    this.#waiting = [];
    this.#moved({ total: this.#ids.length, waiting: 0 });
  }

  /** Asks the server again; the old rows stay until the answer is here. */
  async refresh(): Promise<void> {
    this.#generation += 1;
    this.#loading.clear();
    const generation = this.#generation;
    const first = Math.floor(this.#window[0] / pageSize) * pageSize;
    const limit = Math.ceil((this.#window[1] + 1 - first) / pageSize) * pageSize;
    await this.#bring(generation, first, limit, () => {
      this.#ids = [];
      this.#waiting = [];
    });
  }

  /** A letter that is new, or changed folder or keywords. */
  changed(letter: Letter): void {
    const index = this.#ids.indexOf(letter.id);
    if (index >= 0) {
      if (!this.source.keeps(letter)) this.#take(index);
      return;
    }
    if (this.#view.total === null) return;
    const waits = this.#waiting.indexOf(letter.id);
    if (waits >= 0) {
      if (this.source.keeps(letter)) return;
      this.#waiting.splice(waits, 1);
      this.#moved({ waiting: this.#waiting.length });
      return;
    }
    if (this.source.wants?.(letter)) this.#add(letter);
  }

  /** A letter that no longer exists. */
  gone(id: string): void {
    const index = this.#ids.indexOf(id);
    if (index >= 0) this.#take(index);
    else if (this.#waiting.includes(id)) {
      this.#waiting = this.#waiting.filter((other) => other !== id);
      this.#moved({ waiting: this.#waiting.length });
    }
  }

  /** Set by the owner of the cache: when the first row is known, an older letter has a place only the server knows. */
  newestReceivedAt: (id: string) => string | undefined = () => undefined;

  #add(letter: Letter): void {
    const head = this.#waiting[0] ?? this.#ids[0];
    const headTime = head === undefined ? undefined : this.newestReceivedAt(head);
    if (this.#ids.length > 0 && (headTime === undefined || letter.receivedAt < headTime)) {
      void this.refresh();
      return;
    }
    if (this.#atTop) this.#ids.unshift(letter.id);
    else this.#waiting.unshift(letter.id);
    this.#moved({ total: this.#ids.length, waiting: this.#waiting.length });
  }

  #take(index: number): void {
    this.#ids.splice(index, 1);
    this.#moved({ total: this.#ids.length });
  }

  #missingPages(): number[] {
    const [first, last] = this.#window;
    const pages: number[] = [];
    const end = this.#view.total === null ? last : Math.min(last, this.#ids.length - 1);
    if (this.#view.total === 0) return pages;
    for (let page = Math.floor(first / pageSize); page * pageSize <= end; page++) {
      if (!this.#loading.has(page) && this.#hasHole(page)) pages.push(page);
    }
    return pages;
  }

  #hasHole(page: number): boolean {
    if (this.#view.total === null) return true;
    const end = Math.min((page + 1) * pageSize, this.#ids.length);
    for (let index = page * pageSize; index < end; index++) if (this.#ids[index] === undefined) return true;
    return false;
  }

  async #load(page: number): Promise<void> {
    const generation = this.#generation;
    this.#loading.add(page);
    await this.#bring(generation, page * pageSize, pageSize, () => {});
    if (generation === this.#generation) this.#loading.delete(page);
  }

  async #bring(generation: number, first: number, limit: number, before: () => void): Promise<void> {
    try {
      const page = await this.#fetchPage(this.source, first + this.#waiting.length, limit);
      if (generation !== this.#generation) return;
      before();
      this.#ids.length = Math.max(0, page.total - this.#waiting.length);
      page.ids.forEach((id, offset) => {
        this.#ids[first + offset] = id;
      });
      this.#tell({ total: this.#ids.length, waiting: this.#waiting.length, failed: false, checkedAtMs: Date.now() });
    } catch {
      if (generation === this.#generation) this.#tell({ failed: true });
    }
  }

  #moved(change: Partial<ListView>): void {
    this.#generation += 1;
    this.#loading.clear();
    this.#tell(change);
    this.ensure(...this.#window);
  }

  #tell(change: Partial<ListView>): void {
    this.#view = { ...this.#view, ...change, version: this.#view.version + 1 };
    for (const listener of [...this.#listeners]) listener();
  }
}
