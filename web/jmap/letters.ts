// The letters of one account that this page has met, and the lists made of them. Everything that changes a letter,
// our own hand or the change feed, passes through here, so that rows, lists and reader never disagree.
import { type Answers, type Call, call, idsOf } from "./client.ts";
import { type FetchPage, LetterList, type ListSource } from "./letter-list.ts";
import { type GetResult, type Letter, letterProperties, type QueryResult } from "./types.ts";

const listsKept = 12;

export class Letters {
  readonly accountId: string;
  /** Email state that the cache reflects; null = nothing read yet. */
  state: string | null = null;
  readonly #letters = new Map<string, Letter>();
  readonly #lists = new Map<string, LetterList>();
  readonly #listeners = new Set<() => void>();

  constructor(accountId: string) {
    this.accountId = accountId;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  get(id: string): Letter | undefined {
    return this.#letters.get(id);
  }

  /** The list for a source, made once; the longest unused is dropped. */
  list(source: ListSource): LetterList {
    const known = this.#lists.get(source.key);
    if (known) this.#lists.delete(source.key);
    const list = known ?? this.#makeList(source);
    this.#lists.set(source.key, list);
    const oldest = this.#lists.keys().next().value;
    if (this.#lists.size > listsKept && oldest !== undefined) this.#lists.delete(oldest);
    return list;
  }

  /** New or changed letters, as the server or our own optimism has them. */
  put(letters: readonly Letter[]): void {
    for (const letter of letters) this.#letters.set(letter.id, letter);
    for (const list of this.#lists.values()) for (const letter of letters) list.changed(letter);
    this.#tell();
  }

  remove(ids: readonly string[]): void {
    for (const id of ids) this.#letters.delete(id);
    for (const list of this.#lists.values()) for (const id of ids) list.gone(id);
    if (ids.length > 0) this.#tell();
  }

  /** Read again from the server: the change feed no longer reaches back. */
  async reload(): Promise<void> {
    this.state = null;
    await Promise.all([...this.#lists.values()].map((list) => list.refresh()));
  }

  refreshSearches(): void {
    for (const list of this.#lists.values()) if (!list.source.wants) void list.refresh();
  }

  #makeList(source: ListSource): LetterList {
    const list = new LetterList(source, this.#fetchPage);
    list.newestReceivedAt = (id) => this.#letters.get(id)?.receivedAt;
    return list;
  }

  readonly #fetchPage: FetchPage = async (source, position, limit) => {
    const answers = await call(listCalls(this.accountId, source.filter, { position, limit }));
    const query = answers.of<QueryResult>("query");
    this.adopt(answers, "get");
    return { ids: query.ids, total: query.total ?? query.ids.length };
  };

  /** Takes the letters of an Email/get answer into the cache without telling lists: they are being listed now. */
  adopt(answers: Answers, id: string): readonly Letter[] {
    const got = answers.of<GetResult<Letter>>(id);
    this.state ??= got.state;
    for (const letter of got.list) this.#letters.set(letter.id, letter);
    this.#tell();
    return got.list;
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}

export function listCalls(
  accountId: string,
  filter: Record<string, unknown>,
  page: { position: number; limit: number },
): Call[] {
  const sort = [{ property: "receivedAt", isAscending: false }];
  return [
    ["Email/query", { accountId, filter, sort, ...page, calculateTotal: true }, "query"],
    ["Email/get", { accountId, "#ids": idsOf("query", "Email/query", "/ids"), properties: letterProperties }, "get"],
  ];
}
