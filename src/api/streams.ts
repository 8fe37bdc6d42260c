// Event streams that are open, by the session they belong to (its token; with a password, the person): a session that
// ends takes its streams along.
export class Streams {
  readonly #open = new Map<string, Set<() => void>>();

  /** `end` is called once when the session ends. Returns the way to leave. */
  join(key: string, end: () => void): () => void {
    const ends = this.#open.get(key) ?? new Set();
    this.#open.set(key, ends.add(end));
    return () => {
      ends.delete(end);
      if (ends.size === 0 && this.#open.get(key) === ends) this.#open.delete(key);
    };
  }

  endOf(token: string): void {
    for (const end of this.#open.get(token) ?? []) end();
  }

  /** At the server's stop. */
  endAll(): void {
    for (const ends of this.#open.values()) for (const end of ends) end();
  }
}
