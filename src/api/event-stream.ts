// One event stream of one reader: gathers changes for a moment, tells them once, in order, with an id to resume from.
// Ends with the session, and when the reader falls too far behind.
import { limits } from "#base/limits.ts";
import { type Account, type AccountStates, accountsOf } from "#jmap/mail-backend.ts";
import { mailboxState } from "#jmap/mailbox/object.ts";
import type { HttpParts, Visitor } from "./parts.ts";

/** Octets a reader may leave unread. */
const mostUnreadBytes = 1024 * 1024;
/** Changes within this time are told together. */
const gatherMs = 100;
/** How often the session is checked when no pings are asked for. */
const quietCheckSeconds = 60;

export interface StreamArguments {
  /** Null = all. */
  readonly types: ReadonlySet<string> | null;
  readonly closeAfterState: boolean;
  /** 0 = none. */
  readonly pingSeconds: number;
  readonly lastEventId: string | null;
}

/** States by type, as strings. */
type TypeStates = Readonly<Record<string, string>>;

const typeStates = (states: AccountStates): TypeStates => ({
  Email: String(states.email),
  Mailbox: mailboxState(states),
  Thread: String(states.thread),
  EmailSubmission: String(states.submission),
  EmailDelivery: String(states.thread), // a delivery always makes or grows a thread
});

export class EventStream {
  readonly readable: ReadableStream<Uint8Array>;
  readonly #parts: HttpParts;
  readonly #visitor: Visitor;
  readonly #args: StreamArguments;
  readonly #known = new Map<string, TypeStates>();
  readonly #watched = new Map<string, { account: Account; stop: () => void }>();
  readonly #changed = new Set<string>();
  readonly #endings: (() => void)[] = [];
  readonly #startedMs: number;
  #controller: ReadableStreamDefaultController<Uint8Array> | null = null;
  #gathering: NodeJS.Timeout | null = null;
  #work: Promise<void> = Promise.resolve();
  #ended = false;
  #cancelled = false;

  constructor(parts: HttpParts, visitor: Visitor, args: StreamArguments, most = mostUnreadBytes) {
    this.#parts = parts;
    this.#visitor = visitor;
    this.#args = args;
    this.#startedMs = parts.clock.monotonicMs();
    this.readable = new ReadableStream<Uint8Array>(
      {
        start: (controller) => {
          this.#controller = controller;
          this.#begin();
        },
        cancel: () => {
          this.#cancelled = true;
          this.end();
        },
      },
      { highWaterMark: most, size: (chunk) => chunk?.byteLength ?? 0 },
    );
  }

  onEnd(act: () => void): void {
    if (this.#ended) act();
    else this.#endings.push(act);
  }

  end(): void {
    this.#finish((controller) => controller.close());
  }

  /** Also throws away what the reader has not taken yet. */
  #drop(): void {
    this.#finish((controller) => controller.error(new Error("slow reader")));
  }

