// One POP3 connection from greeting to end (RFC 1939 §3): takes lines in order, finds the command, sends its reply.
// The only place where errors become replies. Invariants:
// - commands run one after another, however many arrive at once (RFC 2449 §6.8);
// - nothing is removed but by QUIT; a connection that ends in any other way leaves the maildrop as it was;
// - the maildrop is let go when the socket closes, whatever was going on.
import { errorCodeOf } from "#base/errors.ts";
import type { Limits } from "#base/limits.ts";
import type { Log } from "#base/log.ts";
import { type LineOutcome, LineReader } from "#net/line-reader.ts";
import { type Connection, type DoorSession, isLoopback } from "#net/listener.ts";
import type { Maildrop, Pop3Backend } from "./backend.ts";
import { commands, foreignKeywords } from "./commands.ts";
import { Output } from "./output.ts";
import { isFault, ok, type Reply, refuse, replyToError, type StatusReply } from "./replies.ts";
import { writeLetter, writeListing, writeStatus } from "./reply-writer.ts";
import type { Authorization, State } from "./state.ts";
import { takeCommandLine } from "./syntax.ts";

export interface Pop3World {
  readonly backend: Pop3Backend;
  readonly limits: Limits;
  readonly allowPlaintextLoopback: boolean;
  readonly log: Log;
}

/** Unread commands kept before the peer is asked to wait. */
const pipelinedBytes = 64 * 1024;
/** How long a peer may take to close its side after our last word. */
const lingerMs = 5_000;
const stopping = "[SYS/TEMP] the server is stopping";

export class Pop3Session implements DoorSession {
  readonly #connection: Connection;
  readonly #world: Pop3World;
  readonly #onStartTls: () => void;
  readonly #reader: LineReader;
  readonly #output: Output;
  #state: State;
  /** Takes the next line in place of a command: a SASL exchange is under way. */
  #answer: ((line: Buffer) => Promise<Reply>) | null = null;
  #badCommands = 0;
  #running = false;
  #stopping = false;
  #over = false;
  #idle: NodeJS.Timeout | undefined;

