// POP3 client of the load generator, one command at a time (RFC 1939).
import type { Endpoint } from "../target.ts";
import { type Waiter, Wire } from "./wire.ts";

interface Pop3Waiter extends Waiter<string> {
  readonly multiLine: boolean;
  /** First octets of the reply, enough for its status line. */
  head: Buffer;
}

const statusBytes = 512;

export class Pop3Client extends Wire<Pop3Waiter> {
  #tail: Buffer = Buffer.alloc(0);

  static async open(at: Endpoint): Promise<Pop3Client> {
    const client = new Pop3Client(at);
    await client.#wait(false);
    return client;
  }

  protected feed(chunk: Buffer): void {
    const [waiter] = this.waiting;
    if (!waiter) throw new Error("POP3: unexpected data");
    if (waiter.head.length < statusBytes) waiter.head = Buffer.concat([waiter.head, chunk.subarray(0, statusBytes)]);
    // The last octets alone tell where a reply ends.
    this.#tail = chunk.length >= 5 ? chunk.subarray(-5) : Buffer.concat([this.#tail, chunk]).subarray(-5);
    const isOk = waiter.head[0] === 0x2b;
    const end = waiter.multiLine && isOk ? "\r\n.\r\n" : "\r\n";
    if (!this.#tail.toString("latin1").endsWith(end)) return; // compared with ASCII only
    this.waiting.shift();
    this.#tail = Buffer.alloc(0);
    const status = waiter.head.toString("latin1").split("\r\n", 1)[0] ?? "";
    if (isOk) waiter.resolve(status);
    else waiter.reject(new Error(`POP3: ${status}`));
  }

  #wait(multiLine: boolean): Promise<string> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ multiLine, head: Buffer.alloc(0), resolve, reject });
    });
  }

  /** Resolves to the status line. */
  command(line: string, { multiLine = false } = {}): Promise<string> {
    this.write([`${line}\r\n`]);
    return this.#wait(multiLine);
  }
}