  #finish(close: (controller: ReadableStreamDefaultController<Uint8Array>) => void): void {
    if (this.#ended) return;
    this.#ended = true;
    if (this.#gathering) clearTimeout(this.#gathering);
    for (const { stop } of this.#watched.values()) stop();
    for (const act of this.#endings) act();
    if (this.#controller !== null && !this.#cancelled) close(this.#controller);
  }

  #begin(): void {
    const seconds = this.#args.pingSeconds || quietCheckSeconds;
    const timer = setInterval(() => this.#queue(() => this.#beat()), seconds * 1_000);
    timer.unref();
    this.onEnd(() => clearInterval(timer));
    this.#write(": congvu\n\n");
    this.#queue(() => this.#open());
  }

  /** One thing after the other: states are told in order. */
  #queue(act: () => Promise<void>): void {
    this.#work = this.#work
      .then(() => (this.#ended ? undefined : act()))
      .catch((error: unknown) => {
        this.#parts.log.error({ err: error }, "event stream failed");
        this.end();
      });
  }

  /** What was missed since Last-Event-ID is told at once; a new reader learns where it stands. */
  async #open(): Promise<void> {
    for (const [id, states] of statesOf(this.#args.lastEventId)) this.#known.set(id, states);
    await this.#watch();
    if (this.#args.closeAfterState && this.#args.lastEventId === null) await this.#remember();
    else await this.#tell([...this.#watched.keys()]);
  }

  /** Rights may have changed: listens to every mailbox the person may open now, and to no other. */
  async #watch(): Promise<void> {
    const accounts = await accountsOf(this.#parts, this.#visitor.who);
    const ids = new Set(accounts.map((account) => account.id));
    for (const [id, { stop }] of this.#watched) {
      if (ids.has(id)) continue;
      stop();
      this.#watched.delete(id);
    }
    for (const account of accounts) {
      if (this.#watched.has(account.id)) continue;
      this.#watched.set(account.id, { account, stop: account.onChange(() => this.#gather(account.id)) });
    }
  }

  #gather(id: string): void {
    this.#changed.add(id);
    if (this.#gathering !== null || this.#ended) return;
    this.#gathering = setTimeout(() => {
      this.#gathering = null;
      const ids = [...this.#changed];
      this.#changed.clear();
      this.#queue(() => this.#tell(ids));
    }, gatherMs);
  }

  async #remember(): Promise<void> {
    for (const [id, { account }] of this.#watched) this.#known.set(id, typeStates(await account.mail.states()));
  }

  async #tell(ids: readonly string[]): Promise<void> {
    const changed: Record<string, TypeStates> = {};
    for (const id of ids) {
      const watched = this.#watched.get(id);
      if (watched === undefined) continue;
      const states = typeStates(await watched.account.mail.states());
      const news = this.#newsOf(states, this.#known.get(id));
      this.#known.set(id, states);
      if (Object.keys(news).length > 0) changed[id] = news;
    }
    if (Object.keys(changed).length === 0) return;
    const data = JSON.stringify({ "@type": "StateChange", changed });
    this.#write(`event: state\nid: ${eventId(this.#known)}\ndata: ${data}\n\n`);
    if (this.#args.closeAfterState) this.end();
  }

  #newsOf(states: TypeStates, known: TypeStates | undefined): TypeStates {
    const { types } = this.#args;
    const isNews = ([type, state]: [string, string]) => (types?.has(type) ?? true) && known?.[type] !== state;
    return Object.fromEntries(Object.entries(states).filter(isNews));
  }

  async #beat(): Promise<void> {
    const { token } = this.#visitor;
    const isOver = token === null ? this.#isOld() : (await this.#parts.signIn.session(token)) === null;
    if (isOver) return this.end();
    await this.#watch();
    const { pingSeconds } = this.#args;
    this.#write(pingSeconds === 0 ? ":\n\n" : `event: ping\ndata: {"interval":${pingSeconds}}\n\n`);
  }

  /** A password has no session to end: its reader proves it again from time to time. */
  #isOld(): boolean {
    return this.#parts.clock.monotonicMs() - this.#startedMs > limits.verifiedPasswordMs;
  }

  #write(text: string): void {
    if (this.#ended || this.#controller === null) return;
    this.#controller.enqueue(Buffer.from(text));
    if ((this.#controller.desiredSize ?? 0) <= 0) this.#drop();
  }
}

/** All states in one word, to be given back as Last-Event-ID: "a12.41.41.38.0.38,a3.…". */
const eventId = (known: ReadonlyMap<string, TypeStates>): string =>
  [...known].map(([id, states]) => [id, ...stateNames.map((name) => states[name] ?? "")].join(".")).join(",");

const stateNames = ["Email", "Mailbox", "Thread", "EmailSubmission", "EmailDelivery"] as const;
const mostAccountsRemembered = 1_000;

function statesOf(lastEventId: string | null): [string, TypeStates][] {
  if (lastEventId === null || lastEventId.length > 64 * 1024) return [];
  return lastEventId
    .split(",", mostAccountsRemembered)
    .map((one) => one.split("."))
    .flatMap(([id, ...states]): [string, TypeStates][] => {
      if (id === undefined || states.length !== stateNames.length) return [];
      return [[id, Object.fromEntries(stateNames.map((name, index) => [name, states[index] ?? ""]))]];
    });
}
