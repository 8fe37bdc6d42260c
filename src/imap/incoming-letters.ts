// Room for the letters of an APPEND on their way in. It is claimed for what has really come, doubling, so that a peer
// that announces 50 MB and sends nothing keeps no room from others.
import type { AccountBackend } from "./backend.ts";

const firstBytes = 64 * 1024;

export class IncomingLetters implements Disposable {
  readonly #account: AccountBackend;
  readonly #claims: Disposable[] = [];
  #heldBytes = 0;
  #earlierBytes = 0;
  /** Octets of all letters announced so far. */
  announcedBytes = 0;

  constructor(account: AccountBackend) {
    this.#account = account;
  }

  /** The next letter. Throws "disk-full" or "overloaded" when not even its beginning has room. */
  announce(size: number): void {
    this.#claim(Math.min(size, firstBytes));
    this.#earlierBytes = this.announcedBytes;
    this.announcedBytes += size;
  }

  /** So many octets of the last letter announced are here. Throws as `announce`. */
  hold(arrived: number): void {
    const here = this.#earlierBytes + arrived;
    while (here > this.#heldBytes && this.#heldBytes < this.announcedBytes) {
      this.#claim(Math.min(Math.max(this.#heldBytes, firstBytes), this.announcedBytes - this.#heldBytes));
    }
  }

  #claim(bytes: number): void {
    this.#claims.push(this.#account.claimRoom(bytes));
    this.#heldBytes += bytes;
  }

  [Symbol.dispose](): void {
    for (const claim of this.#claims) claim[Symbol.dispose]();
  }
}
