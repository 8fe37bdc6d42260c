// What goes to one peer: text gathered into large writes, letters as they are, and no more than a fixed amount waiting
// for a slow reader. Whoever writes much asks `isFull` and then awaits `drained()`; nothing else throttles.
import type { Socket } from "node:net";
import { PeerGone } from "./replies.ts";

/** Text gathered before it is handed to the socket. */
const gatherChars = 32 * 1024;
/** Octets the socket may hold back before writers wait. */
const fullBytes = 128 * 1024;
/** Letters go in slices, so that a slow reader shows progress and TLS never holds a second copy of a whole letter. */
const sliceBytes = 256 * 1024;

export class Output {
  readonly #socket: Socket;
  #text = "";
  #corked = false;
  /** Waiting for the peer to read. */
  blocked = false;
  /** Grows with each wait that ended: shows a slow reader from a dead one. */
  drains = 0;

  constructor(socket: Socket) {
    this.#socket = socket;
  }

  get isClosed(): boolean {
    return this.#socket.destroyed || !this.#socket.writable;
  }

  get isFull(): boolean {
    return this.#socket.writableLength >= fullBytes;
  }

  /** Gathers; leaves with the next `flush` or once there is much. */
  write(text: string): void {
    this.#text += text;
    if (this.#text.length >= gatherChars) this.flush();
  }

  flush(): void {
    const text = this.#text;
    this.#text = "";
    if (text && !this.isClosed) this.#socket.write(text, "utf8");
    if (this.#corked) {
      this.#corked = false;
      this.#socket.uncork();
    }
  }

  /** Exact octets, in order with the text around them. */
  async bytes(octets: Buffer): Promise<void> {
    for (let at = 0; at < octets.length; at += sliceBytes) {
      if (!this.#corked) {
        this.#corked = true;
        this.#socket.cork();
      }
      if (this.#text) this.#socket.write(this.#text, "utf8");
      this.#text = "";
      if (this.isClosed) throw new PeerGone();
      this.#socket.write(octets.subarray(at, at + sliceBytes));
      if (this.isFull) await this.drained();
    }
  }

  /** Resolves when the peer has read what waits; throws PeerGone when it never will. */
  async drained(): Promise<void> {
    this.flush();
    if (this.isClosed) throw new PeerGone();
    if (!this.#socket.writableNeedDrain) return;
    this.blocked = true;
    await new Promise<void>((resolve) => {
      const done = () => {
        this.#socket.off("drain", done);
        this.#socket.off("close", done);
        resolve();
      };
      this.#socket.on("drain", done);
      this.#socket.on("close", done);
    });
    this.blocked = false;
    this.drains++;
    if (this.isClosed) throw new PeerGone();
  }
}

/** Lets other connections have their turn in the middle of long work. */
export const yieldToLoop = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
