// IMAP client of the load generator (RFC 3501, RFC 9051). Untagged lines are counted, kept only when asked for, and
// literals are skipped unread: listing 20,000 letters must not measure this client.
import type { Endpoint, Target } from "../target.ts";
import { endpoint, userName } from "../target.ts";
import { spread } from "./spread.ts";
import { type Waiter, Wire } from "./wire.ts";

export interface ImapReply {
  /** Untagged lines, if they were kept. */
  readonly lines: readonly string[];
  /** Number of untagged responses. */
  readonly count: number;
  readonly ms: number;
}

interface ImapWaiter extends Waiter<ImapReply> {
  /** Null = the greeting. */
  readonly tag: string | null;
  readonly what: string;
  readonly keep: boolean;
  readonly lines: string[];
  count: number;
  readonly startMs: number;
  /** On "+": sends the next literal, or tells that IDLE has begun. */
  readonly onContinue: () => void;
}

/** Text, and Buffers to be sent as literals. */
export type Parts = string | readonly (string | Buffer)[];

const LF = 0x0a;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const ASTERISK = 0x2a;

export class ImapClient extends Wire<ImapWaiter> {
  #tags = 0;
  #unfinished: Buffer = Buffer.alloc(0);
  /** Octets of a literal still to skip. */
  #literal = 0;
  /** Lines of a response before its literal. */
  #joined = "";
  #capability = "";
  onUntagged: ((line: string) => void) | null = null;

  static async open(at: Endpoint): Promise<ImapClient> {
    const client = new ImapClient(at);
    await client.#wait({ tag: null, what: "greeting", keep: true, onContinue: () => {} });
    return client;
  }

  /** Connected and signed in as user number `index`. */
  static async signIn(target: Target, index: number, at = endpoint(target.imap)): Promise<ImapClient> {
    const client = await ImapClient.open(at);
    await client.command(`LOGIN ${userName(target, index)} ${target.password}`, { keep: true });
    await client.command("CAPABILITY", { keep: true });
    return client;
  }

  has(capability: string): boolean {
    return ` ${this.#capability.toUpperCase()} `.includes(` ${capability} `);
  }

  command(
    given: Parts,
    { keep = false, onContinue }: { keep?: boolean; onContinue?: () => void } = {},
  ): Promise<ImapReply> {
    const parts = typeof given === "string" ? [given] : given;
    const tag = `a${++this.#tags}`;
    const segments = this.#segmentsOf(tag, parts);
    const sendNext = () => this.write(segments.shift() ?? []);
    const what = String(parts[0]).slice(0, 60);
    const reply = this.#wait({ tag, what, keep, onContinue: onContinue ?? sendNext });
    sendNext();
    return reply;
  }

