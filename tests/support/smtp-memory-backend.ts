// The second implementation of the SMTP door's backend interface: recipients, people and letters in memory, for tests of
// the protocol itself. Mail, sign-in and store are tested behind the real one.
import { CongvuError } from "#base/errors.ts";
import type { Envelope, SmtpBackend, Submitter } from "#smtp/backend.ts";

export interface TakenLetter {
  readonly from: string;
  readonly to: readonly string[];
  readonly text: string;
  readonly bytes: Buffer;
  readonly trace: string;
}

export class MemoryBackend implements SmtpBackend {
  readonly letters: TakenLetter[] = [];
  /** Addresses delivered here, lower case, and the mailbox each belongs to. */
  readonly mailboxes = new Map<string, string>([
    ["lan@tinh.example", "lan"],
    ["nguyen.lan@tinh.example", "lan"],
    ["minh@tinh.example", "minh"],
    ["hùng@tinh.example", "hung"],
    ["postmaster@tinh.example", "postmaster"],
    ['"van thu"@tinh.example', "vanthu"],
  ]);
  readonly domains = new Set(["tinh.example"]);
  /** Octets that may be claimed at once. */
  room = Number.POSITIVE_INFINITY;
  claimed = 0;
  /** Awaited by deliver, to hold a letter at its end. */
  gate: Promise<void> = Promise.resolve();
  failure: CongvuError | Error | null = null;

  claimRoom(bytes: number): Disposable {
    if (this.claimed + bytes > this.room) throw new CongvuError("disk-full");
    this.claimed += bytes;
    return {
      [Symbol.dispose]: () => {
        this.claimed -= bytes;
      },
    };
  }

  envelope(from: string): Envelope {
    return new MemoryEnvelope(this, from, "relay-denied");
  }

  async signIn(attempt: { name: string; password: string }): Promise<Submitter> {
    const name = attempt.name.toLowerCase();
    if (attempt.password === "locked") throw new CongvuError("sign-in-locked");
    if (attempt.password === "busy") throw new CongvuError("sign-in-busy");
    if (name !== "lan@tinh.example" || attempt.password !== "mat-khau") throw new CongvuError("sign-in-failed");
    return {
      checkSender: async (address) => {
        if (this.mailboxes.get(address.toLowerCase()) !== "lan") throw new CongvuError("sender-not-allowed");
      },
      envelope: (from) => new MemoryEnvelope(this, from, "outbound-not-set-up"),
    };
  }
}

class MemoryEnvelope implements Envelope {
  readonly #backend: MemoryBackend;
  readonly #from: string;
  readonly #foreign: "relay-denied" | "outbound-not-set-up";
  readonly #recipients = new Map<string, string>();

  constructor(backend: MemoryBackend, from: string, foreign: "relay-denied" | "outbound-not-set-up") {
    this.#backend = backend;
    this.#from = from;
    this.#foreign = foreign;
  }

  get recipients(): number {
    return this.#recipients.size;
  }

  async addRecipient(address: string): Promise<void> {
    const full = address.includes("@") ? address : `${address}@tinh.example`;
    const domain = full.slice(full.lastIndexOf("@") + 1).toLowerCase();
    if (!this.#backend.domains.has(domain)) throw new CongvuError(this.#foreign);
    const mailbox = this.#backend.mailboxes.get(full.toLowerCase());
    if (mailbox === undefined) throw new CongvuError("recipient-unknown");
    if (!this.#recipients.has(mailbox)) this.#recipients.set(mailbox, full);
  }

  async deliver({ bytes, trace }: { bytes: Buffer; trace: string }): Promise<void> {
    await this.#backend.gate;
    if (this.#backend.failure !== null) throw this.#backend.failure;
    const copy = Buffer.from(bytes);
    const to = [...this.#recipients.values()];
    this.#backend.letters.push({ from: this.#from, to, text: copy.toString("latin1"), bytes: copy, trace });
  }
}
