// SMTP client of the load generator: one pipelined transaction after another (RFC 5321, RFC 2920).
import type { Endpoint } from "../target.ts";
import { type Waiter, Wire } from "./wire.ts";

interface SmtpWaiter extends Waiter<void> {
  readonly code: string;
}

export class SmtpClient extends Wire<SmtpWaiter> {
  #unread = "";

  static async open(at: Endpoint): Promise<SmtpClient> {
    const client = new SmtpClient(at);
    await client.#expect("220");
    await client.#command("EHLO load.sonoivu.gov.vn", "250");
    return client;
  }

  protected feed(chunk: Buffer): void {
    this.#unread += chunk.toString("latin1"); // replies are ASCII
    for (;;) {
      const last = /^(\d{3})(?: [^\n]*)?\r\n/m.exec(this.#unread);
      if (!last) return;
      const end = last.index + last[0].length;
      const text = this.#unread.slice(0, end).trim();
      this.#unread = this.#unread.slice(end);
      const waiter = this.waiting.shift();
      if (!waiter) throw new Error(`SMTP: unexpected ${text}`);
      if (waiter.code === last[1]) waiter.resolve();
      else waiter.reject(new Error(`SMTP: wanted ${waiter.code}, got ${text}`));
    }
  }

  #expect(code: string): Promise<void> {
    return new Promise((resolve, reject) => this.waiting.push({ code, resolve, reject }));
  }

  #command(line: string, code: string): Promise<void> {
    this.write([`${line}\r\n`]);
    return this.#expect(code);
  }

  /** Resolves to the milliseconds from the end of data to the final 250. */
  async send(from: string, to: readonly string[], pieces: readonly Buffer[]): Promise<number> {
    this.write([`MAIL FROM:<${from}>\r\n`, ...to.map((address) => `RCPT TO:<${address}>\r\n`), "DATA\r\n"]);
    await Promise.all([this.#expect("250"), ...to.map(() => this.#expect("250")), this.#expect("354")]);
    this.write([...pieces, ".\r\n"]);
    const startMs = performance.now();
    await this.#expect("250");
    return performance.now() - startMs;
  }

  async quit(): Promise<void> {
    await this.#command("QUIT", "221");
    this.destroy();
  }
}
