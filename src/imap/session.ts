// One connection as a state machine (RFC 9051 §3): commands one after the other, each to its handler, every error to a
// reply here and nowhere else. Input is read only as fast as commands are carried out.
// Invariants: nothing is written to the socket but through `output`; a tagged answer leaves only when its command is
// done; after the end (BYE, fatal input, close) no further command runs.
import type { Socket } from "node:net";
import { CongvuError } from "#base/errors.ts";
import type { Connection, DoorSession } from "#net/listener.ts";
import { isLoopback } from "#net/listener.ts";
import type { AccountBackend } from "./backend.ts";
import { capabilities } from "./capabilities.ts";
import { commandOf } from "./commands/table.ts";
import type { DoorContext, ImapSession } from "./context.ts";
import { isForeign } from "./foreign.ts";
import { type Frame, Framer, type LiteralAsked, type RawCommand } from "./framing.ts";
import { IncomingLetters } from "./incoming-letters.ts";
import { Output, yieldToLoop } from "./output.ts";
import { bad, no, PeerGone, Refusal, type Reply, replyLine, replyOfError } from "./replies.ts";
import type { Selected } from "./selected.ts";
import { BadCommand, Cursor } from "./syntax.ts";

/** Input held while a command runs, before the socket is paused. */
const readAheadBytes = 64 * 1024;
/** Commands sent ahead that are carried out before other sessions get their turn. */
const framesAtOnce = 100;
/** How long a peer may leave written octets unread, and how long it may take to close after BYE. */
const stalledMs = 5 * 60_000;
const lingerMs = 10_000;

export interface SessionOptions {
  readonly door: DoorContext;
  readonly connection: Connection;
  readonly allowPlaintextLoopback: boolean;
  /** Every open session of the listener, for timeouts. */
  readonly open: Set<Session>;
}

export class Session implements ImapSession, DoorSession {
  readonly door: DoorContext;
  readonly output: Output;
  account: AccountBackend | null = null;
  selected: Selected | null = null;
  condstore = false;
  rev2 = false;
  utf8 = false;
  utf8Accept = false;
  readonly #options: SessionOptions;
  readonly #framer: Framer;
  #isRunning = false;
  #isEnded = false;
  #isStopping = false;
  #badCommands = 0;
  #signInFailures = 0;
  #deadlineMs = 0;
  #stalled: { drains: number; sinceMs: number } | null = null;
  #refusal: Reply | null = null;
  #letters: IncomingLetters | null = null;
  #line: { maxBytes: number; resolve(line: Buffer): void; reject(error: Error): void } | null = null;
  #successor: Session | null = null;

