// One SMTP conversation (RFC 5321) without its socket: octets in, replies out. Commands run one after another, the
// replies to a pipelined group leave in one write (RFC 2920 §3.2). This is the only place where errors become replies.
// A session never survives STARTTLS: a new one begins on the encrypted connection.
import { CongvuError, errorCodeOf } from "#base/errors.ts";
import { type Frame, SmtpFraming } from "./framing.ts";
import { errorReply, Refusal, type Reply, replies, reply } from "./replies.ts";
import { endTransaction, type Outcome, type Peer, type SmtpDoor, type SmtpState } from "./state.ts";
import { splitCommand } from "./syntax.ts";
import { commands, endsPipelinedGroup, isForeignVerb } from "./verbs.ts";

/** The connection as the session uses it. */
export interface SessionPort {
  write(text: string): void;
  /** Stop and go on reading; the peer waits meanwhile. */
  hold(): void;
  release(): void;
  /** Sends what was written, then closes. */
  end(): void;
  /** Begins the handshake; this session is over. */
  startTls(): void;
}

/** Pipelined octets kept while a command is being worked on. */
const holdAboveBytes = 64 * 1024;

export class SmtpSession {
  readonly #state: SmtpState;
  readonly #port: SessionPort;
  readonly #framing: SmtpFraming;
  #out = "";
  #running = false;
  #greeted = false;
  #over = false;
  #stopping = false;
  #held = false;
  #badCommands = 0;
  /** Decides about the letter that is arriving. */
  #finish: (() => Reply | Promise<Reply>) | null = null;
  /** Takes the next line instead of a command. */
  #answerTo: ((line: string) => Outcome | Promise<Outcome>) | null = null;
  /** The peer may be silent for so long, since then (monotonic). */
  #patienceMs: number;
  #heardMs: number;
  #timer: NodeJS.Timeout;

  constructor(door: SmtpDoor, peer: Peer, port: SessionPort) {
    this.#state = { door, peer, hello: null, submitter: null, signInFailures: 0, transaction: null };
    this.#port = port;
    this.#framing = new SmtpFraming(door.limits.smtpCommandBytes);
    this.#patienceMs = door.limits.smtpIdleMs;
    this.#heardMs = door.clock.monotonicMs();
    this.#timer = this.#timerIn(this.#patienceMs);
  }

