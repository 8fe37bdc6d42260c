// Bytes to the peer: gathered into few writes, never faster than the peer reads, and not for ever.
import type { Socket } from "node:net";

/** Gathered octets that go out without waiting for the end of a reply. */
const gatherBytes = 64 * 1024;

export class Output {
  readonly #socket: Socket;
  readonly #patienceMs: number;
  #pieces: Buffer[] = [];
  #bytes = 0;

  /** A peer that takes longer than `patienceMs` to read what was written is cut off. */
  constructor(socket: Socket, { patienceMs }: { patienceMs: number }) {
    this.#socket = socket;
    this.#patienceMs = patienceMs;
  }

  line(text: string): void {
    this.put(Buffer.from(`${text}\r\n`));
  }

  put(piece: Buffer): void {
    this.#pieces.push(piece);
    this.#bytes += piece.length;
  }

  /** Time to flush before putting more. */
  get full(): boolean {
    return this.#bytes >= gatherBytes;
  }

  /** True once nobody will read any more. */
  get closed(): boolean {
    return !this.#socket.writable;
  }

  /** Resolves when the peer can take more, or is gone. */
  async flush(): Promise<void> {
    if (this.#bytes === 0 || this.closed) return;
    const octets = Buffer.concat(this.#pieces, this.#bytes);
    this.#pieces = [];
    this.#bytes = 0;
    if (!this.#socket.write(octets)) await this.#drained();
  }

  #drained(): Promise<void> {
    return new Promise((resolve) => {
      const cut = setTimeout(() => this.#socket.destroy(), this.#patienceMs);
      const settle = () => {
        clearTimeout(cut);
        this.#socket.off("drain", settle);
        this.#socket.off("close", settle);
        resolve();
      };
      this.#socket.on("drain", settle);
      this.#socket.on("close", settle);
    });
  }
}