  constructor(options: SessionOptions) {
    const { door, connection } = options;
    this.door = door;
    this.#options = options;
    this.output = new Output(connection.socket);
    this.#framer = new Framer({
      lineBytes: door.limits.imapLineBytes,
      commandBytes: door.limits.imapCommandBytes,
    });
    options.open.add(this);
    this.#touch();
    connection.socket.on("data", (chunk: Buffer) => this.#feed(chunk));
    connection.socket.on("close", () => this.#closed());
  }

  get encrypted(): boolean {
    return this.#options.connection.encrypted;
  }

  get remoteAddress(): string {
    return this.#options.connection.remoteAddress;
  }

  get plaintextAllowed(): boolean {
    return this.#options.allowPlaintextLoopback && isLoopback(this.remoteAddress);
  }

  get #socket(): Socket {
    return this.#options.connection.socket;
  }

  greet(): void {
    this.output.write(`* OK [CAPABILITY ${capabilities(this)}] ${this.door.hostname} is ready\r\n`);
    this.output.flush();
  }

  shutdown(): void {
    this.#isStopping = true;
    if (this.#successor) this.#successor.shutdown();
    else if (!this.#isRunning || this.#line) this.#bye("UNAVAILABLE", "The server is being stopped");
  }

  /** Called by the listener from time to time: ends what has been silent or stuck for too long. */
  expire(nowMs: number): void {
    if (this.output.blocked) {
      if (this.#stalled?.drains !== this.output.drains) {
        this.#stalled = { drains: this.output.drains, sinceMs: nowMs };
      } else if (nowMs - this.#stalled.sinceMs > stalledMs) this.#socket.destroy();
      return;
    }
    this.#stalled = null;
    if (nowMs <= this.#deadlineMs || (this.#isRunning && !this.#line)) return;
    if (this.#isEnded) this.#socket.destroy();
    else this.#bye(undefined, "Idle for too long"); // RFC 9051 §5.4
  }

  readLine(maxBytes: number): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      this.output.flush();
      this.#line = { maxBytes, resolve, reject };
      this.#offerLine();
    });
  }

  fail(error: unknown): void {
    if (!(error instanceof PeerGone)) this.#logFault(error);
    this.#socket.destroy();
  }

  #feed(chunk: Buffer): void {
    if (this.#isEnded) return;
    this.#framer.push(chunk);
    if (this.account) this.#touch(); // before sign-in only whole commands count
    if (this.#framer.buffered > readAheadBytes) this.#socket.pause();
    if (this.#line) this.#offerLine();
    else if (!this.#isRunning) this.#run().catch((error: unknown) => this.fail(error));
  }

  #offerLine(): void {
    const waiting = this.#line;
    if (!waiting) return;
    const line = this.#framer.nextLine(waiting.maxBytes);
    if (line === null && !this.#isEnded && !this.#socket.destroyed) return;
    this.#line = null;
    if (line instanceof Buffer) waiting.resolve(line);
    else waiting.reject(line === null ? new PeerGone() : new BadCommand("Line too long"));
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    try {
      for (let frames = 1; !this.#isEnded; frames++) {
        const frame = this.#framer.next();
        if (!frame) {
          this.#holdArrived();
          break;
        }
        await this.#handle(frame);
        if (this.#socket.destroyed) this.#isEnded = true;
        if (this.#isStopping && !this.#isEnded) this.#bye("UNAVAILABLE", "The server is being stopped");
        if (this.output.isFull) await this.output.drained();
        if (frames % framesAtOnce === 0) await yieldToLoop();
      }
    } finally {
      this.#isRunning = false;
      if (this.#socket.destroyed) this.#release();
      else if (this.#socket.isPaused() && !this.#successor) this.#socket.resume();
    }
  }

  async #handle(frame: Frame): Promise<void> {
    switch (frame.kind) {
      case "literal":
        return this.#decide(frame);
      case "command":
        return this.#execute(frame);
      case "refused":
        return this.#answerRefusal(frame.tag);
      case "fatal":
        return this.#answerFatal(frame.tag, frame.text);
      case "bad":
        if (!this.account && isForeign(frame.line)) this.#socket.destroy();
        else this.#answer(frame.tag, bad(frame.text));
    }
  }

  // -- literals

  #decide(asked: LiteralAsked): void {
    const refusal = this.#refusalOf(asked);
    if (!refusal) {
      if (asked.waits) {
        this.output.write("+ Go ahead\r\n");
        this.output.flush();
      }
      return;
    }
    this.#framer.refuse(this.#patience);
    if (asked.waits) {
      this.#dropLetters();
      this.#answer(asked.tag, refusal);
    } else this.#refusal = refusal;
  }

  /** Admits the literal, or says why not. */
  #refusalOf(asked: LiteralAsked): Reply | null {
    const { limits } = this.door;
    const tooBig = bad("The literal is too large", "TOOBIG");
    if (!this.account && asked.size > limits.imapLiteralBytesBeforeSignIn) return tooBig;
    if (!this.account || asked.name !== "APPEND")
      return this.#framer.admit({ counted: true }) === "admitted" ? null : tooBig;
    this.#letters ??= new IncomingLetters(this.account);
    const letters = this.#letters;
    if (letters.announcedBytes + asked.size > limits.messageBytes) return no("The letter is too large", "TOOBIG"); // RFC 7889
    try {
      letters.announce(asked.size);
    } catch (error) {
      return this.#replyOf(error);
    }
    this.#framer.admit({ counted: false });
    return null;
  }

  /** Octets of a refused command that are read and dropped before the peer is given up. */
  get #patience(): number {
    const { messageBytes, imapCommandBytes } = this.door.limits;
    return this.account ? 2 * messageBytes : imapCommandBytes;
  }

  /** Claims room for what has come of a letter; without room the rest of it is dropped. */
  #holdArrived(): void {
    if (!this.#letters) return;
    try {
      this.#letters.hold(this.#framer.arrived);
    } catch (error) {
      this.#refusal = this.#replyOf(error);
      this.#framer.abandon(this.#patience);
      this.#dropLetters();
    }
  }

  #dropLetters(): void {
    this.#letters?.[Symbol.dispose]();
    this.#letters = null;
  }

  #answerRefusal(tag: string): void {
    const refusal = this.#refusal ?? bad("Literal refused");
    this.#refusal = null;
    this.#dropLetters();
    this.#answer(tag, refusal);
  }

  // -- commands

  async #execute(command: RawCommand): Promise<void> {
    this.#touch();
    this.#dropLetters(); // they are all here; whoever stores them claims their room anew
    let reply: Reply;
    try {
      reply = await this.#dispatch(command);
    } catch (error) {
      if (error instanceof PeerGone) {
        this.#socket.destroy();
        return;
      }
      reply = this.#replyOf(error);
    }
    if (!this.account && reply.status === "BAD" && isForeign(command.parts[0])) {
      this.#socket.destroy();
      return;
    }
    this.#answer(command.tag, reply);
    this.#touch();
    if (reply.next === "close") this.#end();
    if (reply.next === "start-tls") await this.#upgrade();
  }

  async #dispatch(command: RawCommand): Promise<Reply> {
    const cursor = new Cursor(command);
    const uid = command.name === "UID";
    if (uid) cursor.expectSpace();
    const handler = commandOf(uid ? cursor.expectName("a command") : command.name, uid);
    if (!handler) throw new BadCommand("Unknown command");
    if (handler.state === "not-authenticated" && this.account) throw new BadCommand("Already signed in");
    const needsAccount = handler.state === "authenticated" || handler.state === "selected";
    if (needsAccount && !this.account) throw new BadCommand("Sign in first");
    if (handler.state === "selected" && !this.selected) throw new BadCommand("Select a mailbox first");
    const reply = await handler.run({ session: this, tag: command.tag, cursor, uid });
    if (this.selected) await this.selected.sync(this, { mayExpunge: uid || handler.mayExpunge !== false });
    return reply;
  }

  #replyOf(error: unknown): Reply {
    if (error instanceof BadCommand) return bad(error.message);
    if (error instanceof Refusal) return no(error.message, error.code);
    if (error instanceof CongvuError) {
      if (error.code === "server-fault") this.#logFault(error);
      return replyOfError(error);
    }
    this.#logFault(error);
    return replyOfError(new CongvuError("server-fault"));
  }

  #answer(tag: string, reply: Reply): void {
    this.output.write(replyLine(tag, reply));
    if (reply.status === "BAD" && ++this.#badCommands >= this.door.limits.imapBadCommands) {
      this.#bye(undefined, "Too many bad commands");
    }
    if (reply.code === "AUTHENTICATIONFAILED" && ++this.#signInFailures >= this.door.limits.signInFailuresBeforeLock) {
      this.#bye(undefined, "Too many failed sign-ins");
    }
    this.output.flush();
  }

  #answerFatal(tag: string, text: string): void {
    this.output.write(replyLine(tag, bad(text)));
    this.#bye(undefined, text);
  }

  async #upgrade(): Promise<void> {
    // Whatever came in the clear behind STARTTLS was not said under TLS (RFC 9051 §6.2.1).
    if (!this.#framer.isEmpty) {
      this.#socket.destroy();
      return;
    }
    this.#isEnded = true;
    const { open } = this.#options;
    open.delete(this);
    try {
      const connection = await this.#options.connection.startTls();
      this.#successor = new Session({ ...this.#options, connection });
      if (this.#isStopping) this.#successor.shutdown();
    } catch {
      this.#socket.destroy(); // a failed handshake is the peer's business
    }
  }

  // -- the end

  #touch(): void {
    const { limits, clock } = this.door;
    this.#deadlineMs = clock.monotonicMs() + (this.account ? limits.imapIdleMs : limits.imapIdleBeforeSignInMs);
  }

  #bye(code: string | undefined, text: string): void {
    if (this.#isEnded) return;
    this.output.write(`* BYE ${code ? `[${code}] ` : ""}${text}\r\n`);
    this.#end();
  }

  #end(): void {
    this.#isEnded = true;
    this.output.flush();
    this.#socket.end();
    this.#deadlineMs = this.door.clock.monotonicMs() + lingerMs;
    this.#offerLine();
  }

  #closed(): void {
    this.#isEnded = true;
    this.#options.open.delete(this);
    this.#offerLine();
    if (!this.#isRunning) this.#release();
  }

  #release(): void {
    this.#dropLetters();
    this.selected?.view[Symbol.dispose]();
    this.selected = null;
  }

  #logFault(error: unknown): void {
    this.door.log.error({ err: error, door: "imap", remote: this.remoteAddress }, "a command failed by our fault");
  }
}