  /** The first line of a connection; a peer that spoke before it is no mail server. */
  greet(): void {
    if (this.#over) return;
    this.#greeted = true;
    const early = this.#framing.buffered > 0;
    this.#answer(early ? replies.earlyTalker : reply(220, "", `${this.#state.door.hostname} ESMTP`));
    this.#flush();
  }

  /** A connection that was greeted before it was encrypted is not greeted again (RFC 3207 §4.2). */
  continueEncrypted(): void {
    this.#greeted = true;
  }

  receive(chunk: Buffer): void {
    if (this.#over) return;
    this.#framing.push(chunk);
    if (this.#finish !== null) this.#heard();
    if (!this.#greeted) return;
    if (!this.#running) this.#run().catch((error) => this.#failed(error));
    else if (!this.#held && this.#framing.buffered > holdAboveBytes) {
      this.#held = true;
      this.#port.hold();
    }
  }

  /** The server stops: a command being worked on gets its answer first. */
  shutdown(): void {
    if (this.#over) return;
    this.#stopping = true;
    if (this.#running) return;
    this.#answer(replies.shuttingDown);
    this.#flush();
  }

  /** The socket is gone. A letter that is being stored ends its transaction itself. */
  closed(): void {
    this.#over = true;
    clearTimeout(this.#timer);
    if (!this.#running) endTransaction(this.#state);
  }

  async #run(): Promise<void> {
    this.#running = true;
    for (let frame = this.#framing.next(); frame !== null; frame = this.#framing.next()) {
      this.#follow(await this.#outcomeOf(frame));
      this.#heard();
      if (this.#stopping && !this.#over) this.#answer(replies.shuttingDown);
      if (this.#over) break;
    }
    this.#running = false;
    this.#flush();
    if (!this.#held) return;
    this.#held = false;
    this.#port.release();
  }

  /** Where no reply can be right any more: the place in the stream is lost. */
  #failed(error: unknown): void {
    this.#running = false;
    this.#logError(error);
    this.#answer(replies.lost);
  }

  async #outcomeOf(frame: Frame): Promise<Outcome> {
    try {
      return await this.#dispatch(frame);
    } catch (error) {
      if (error instanceof Refusal) return error.reply;
      this.#logError(error);
      return errorReply(errorCodeOf(error));
    }
  }

  #dispatch(frame: Frame): Outcome | Promise<Outcome> {
    const finish = this.#finish;
    if (frame.kind === "content-end" && finish !== null) {
      this.#finish = null;
      this.#wait(this.#state.door.limits.smtpIdleMs);
      return finish();
    }
    const answerTo = this.#answerTo;
    this.#answerTo = null;
    this.#framing.maxLineBytes = this.#state.door.limits.smtpCommandBytes;
    switch (frame.kind) {
      case "line":
        return answerTo === null ? this.#command(frame.text) : this.#answerLine(frame.text, answerTo);
      case "too-long":
        return replies.lineTooLong;
      case "bare-line-end":
        return replies.bareLineEnd;
      default:
        return replies.unreadableLine;
    }
  }

  #command(line: string): Outcome | Promise<Outcome> {
    const { verb, argument } = splitCommand(line);
    if (isForeignVerb(verb)) return replies.notSmtp;
    const alone = endsPipelinedGroup(verb, this.#state.hello?.extended ?? false);
    if (alone && this.#framing.buffered > 0) return replies.notPipelined; // RFC 2920 §3.1
    const command = commands.get(verb);
    return command === undefined ? replies.unknownCommand : command(this.#state, argument);
  }

  #answerLine(line: string, answerTo: (line: string) => Outcome | Promise<Outcome>): Outcome | Promise<Outcome> {
    return this.#framing.buffered > 0 ? replies.notPipelined : answerTo(line); // RFC 4954 §4
  }

  #follow(outcome: Outcome): void {
    switch (outcome.kind) {
      case "reply":
        this.#answer(outcome);
        break;
      case "ask":
        this.#answerTo = outcome.answer;
        this.#framing.maxLineBytes = this.#state.door.limits.saslResponseBytes; // RFC 4954 §4
        this.#answer(outcome.challenge);
        break;
      case "receive":
        this.#finish = outcome.finish;
        this.#wait(this.#state.door.limits.smtpDataIdleMs);
        if (outcome.size === null) this.#framing.expectData(outcome.content);
        else this.#framing.expectChunk(outcome.content, outcome.size);
        if (outcome.ready !== null) this.#answer(outcome.ready);
        break;
      case "upgrade":
        this.#answer(outcome.ready);
        this.#flush();
        this.#leave();
        this.#port.startTls();
    }
  }

  #answer(answer: Reply): void {
    this.#out += answer.wire;
    if (isBadCommand(answer.code)) this.#badCommands++;
    const { door } = this.#state;
    if (answer.closes) this.#close(answer);
    else if (this.#badCommands > door.limits.smtpBadCommands) this.#answer(replies.tooManyErrors);
  }

  #close(last: Reply): void {
    const { door, peer } = this.#state;
    if (last.code !== 221)
      door.log.info({ peer: peer.remoteAddress, reply: last.wire.trimEnd() }, "session ended by us");
    this.#flush();
    this.#leave();
    this.#port.end();
  }

  #leave(): void {
    this.#over = true;
    clearTimeout(this.#timer);
    if (!this.#running) endTransaction(this.#state);
  }

  #flush(): void {
    if (this.#out === "") return;
    if (!this.#over) this.#port.write(this.#out);
    this.#out = "";
  }

  #heard(): void {
    this.#heardMs = this.#state.door.clock.monotonicMs();
  }

  #wait(patienceMs: number): void {
    this.#heard();
    this.#patienceMs = patienceMs;
    clearTimeout(this.#timer);
    this.#timer = this.#timerIn(patienceMs);
  }

  /** Set anew only when it fires, not at every command. */
  #timerIn(ms: number): NodeJS.Timeout {
    return setTimeout(() => {
      if (this.#running) this.#heard(); // it is us who are silent
      const leftMs = this.#heardMs + this.#patienceMs - this.#state.door.clock.monotonicMs();
      if (leftMs > 0) this.#timer = this.#timerIn(leftMs);
      else this.#answer(replies.idleTooLong);
    }, ms).unref();
  }

  #logError(error: unknown): void {
    const { door, peer } = this.#state;
    const known = error instanceof CongvuError && error.code !== "server-fault";
    const fields = {
      peer: peer.remoteAddress,
      err: error instanceof Error ? (known ? error.message : error.stack) : error,
    };
    if (known) door.log.info(fields, "refused");
    else door.log.error(fields, "fault");
  }
}

/** Replies to what is no SMTP, or SMTP out of order: nobody needs many of them. */
const isBadCommand = (code: number): boolean => (code >= 500 && code <= 504) || code === 555;
