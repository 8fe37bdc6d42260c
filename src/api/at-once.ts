// How many requests of one person run at once. Past the number the next is refused, not queued: a queue would only
// hide the flood.
export class AtOnce {
  readonly #most: number;
  readonly #running = new Map<string, number>();

  constructor(most: number) {
    this.#most = most;
  }

  /** Null = too many already. Dispose of what comes back when the work is done. */
  take(key: string): Disposable | null {
    const running = this.#running.get(key) ?? 0;
    if (running >= this.#most) return null;
    this.#running.set(key, running + 1);
    return { [Symbol.dispose]: () => this.#giveBack(key) };
  }

  #giveBack(key: string): void {
    const running = (this.#running.get(key) ?? 1) - 1;
    if (running === 0) this.#running.delete(key);
    else this.#running.set(key, running);
  }
}
