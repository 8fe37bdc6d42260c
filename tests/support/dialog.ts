// Runs a dialogue with a line protocol (SMTP, IMAP, POP3) as a postmaster would type it, from a `.dialog` file:
//
//   # One sentence: why this conversation matters.
//   door: submission          which door of the server; the caller's word, default "default"
//   segments: whole           its sense is lost when it is sent octet by octet
//   C: NOOP                   the client sends a line; CRLF is added
//   C*: \x00half a line       the client sends exactly this, no CRLF
//   S: 250 2.0.0 OK           the server's next line, without its CRLF, exactly this
//   S: /^250 .*id \w+$/       … or matching this
//   TLS                       the client begins the TLS handshake
//   CLOSE                     the server closes; nothing more was said
//   END                       the client closes its side
//
// Everything the client sends between two server lines leaves in one write. In C, C* and S text `\r \n \t \\ \xHH` are
// octets, `{{x*N}}` is x repeated N times, `$(name)` a variable of the caller; the file is UTF-8. Empty lines are free.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import net from "node:net";
import tls from "node:tls";

type Step =
  | { readonly kind: "send"; readonly octets: Buffer; readonly source: string }
  | { readonly kind: "expect"; readonly pattern: RegExp | string; readonly source: string }
  | { readonly kind: "tls" | "close" | "end"; readonly source: string };

export interface Dialog {
  readonly why: string;
  readonly door: string;
  readonly segments: "any" | "whole";
  readonly steps: readonly Step[];
}

export interface DialogTarget {
  readonly host: string;
  readonly port: number;
  /** TLS from the first octet. */
  readonly implicitTls?: boolean;
  /** Every octet in a write of its own. */
  readonly octetByOctet?: boolean;
}

type Variables = Readonly<Record<string, string>>;

export const readDialog = (file: string, variables: Variables = {}): Dialog =>
  parseDialog(readFileSync(file, "utf8"), variables);

export function parseDialog(text: string, variables: Variables = {}): Dialog {
  const why: string[] = [];
  const steps: Step[] = [];
  let door = "default";
  let segments: Dialog["segments"] = "any";
  for (const line of text.split("\n")) {
    if (line.startsWith("#")) why.push(line.slice(1).trim());
    else if (line.startsWith("door:")) door = line.slice(5).trim();
    else if (line === "segments: whole") segments = "whole";
    else if (line.trim() !== "") steps.push(parseStep(line, variables));
  }
  assert.ok(why.length > 0 && steps.length > 0, "a dialogue says why, and something");
  return { why: why.join(" "), door, segments, steps };
}

function parseStep(source: string, variables: Variables): Step {
  const plain = { TLS: "tls", CLOSE: "close", END: "end" } as const;
  const word = source.trim();
  if (word === "TLS" || word === "CLOSE" || word === "END") return { kind: plain[word], source };
  const [, who, text] = /^(C|C\*|S): ?(.*)$/.exec(source) ?? assert.fail(`not a dialogue line: ${source}`);
  const filled = expand(text ?? "", variables);
  if (who === "S") {
    const isPattern = filled.length > 1 && filled.startsWith("/") && filled.endsWith("/");
    const pattern = isPattern ? new RegExp(filled.slice(1, -1), "u") : octetsOf(filled).toString("utf8");
    return { kind: "expect", pattern, source };
  }
  return { kind: "send", octets: octetsOf(who === "C" ? `${filled}\\r\\n` : filled), source };
}

const expand = (text: string, variables: Variables): string =>
  text
    .replace(/\$\((\w+)\)/g, (_all, name: string) => variables[name] ?? assert.fail(`no variable ${name}`))
    .replace(/\{\{(.+?)\*(\d+)\}\}/g, (_all, piece: string, times: string) => piece.repeat(Number(times)));

const named: Readonly<Record<string, number>> = { r: 13, n: 10, t: 9, "\\": 92 };

function octetsOf(text: string): Buffer {
  const pieces = text.split(/(\\x[0-9a-fA-F]{2}|\\[rnt\\])/);
  return Buffer.concat(
    pieces.map((piece, i) => {
      if (i % 2 === 0) return Buffer.from(piece);
      return Buffer.from([piece[1] === "x" ? Number.parseInt(piece.slice(2), 16) : (named[piece.charAt(1)] ?? 0)]);
    }),
  );
}

