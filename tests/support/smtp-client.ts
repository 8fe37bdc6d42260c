// A small SMTP client on a raw socket: one pipelined transaction at a time, every reply read and kept.
import net from "node:net";

export interface SmtpReply {
  readonly code: number;
  readonly text: string;
}

export class SmtpClient {
  readonly socket: net.Socket;
  #buffered = "";
  readonly #replies: SmtpReply[] = [];
  #waiting: { resolve(reply: SmtpReply): void; reject(error: Error): void } | null = null;
  #ended: Error | null = null;

  private constructor(socket: net.Socket) {
    this.socket = socket;
    socket.setEncoding("latin1");
    socket.on("data", (text: string) => this.#feed(text));
    const end = () => this.#fail(new Error("connection closed"));
    socket.on("close", end);
    socket.on("error", end);
  }

  static async open(port: number, host = "127.0.0.1"): Promise<SmtpClient> {
    const client = new SmtpClient(net.connect({ port, host, noDelay: true }));
    await client.reply();
    await client.command("EHLO client.test");
    return client;
  }

  #feed(text: string): void {
    this.#buffered += text;
    for (;;) {
      const final = /^\d{3}(?: [^\n]*)?\r?\n/m.exec(this.#buffered);
      if (!final) return;
      const end = final.index + final[0].length;
      const reply = { code: Number(final[0].slice(0, 3)), text: this.#buffered.slice(0, end) };
      this.#buffered = this.#buffered.slice(end);
      if (this.#waiting) this.#waiting.resolve(reply);
      else this.#replies.push(reply);
      this.#waiting = null;
    }
  }

  #fail(error: Error): void {
    this.#ended = error;
    this.#waiting?.reject(error);
    this.#waiting = null;
  }

  reply(): Promise<SmtpReply> {
    const ready = this.#replies.shift();
    if (ready) return Promise.resolve(ready);
    if (this.#ended) return Promise.reject(this.#ended);
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
    });
  }

  command(line: string): Promise<SmtpReply> {
    this.socket.write(`${line}\r\n`);
    return this.reply();
  }

  /** One transaction; answers the reply to the data, or the first refusal before it. `bytes` must need no dot-stuffing. */
  async send(from: string, to: readonly string[], bytes: Buffer): Promise<SmtpReply> {
    this.socket.write(`MAIL FROM:<${from}>\r\n${to.map((one) => `RCPT TO:<${one}>\r\n`).join("")}DATA\r\n`);
    const replies: SmtpReply[] = [];
    for (let i = 0; i < to.length + 2; i++) replies.push(await this.reply());
    if (replies.at(-1)?.code !== 354) return replies.find(({ code }) => code >= 400) ?? (replies.at(-1) as SmtpReply);
    this.socket.write(bytes);
    this.socket.write(".\r\n");
    return this.reply();
  }

  close(): void {
    this.socket.destroy();
  }
}
