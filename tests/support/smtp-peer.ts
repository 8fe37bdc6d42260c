// A small SMTP client for tests: sends what it is told, reads whole replies.
import assert from "node:assert/strict";
import { DialogPeer, type DialogTarget } from "./dialog.ts";

export interface PeerReply {
  readonly code: number;
  /** Texts of all lines, enhanced codes included. */
  readonly lines: readonly string[];
}

export class SmtpPeer implements Disposable {
  readonly #peer: DialogPeer;

  constructor(peer: DialogPeer) {
    this.#peer = peer;
  }

  /** Connects, and unless told otherwise reads the greeting and says EHLO. */
  static async connect(target: DialogTarget, hello: "EHLO" | "HELO" | "nothing" = "EHLO"): Promise<SmtpPeer> {
    const peer = new SmtpPeer(await DialogPeer.connect(target));
    if (hello === "nothing") return peer;
    assert.equal((await peer.reply())?.code, 220);
    assert.equal(await peer.say(`${hello} client.example`), 250);
    return peer;
  }

  send(octets: Buffer | string): Promise<void> {
    return this.#peer.send(octets);
  }

  startTls(): Promise<void> {
    return this.#peer.startTls();
  }

  end(): void {
    this.#peer.end();
  }

  /** The next reply; null = the server closed. */
  async reply(): Promise<PeerReply | null> {
    const lines: string[] = [];
    for (;;) {
      const line = await this.#peer.line();
      if (line === null) return null;
      assert.match(line, /^\d{3}[ -]/);
      lines.push(line.slice(4));
      if (line[3] === " ") return { code: Number(line.slice(0, 3)), lines };
    }
  }

  /** Sends one line; the code of its reply, 0 = closed. */
  async say(line: string): Promise<number> {
    await this.send(`${line}\r\n`);
    return (await this.reply())?.code ?? 0;
  }

  /** `code text` of the next reply's last line, "closed" when there is none. */
  async answer(): Promise<string> {
    const reply = await this.reply();
    return reply === null ? "closed" : `${reply.code} ${reply.lines.at(-1)}`;
  }

  /** Codes of the replies in the next segment that arrives. */
  async segment(): Promise<string> {
    const text = await this.#peer.segment();
    return text
      .split("\r\n")
      .flatMap((line) => (/^\d{3} /.test(line) ? [line.slice(0, 3)] : []))
      .join(" ");
  }

  /** MAIL, RCPT and DATA, up to 354. */
  async beginLetter(to = "lan@tinh.example", from = "an@xa.example"): Promise<void> {
    assert.equal(await this.say(`MAIL FROM:<${from}>`), 250);
    assert.equal(await this.say(`RCPT TO:<${to}>`), 250);
    assert.equal(await this.say("DATA"), 354);
  }

  [Symbol.dispose](): void {
    this.#peer[Symbol.dispose]();
  }
}