/** Speaks the dialogue; throws with the transcript at the first line that is not as written. */
export async function runDialog(dialog: Dialog, target: DialogTarget): Promise<void> {
  using peer = await DialogPeer.connect(target);
  const said: string[] = [];
  try {
    for (const [i, step] of dialog.steps.entries()) {
      said.push(step.source.slice(0, 120));
      await perform(peer, step);
      if (dialog.steps[i + 1]?.kind !== "send") await peer.flush();
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`${reason}\n--- said so far ---\n${said.join("\n")}`, { cause: error });
  }
}

async function perform(peer: DialogPeer, step: Step): Promise<void> {
  switch (step.kind) {
    case "send":
      peer.queue(step.octets);
      return;
    case "expect": {
      const line = await peer.line();
      if (typeof step.pattern === "string") assert.equal(line, step.pattern);
      else assert.match(line ?? "(closed)", step.pattern);
      return;
    }
    case "tls":
      return await peer.startTls();
    case "close":
      assert.equal(await peer.line(), null, "the server should close here");
      return;
    case "end":
      return peer.end();
  }
}

/** A client connection that reads lines. */
export class DialogPeer implements Disposable {
  #socket: net.Socket;
  readonly #octetByOctet: boolean;
  #queued: Buffer[] = [];
  #received = Buffer.alloc(0);
  #closed = false;
  #wake: () => void = () => {};

  static async connect(target: DialogTarget): Promise<DialogPeer> {
    const { host, port } = target;
    const socket = target.implicitTls
      ? tls.connect({ host, port, rejectUnauthorized: false })
      : net.connect({ host, port, noDelay: true });
    const peer = new DialogPeer(socket, target.octetByOctet ?? false);
    await new Promise<void>((resolve, reject) => {
      socket.once(target.implicitTls ? "secureConnect" : "connect", resolve);
      socket.once("error", reject);
    });
    return peer;
  }

  constructor(socket: net.Socket, octetByOctet = false) {
    this.#socket = socket;
    this.#octetByOctet = octetByOctet;
    this.#listen(socket);
  }

  queue(octets: Buffer | string): void {
    this.#queued.push(Buffer.from(octets as string));
  }

  async flush(): Promise<void> {
    const octets = Buffer.concat(this.#queued.splice(0));
    if (octets.length === 0 || this.#closed) return;
    if (!this.#octetByOctet) {
      this.#socket.write(octets);
      return;
    }
    for (let i = 0; i < octets.length; i++) {
      this.#socket.write(octets.subarray(i, i + 1));
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  async send(octets: Buffer | string): Promise<void> {
    this.queue(octets);
    await this.flush();
  }

  /** The next line without CRLF, as UTF-8; null = the server closed. A last line without CRLF counts as a line. */
  async line(): Promise<string | null> {
    for (;;) {
      const end = this.#received.indexOf("\r\n");
      if (end >= 0) {
        const line = this.#received.toString("utf8", 0, end);
        this.#received = this.#received.subarray(end + 2);
        return line;
      }
      if (this.#closed) {
        const rest = this.#received.toString("utf8");
        this.#received = Buffer.alloc(0);
        return rest === "" ? null : rest;
      }
      await this.#more();
    }
  }

  /** Everything received so far, waiting for something if there is nothing yet. */
  async segment(): Promise<string> {
    while (this.#received.length === 0 && !this.#closed) await this.#more();
    const text = this.#received.toString("utf8");
    this.#received = Buffer.alloc(0);
    return text;
  }

  async startTls(): Promise<void> {
    assert.equal(this.#received.length, 0, "the server spoke plain text behind its last line");
    this.#socket.removeAllListeners();
    const secure = tls.connect({ socket: this.#socket, rejectUnauthorized: false });
    this.#socket = secure;
    this.#listen(secure);
    await new Promise<void>((resolve, reject) => {
      secure.once("secureConnect", resolve);
      secure.once("error", reject);
      secure.once("close", () => reject(new Error("closed during the TLS handshake")));
    });
  }

  end(): void {
    this.#socket.end();
  }

  [Symbol.dispose](): void {
    this.#socket.destroy();
  }

  #listen(socket: net.Socket): void {
    socket.on("data", (chunk: Buffer) => {
      this.#received = Buffer.concat([this.#received, chunk]);
      this.#wake();
    });
    socket.on("error", () => {});
    socket.on("close", () => {
      this.#closed = true;
      this.#wake();
    });
    socket.on("end", () => {
      this.#closed = true;
      this.#wake();
    });
  }

  #more(): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error("the server said nothing for 30 s")), 30_000);
      this.#wake = () => {
        clearTimeout(timer);
        this.#wake = () => {};
        resolve();
      };
    });
  }
}