  /** `onStartTls` takes the connection over; this session is then over. */
  constructor(connection: Connection, world: Pop3World, onStartTls: () => void) {
    this.#connection = connection;
    this.#world = world;
    this.#onStartTls = onStartTls;
    this.#reader = new LineReader(world.limits.pop3LineBytes);
    this.#output = new Output(connection.socket, { patienceMs: world.limits.pop3IdleMs });
    this.#state = this.#authorization();
    connection.socket.on("data", this.#onData);
    connection.socket.once("close", () => this.#leave());
    this.#waitForCommand();
  }

  greet(): void {
    this.#output.line("+OK congvu POP3 ready"); // no timestamp in angle brackets: APOP is not offered (RFC 1939 §7)
    void this.#output.flush();
  }

  shutdown(): void {
    this.#stopping = true;
    if (!this.#running) void this.#end(refuse(stopping));
  }

  #authorization(): Authorization {
    const { encrypted, remoteAddress } = this.#connection;
    return {
      kind: "authorization",
      backend: this.#world.backend,
      remoteAddress,
      passwordsAllowed: encrypted || (this.#world.allowPlaintextLoopback && isLoopback(remoteAddress)),
      tlsOffered: !encrypted,
      name: null,
      enter: (maildrop) => this.#enter(maildrop),
    };
  }

  #enter(maildrop: Maildrop): void {
    if (this.#over)
      maildrop[Symbol.dispose](); // the peer left while its password was checked
    else this.#state = { kind: "transaction", maildrop, deleted: new Set() };
  }

  readonly #onData = (chunk: Buffer): void => {
    this.#reader.push(chunk);
    if (this.#reader.buffered > pipelinedBytes) this.#connection.socket.pause();
    if (!this.#running) this.#run().catch((error: unknown) => this.#giveUp(error));
  };

  #giveUp(error: unknown): void {
    this.#world.log.error({ err: error, remote: this.#connection.remoteAddress }, "POP3 session failed");
    this.#connection.socket.destroy();
  }

  /** Restarted by whole commands only, so that a command sent octet by octet does not hold the connection. */
  #waitForCommand(): void {
    const { pop3IdleBeforeSignInMs, pop3IdleMs } = this.#world.limits;
    const patienceMs = this.#state.kind === "transaction" ? pop3IdleMs : pop3IdleBeforeSignInMs;
    this.#idle = setTimeout(() => this.#connection.socket.destroy(), patienceMs); // without a reply: RFC 1939 §3
  }

  /** Takes the lines that are there, one after another; what was gathered goes out when there are no more. */
  async #run(): Promise<void> {
    let line = this.#reader.next();
    if (line === null) return;
    this.#running = true;
    clearTimeout(this.#idle);
    while (line !== null && !this.#over) {
      await this.#send(await this.#replyTo(line));
      if (this.#stopping) await this.#end(refuse(stopping));
      line = this.#reader.next();
      if (line !== null && !this.#output.full) continue;
      await this.#output.flush();
      this.#connection.socket.resume();
      line ??= this.#reader.next();
    }
    this.#running = false;
    if (!this.#over) this.#waitForCommand();
  }

  async #replyTo(line: LineOutcome): Promise<Reply> {
    if (line === "bare-line-end") return { kind: "cut-off", text: "lines end in CRLF" };
    const answer = this.#answer;
    this.#answer = null;
    this.#reader.maxBytes = this.#world.limits.pop3LineBytes;
    if (line === "too-long") return this.#strike(refuse("line too long"));
    try {
      return await (answer ? answer(line) : this.#execute(line));
    } catch (error) {
      this.#logFault(error);
      const isTheirs = this.#state.kind === "authorization" || errorCodeOf(error) === "invalid";
      return isTheirs ? this.#strike(replyToError(error)) : replyToError(error);
    }
  }

  #execute(line: Buffer): Reply | Promise<Reply> {
    const { keyword, argument } = takeCommandLine(line) ?? { keyword: "", argument: line };
    if (foreignKeywords.has(keyword)) return { kind: "cut-off", text: "this is a POP3 server" };
    const command = commands.get(keyword);
    if (!command) return this.#strike(refuse("unknown command"));
    const state = this.#state;
    if (command.in === "any") return command.run(state, argument);
    if (command.in === "authorization" && state.kind === "authorization") return command.run(state, argument);
    if (command.in === "transaction" && state.kind === "transaction") return command.run(state, argument);
    return this.#strike(refuse(state.kind === "authorization" ? "sign in first" : "you are signed in already"));
  }

  /** Counts what a working client never does, guessing passwords included. */
  #strike(reply: Reply): Reply {
    this.#badCommands++;
    if (this.#badCommands <= this.#world.limits.pop3BadCommands) return reply;
    return { kind: "cut-off", text: "too many errors" };
  }

  async #send(reply: Reply): Promise<void> {
    switch (reply.kind) {
      case "status":
        return writeStatus(this.#output, reply);
      case "listing":
        writeStatus(this.#output, ok(reply.text));
        return writeListing(this.#output, reply.lines);
      case "letter":
        writeStatus(this.#output, ok(reply.text));
        return writeLetter(this.#output, reply.letter);
      case "challenge":
        this.#answer = reply.answer;
        this.#reader.maxBytes = this.#world.limits.saslResponseBytes;
        return this.#output.line(`+ ${reply.data}`);
      case "start-tls":
        return this.#startTls(reply.text);
      case "cut-off":
        return this.#end(refuse(reply.text));
      case "goodbye":
        return this.#end(await this.#update(reply));
    }
  }

  /** The UPDATE state: letters go, or an answer says that they did not (RFC 1939 §6). */
  async #update({ text, update }: { text: string; update: () => Promise<void> }): Promise<StatusReply> {
    try {
      await update();
      return ok(text);
    } catch (error) {
      this.#logFault(error);
      return replyToError(error);
    }
  }

  #logFault(error: unknown): void {
    if (isFault(error)) this.#world.log.error({ err: error }, "POP3 command failed");
  }

  /** What came behind STLS in the clear was put there by somebody else: refused whole (RFC 2595 §4, A04). */
  async #startTls(text: string): Promise<void> {
    if (this.#reader.buffered > 0) return this.#end(refuse("nothing may follow STLS before TLS"));
    writeStatus(this.#output, ok(text));
    await this.#output.flush();
    if (this.#reader.buffered > 0) return void this.#connection.socket.destroy();
    this.#leave();
    this.#onStartTls();
  }

  /** Says the last word, then gives the peer a moment to read it. */
  async #end(status: StatusReply): Promise<void> {
    if (this.#over) return;
    this.#leave();
    const { socket } = this.#connection;
    writeStatus(this.#output, status);
    await this.#output.flush();
    socket.resume(); // unread octets would turn our close into a reset
    socket.end();
    setTimeout(() => socket.destroy(), lingerMs).unref();
  }

  /** Nothing more is read, and the maildrop is let go. */
  #leave(): void {
    if (this.#over) return;
    this.#over = true;
    clearTimeout(this.#idle);
    this.#connection.socket.off("data", this.#onData);
    if (this.#state.kind === "transaction") this.#state.maildrop[Symbol.dispose]();
  }
}
