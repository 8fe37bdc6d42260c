// One connection of the load generator: chunks in, replies out in the order in which they were asked for.
import net from "node:net";
import tls from "node:tls";
import type { Endpoint } from "../target.ts";

/** What a caller waits for; `Reply` is its outcome. */
export interface Waiter<Reply> {
  resolve(reply: Reply): void;
  reject(error: Error): void;
}

/** A protocol client. Any reply other than success rejects, so that a figure means that the work was done. */
export abstract class Wire<W extends Waiter<never> | Waiter<unknown>> {
  readonly socket: net.Socket;
  protected readonly waiting: W[] = [];

  protected constructor({ host, port, tls: encrypted }: Endpoint) {
    this.socket = encrypted ? tls.connect({ host, port, rejectUnauthorized: false }) : net.connect({ host, port });
    this.socket.setNoDelay(true);
    this.socket.on("data", (chunk: Buffer) => {
      try {
        this.feed(chunk);
      } catch (error) {
        this.fail(error instanceof Error ? error : new Error(String(error)));
      }
    });
    this.socket.on("error", (error) => this.fail(error));
    this.socket.on("close", () => this.fail(new Error("connection closed by server")));
  }

  protected abstract feed(chunk: Buffer): void;

  protected fail(error: Error): void {
    for (const waiter of this.waiting.splice(0)) waiter.reject(error);
    this.socket.destroy();
  }

  /** Several pieces in one segment where possible. */
  protected write(pieces: readonly (string | Buffer)[]): void {
    this.socket.cork();
    for (const piece of pieces) this.socket.write(piece);
    this.socket.uncork();
  }

  destroy(): void {
    this.socket.destroy();
  }
}
