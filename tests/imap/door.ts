// The IMAP door on a free loopback port over the real store in memory, and a client that reads whole responses.
import { mkdtempSync, rmSync } from "node:fs";
import net from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import tls from "node:tls";
import type { AccountHandle } from "#auth/ports.ts";
import { createLog } from "#base/log.ts";
import { loadConfig } from "#config/load.ts";
import type { OrganizationId } from "#directory/ports.ts";
import { type ImapOptions, listenImap } from "#imap/listener.ts";
import type { TlsSource } from "#net/listener.ts";
import { certificateSource, ensureSelfSigned } from "#ops/certificate.ts";
import { openServices, type Services } from "#services.ts";
import type { DialogTarget } from "../support/dialog.ts";

/** A clock turned by hand: Monday 23 November 2026, 09:00 in Hà Nội. */
export class HandClock {
  #ms = Date.UTC(2026, 10, 23, 2);
  nowMs = (): number => this.#ms;
  monotonicMs = (): number => this.#ms;
  advance(ms: number): void {
    this.#ms += ms;
  }
}

let certificate: Promise<TlsSource> | undefined;

async function testCertificate(): Promise<TlsSource> {
  const folder = mkdtempSync(path.join(tmpdir(), "congvu-tls-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  return certificateSource(await ensureSelfSigned(folder, "mail.test.gov.vn"), createLog("silent"));
}

export interface Person {
  readonly address: string;
  readonly password: string;
  readonly handle: AccountHandle;
}

export interface ImapDoor extends AsyncDisposable {
  readonly services: Services;
  readonly clock: HandClock;
  readonly target: DialogTarget;
  addPerson(): Promise<Person>;
  /** A connection that has read the greeting. */
  connect(): Promise<ImapPeer>;
  /** A connection signed in as `person`, with INBOX selected unless told otherwise. */
  signIn(person: Person, mailbox?: string | null): Promise<ImapPeer>;
  /** Says goodbye to every session, as the server does when it stops. */
  stopListening(): Promise<void>;
  close(): Promise<void>;
}

let people = 0;

export interface DoorTestOptions extends Partial<ImapOptions> {
  /** A data folder instead of memory. */
  readonly data?: string;
}

export async function openImap(options: DoorTestOptions = {}): Promise<ImapDoor> {
  certificate ??= testCertificate();
  const clock = new HandClock();
  const log = createLog("silent");
  const { config } = loadConfig({ env: {}, overrides: { hostname: "mail.test.gov.vn" } });
  const services = await openServices({ ...config, data: options.data ?? ":memory:" }, { clock, log });
  const { directory, signIn, mail } = services;
  const organization: OrganizationId = await directory.createOrganization({
    name: "Tỉnh Thử Nghiệm",
    domain: "test.gov.vn",
    regulation: null,
  });
  const listener = await listenImap({
    name: "imap",
    host: "127.0.0.1",
    port: 0,
    implicitTls: false,
    tls: await certificate,
    maxConnections: 100,
    log,
    mail,
    signIn,
    clock,
    zone: "Asia/Ho_Chi_Minh",
    hostname: "mail.test.gov.vn",
    allowPlaintextLoopback: true,
    ...options,
  });
  const target = { host: "127.0.0.1", port: listener.port, implicitTls: options.implicitTls ?? false };
  const peers: ImapPeer[] = [];
  const connect = async () => {
    const peer = await ImapPeer.connect(target);
    peers.push(peer);
    return peer;
  };
  const close = async () => {
    for (const peer of peers) peer.destroy();
    await listener.close(0).catch(() => undefined); // stopped already
    await services.close();
  };
  return {
    services,
    clock,
    target,
    connect,
    close,
    stopListening: () => listener.close(3_000),
    async addPerson() {
      const address = `u${++people}@test.gov.vn`;
      const password = "mat-khau-thu-nghiem";
      const person = await directory.createPerson(organization, { name: address, agency: null });
      const account = await directory.createAccount(organization, {
        kind: "personal",
        name: address,
        addresses: [address],
        person,
        agency: null,
      });
      await signIn.setPassword(person, password);
      return { address, password, handle: await signIn.open(person, account) };
    },
    async signIn(person, mailbox = "INBOX") {
      const peer = await connect();
      await peer.ok(`LOGIN ${person.address} ${person.password}`);
      if (mailbox) await peer.ok(`SELECT ${mailbox}`);
      return peer;
    },
    [Symbol.asyncDispose]: close,
  };
}

/** An IMAP client that takes responses apart no further than lines with their literals. */
export class ImapPeer {
  #socket: net.Socket;
  #received = Buffer.alloc(0);
  #closed = false;
  #tags = 0;
  #wake: () => void = () => {};
  greeting = "";

  static async connect(target: DialogTarget): Promise<ImapPeer> {
    const { host, port } = target;
    const socket = target.implicitTls
      ? tls.connect({ host, port, rejectUnauthorized: false })
      : net.connect({ host, port, noDelay: true });
    const peer = new ImapPeer(socket);
    peer.greeting = (await peer.response()) ?? "";
    return peer;
  }

  constructor(socket: net.Socket) {
    this.#socket = socket;
    this.#listen();
  }

  get closed(): boolean {
    return this.#closed;
  }

  send(octets: string | Buffer): void {
    this.#socket.write(octets);
  }

  /** Closes the sending side. */
  finish(): void {
    this.#socket.end();
  }

  pause(): void {
    this.#socket.pause();
  }

  resume(): void {
    this.#socket.resume();
  }

  destroy(): void {
    this.#socket.destroy();
  }

  /** Sends a command and gives its responses, the tagged one last, without the tag. */
  async command(text: string | Buffer): Promise<string[]> {
    const tag = `t${++this.#tags}`;
    this.send(Buffer.concat([Buffer.from(`${tag} `), Buffer.from(text as string), Buffer.from("\r\n")]));
    return this.until(tag);
  }

  /** As `command`; throws when the answer is not OK. */
  async ok(text: string | Buffer): Promise<string[]> {
    const lines = await this.command(text);
    if (!lines.at(-1)?.startsWith("OK")) throw new Error(`${String(text).slice(0, 80)}: ${lines.at(-1)}`);
    return lines;
  }

  /** The tagged answer alone. */
  async answer(text: string | Buffer): Promise<string> {
    return (await this.command(text)).at(-1) ?? "";
  }

  async until(tag: string): Promise<string[]> {
    const lines: string[] = [];
    for (;;) {
      const line = await this.response();
      if (line === null) throw new Error(`closed before the answer to ${tag}: ${lines.join(" | ")}`);
      if (line.startsWith(`${tag} `)) return [...lines, line.slice(tag.length + 1)];
      lines.push(line);
    }
  }

  /** Stores a letter; CRLF line ends are added. */
  async append(letter: string | Buffer, where = "INBOX"): Promise<string> {
    const octets = Buffer.from(letter as string);
    const head = Buffer.from(`APPEND ${where} {${octets.length}+}\r\n`);
    return (await this.ok(Buffer.concat([head, octets]))).at(-1) ?? "";
  }

  /** One response line with its literals, octets as latin1; null = closed. */
  async response(): Promise<string | null> {
    let at = 0;
    for (;;) {
      const end = this.#received.indexOf("\r\n", at);
      if (end < 0) {
        if (this.#closed) return null;
        await this.#more();
        continue;
      }
      const literal = /\{(\d+)\}$/.exec(this.#received.toString("latin1", at, end));
      if (!literal) return this.#take(end);
      at = end + 2 + Number(literal[1]);
      while (this.#received.length < at && !this.#closed) await this.#more();
    }
  }

  #take(end: number): string {
    const line = this.#received.toString("latin1", 0, end);
    this.#received = this.#received.subarray(end + 2);
    return line;
  }

  /** Resolves when the server has closed; everything still unread. */
  async ending(): Promise<string> {
    while (!this.#closed) await this.#more();
    return this.#received.toString("latin1");
  }

  async startTls(): Promise<void> {
    this.#socket.removeAllListeners();
    this.#socket = tls.connect({ socket: this.#socket, rejectUnauthorized: false });
    this.#listen();
    await new Promise((resolve, reject) => {
      this.#socket.once("secureConnect", resolve);
      this.#socket.once("error", reject);
    });
  }

  #listen(): void {
    this.#socket.on("data", (chunk: Buffer) => {
      this.#received = Buffer.concat([this.#received, chunk]);
      this.#wake();
    });
    this.#socket.on("error", () => {});
    const ended = () => {
      this.#closed = true;
      this.#wake();
    };
    this.#socket.on("end", ended);
    this.#socket.on("close", ended);
  }

  #more(): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error("the server said nothing for 10 s")), 10_000);
      this.#wake = () => {
        clearTimeout(timer);
        this.#wake = () => {};
        resolve();
      };
    });
  }
}
