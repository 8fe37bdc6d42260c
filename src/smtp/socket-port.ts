// A session's hold on its socket: back-pressure in both directions, and an end that lets the peer read the last reply.
import type { Duplex } from "node:stream";
import type { SessionPort } from "./session.ts";

/** Replies waiting in the socket above this stop the reading of further commands. */
const backlogBytes = 64 * 1024;
/** A peer that does not close after our last reply is cut off. */
const lingerMs = 5_000;

export class SocketPort implements SessionPort {
  readonly #socket: Duplex;
  readonly startTls: () => void;
  /** The session asked to wait. */
  #held = false;
  /** The peer does not read. */
  #backlogged = false;

  constructor(socket: Duplex, startTls: () => void) {
    this.#socket = socket;
    this.startTls = startTls;
    socket.on("drain", () => {
      this.#backlogged = false;
      this.#applyPressure();
    });
  }

  write(text: string): void {
    const socket = this.#socket;
    if (!socket.writable) return;
    socket.write(text);
    if (socket.writableLength <= backlogBytes) return;
    this.#backlogged = true;
    this.#applyPressure();
  }

  hold(): void {
    this.#held = true;
    this.#applyPressure();
  }

  release(): void {
    this.#held = false;
    this.#applyPressure();
  }

  end(): void {
    const socket = this.#socket;
    socket.end();
    socket.resume(); // an unread rest would turn our last reply into a reset
    const cut = setTimeout(() => socket.destroy(), lingerMs).unref();
    socket.once("close", () => clearTimeout(cut));
  }

  #applyPressure(): void {
    if (this.#held || this.#backlogged) this.#socket.pause();
    else this.#socket.resume();
  }
}
