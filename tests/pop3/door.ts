// The POP3 door over letters held in memory, and a client that speaks octets.
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import tls from "node:tls";
import { type Limits, limits } from "#base/limits.ts";
import { createLog, type Log } from "#base/log.ts";
import { type DoorListener, listen } from "#net/listener.ts";
import { certificateSource, ensureSelfSigned } from "#ops/certificate.ts";
import type { Pop3Backend } from "#pop3/backend.ts";
import { servePop3 } from "#pop3/listener.ts";
import { name, password } from "#pop3/maildrop.test-support.ts";

export interface TestDoor extends AsyncDisposable {
  /** Faults of ours that went to the log. */
  readonly faults: readonly unknown[];
  readonly listener: DoorListener;
  connect(): Promise<Pop3Client>;
}

export async function openDoor(
  backend: Pop3Backend,
  options: { implicitTls?: boolean; allowPlaintextLoopback?: boolean; limits?: Partial<Limits> } = {},
): Promise<TestDoor> {
  const folder = mkdtempSync(path.join(os.tmpdir(), "congvu-pop3-"));
  const faults: unknown[] = [];
  const log = noting(faults);
  const source = certificateSource(await ensureSelfSigned(folder, "localhost"), log);
  const world = {
    backend,
    log,
    limits: { ...limits, ...options.limits },
    allowPlaintextLoopback: options.allowPlaintextLoopback ?? true,
  };
  const implicitTls = options.implicitTls ?? false;
  const door = { name: "pop3", host: "127.0.0.1", port: 0, implicitTls, tls: source, maxConnections: 100, log };
  const listener = await listen(door, (connection) => servePop3(connection, world));
  return {
    faults,
    listener,
    connect: () => Pop3Client.open(listener.port, implicitTls),
    [Symbol.asyncDispose]: async () => {
      await listener.close(0);
      rmSync(folder, { recursive: true });
    },
  };
}

/** A log that keeps errors and drops the rest. */
function noting(faults: unknown[]): Log {
  const log: Log = Object.assign(createLog("silent"), {
    error: (...entry: unknown[]) => faults.push(entry),
    child: () => log,
  });
  return log;
}

export class Pop3Client {
  socket: net.Socket;
  #received = Buffer.alloc(0);
  #ended = false;
  #wake: () => void = () => {};

  private constructor(socket: net.Socket) {
    this.socket = socket;
    this.#listen();
  }

  static async open(port: number, encrypted: boolean): Promise<Pop3Client> {
    const socket = encrypted
      ? tls.connect({ port, host: "127.0.0.1", rejectUnauthorized: false })
      : net.connect(port, "127.0.0.1");
    const client = new Pop3Client(socket);
    await once(socket, encrypted ? "secureConnect" : "connect");
    await client.line();
    return client;
  }

  #listen(): void {
    this.socket.on("data", (chunk: Buffer) => {
      this.#received = Buffer.concat([this.#received, chunk]);
      this.#wake();
    });
    this.socket.on("error", () => {});
    this.socket.on("close", () => {
      this.#ended = true;
      this.#wake();
    });
  }

  send(octets: string | Buffer): void {
    this.socket.write(octets);
  }

  /** The next line without CRLF; null once the server closed. */
  async line(): Promise<string | null> {
    const line = await this.#until("\r\n");
    return line?.subarray(0, -2).toString() ?? null;
  }

  /** Sends a command, answers its one-line reply. */
  command(text: string): Promise<string | null> {
    this.send(`${text}\r\n`);
    return this.line();
  }

  /** Sends a command, answers the octets between the status line and the end mark, as they came. */
  async data(text: string): Promise<Buffer> {
    const status = await this.command(text);
    if (!status?.startsWith("+OK")) throw new Error(`${text}: ${status}`);
    if (this.#received.indexOf(".\r\n") === 0) return this.#take(3).subarray(0, 0);
    const data = await this.#until("\r\n.\r\n");
    if (!data) throw new Error(`${text}: closed in the middle`);
    return data.subarray(0, -3);
  }

  async lines(text: string): Promise<string[]> {
    return (await this.data(text)).toString().split("\r\n").slice(0, -1);
  }

  async signIn(): Promise<void> {
    await this.command(`USER ${name}`);
    const reply = await this.command(`PASS ${password}`);
    if (!reply?.startsWith("+OK")) throw new Error(`sign-in: ${reply}`);
  }

  /** Resolves when the server has closed; answers what it said last. */
  async closed(): Promise<string> {
    while (!this.#ended) await this.#more();
    return this.#received.toString();
  }

  async startTls(): Promise<void> {
    this.socket.removeAllListeners("data").removeAllListeners("close");
    this.socket = tls.connect({ socket: this.socket, rejectUnauthorized: false });
    await once(this.socket, "secureConnect");
    this.#listen();
  }

  destroy(): void {
    this.socket.destroy();
  }

  async #until(end: string): Promise<Buffer | null> {
    for (;;) {
      const at = this.#received.indexOf(end);
      if (at >= 0) return this.#take(at + end.length);
      if (this.#ended) return null;
      await this.#more();
    }
  }

  #take(length: number): Buffer {
    const taken = this.#received.subarray(0, length);
    this.#received = this.#received.subarray(length);
    return taken;
  }

  #more(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }
}