  /** Without LITERAL+ the server asks for each literal with "+" (RFC 7888). */
  #segmentsOf(tag: string, parts: readonly (string | Buffer)[]): (string | Buffer)[][] {
    const plus = this.has("LITERAL+");
    const segments: (string | Buffer)[][] = [];
    let segment: (string | Buffer)[] = [`${tag} `];
    for (const part of parts) {
      if (Buffer.isBuffer(part)) {
        segment.push(`{${part.length}${plus ? "+" : ""}}\r\n`);
        if (!plus) {
          segments.push(segment);
          segment = [];
        }
      }
      segment.push(part);
    }
    segment.push("\r\n");
    segments.push(segment);
    return segments;
  }

  #wait(asked: Pick<ImapWaiter, "tag" | "what" | "keep" | "onContinue">): Promise<ImapReply> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ ...asked, lines: [], count: 0, startMs: performance.now(), resolve, reject });
    });
  }

  protected feed(chunk: Buffer): void {
    const octets = this.#unfinished.length > 0 ? Buffer.concat([this.#unfinished, chunk]) : chunk;
    this.#unfinished = Buffer.alloc(0);
    for (let at = 0; at < octets.length; ) {
      if (this.#literal > 0) {
        const skipped = Math.min(this.#literal, octets.length - at);
        this.#literal -= skipped;
        at += skipped;
        continue;
      }
      const lf = octets.indexOf(LF, at);
      if (lf < 0) {
        this.#unfinished = octets.subarray(at);
        return;
      }
      this.#line(octets.subarray(at, lf + 1));
      at = lf + 1;
    }
  }

  /** `line` with its CRLF. */
  #line(line: Buffer): void {
    const size = literalSize(line);
    if (size !== null) {
      this.#joined += line.toString("latin1"); // compared with ASCII only
      this.#literal = size;
      return;
    }
    const [waiter] = this.waiting;
    const skip = line[0] === ASTERISK && this.#joined === "" && !this.onUntagged && !waiter?.keep;
    if (!skip) this.#response(this.#joined + line.toString("latin1", 0, line.length - 2));
    else if (waiter) waiter.count++;
    this.#joined = "";
  }

  #response(text: string): void {
    const [waiter] = this.waiting;
    this.#noteCapability(text);
    if (text.startsWith("* ")) {
      this.onUntagged?.(text);
      if (!waiter) return;
      waiter.count++;
      if (waiter.keep) waiter.lines.push(text);
      if (waiter.tag === null) this.#finish(waiter);
    } else if (text.startsWith("+")) waiter?.onContinue();
    else if (waiter && text.startsWith(`${waiter.tag} OK`)) this.#finish(waiter);
    else if (waiter && text.startsWith(`${waiter.tag} `)) {
      this.waiting.shift();
      waiter.reject(new Error(`IMAP: ${waiter.what}: ${text}`));
    } else throw new Error(`IMAP: unexpected ${text}`);
  }

  #noteCapability(text: string): void {
    const listed = /^\* CAPABILITY (.*)$/.exec(text) ?? /\[CAPABILITY ([^\]]*)\]/.exec(text);
    if (listed?.[1]) this.#capability = listed[1];
  }

  #finish(waiter: ImapWaiter): void {
    this.waiting.shift();
    waiter.resolve({ lines: waiter.lines, count: waiter.count, ms: performance.now() - waiter.startMs });
  }

  async select(mailbox = "INBOX"): Promise<{ exists: number; ms: number }> {
    const { lines, ms } = await this.command(`SELECT ${mailbox}`, { keep: true });
    return { exists: Number(/^\* (\d+) EXISTS/m.exec(lines.join("\n"))?.[1] ?? 0), ms };
  }

  /** Resolves when the server's "+" came; `ended` when DONE was answered. */
  idle(): Promise<{ ended: Promise<ImapReply> }> {
    return new Promise((resolve, reject) => {
      const ended = this.command("IDLE", { onContinue: () => resolve({ ended }) });
      ended.catch(reject);
    });
  }

  async logout(): Promise<void> {
    await this.command("LOGOUT");
    this.destroy();
  }
}

/** The n of a line that ends in {n} CRLF; null otherwise. */
function literalSize(line: Buffer): number | null {
  if (line[line.length - 3] !== CLOSE_BRACE) return null;
  const digits = line.toString("latin1", line.lastIndexOf(OPEN_BRACE) + 1, line.length - 3);
  return /^\d+$/.test(digits) ? Number(digits) : null;
}

const letterBatch = 200;
const fillers = 8;

/**
 * Puts `count` letters into user `index`'s INBOX: by MULTIAPPEND where offered (RFC 3502), else by several connections at
 * once, so that a server which commits in groups can do so.
 */
export async function fillInbox(target: Target, index: number, letters: { count: number; make(n: number): Buffer }) {
  const first = await ImapClient.signIn(target, index);
  if (first.has("MULTIAPPEND")) {
    for (let from = 0; from < letters.count; from += letterBatch) {
      const batch = Array.from({ length: Math.min(letterBatch, letters.count - from) }, (_, n) =>
        letters.make(from + n),
      );
      await first.command(["APPEND INBOX", ...batch.flatMap((letter) => [" ", letter])]);
    }
    return first.logout();
  }
  const more = Math.min(fillers, Math.ceil(letters.count / 16)) - 1;
  const clients = [first, ...(await Promise.all(Array.from({ length: more }, () => ImapClient.signIn(target, index))))];
  await spread(letters.count, clients.length, async (n, worker) => {
    await clients[worker]?.command(["APPEND INBOX ", letters.make(n)]);
  });
  await Promise.all(clients.map((client) => client.logout()));
}
