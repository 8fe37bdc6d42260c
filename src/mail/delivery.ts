// Letters on their way into mailboxes: up to 200 copies in the accepting commit, more by slices after it. When a call
// resolves, every recipient has the letter or a durable claim to it.

import type { Door } from "#auth/ports.ts";
import type { Clock } from "#base/clock.ts";
import { randomId } from "#base/ids.ts";
import { limits } from "#base/limits.ts";
import type { Log } from "#base/log.ts";
import type { IncomingLetter } from "./doors.ts";
import { ingest } from "./ingest.ts";
import type { Delivery, DeliveryCopy, LetterFacts, MailStore } from "./ports.ts";

type DeliveryStore = Pick<MailStore, "deliver" | "acceptLarge" | "deliverNextSlice">;

const unflagged = { bits: 0, keywords: [] };

/** One copy an account, also when several of its addresses were named. */
export function copiesFor(recipients: IncomingLetter["recipients"]): DeliveryCopy[] {
  const accounts = new Set(recipients.map(({ account }) => account.id));
  return [...accounts].map((account) => ({ account, role: "inbox", flags: unflagged }));
}

/** Told of each accepted letter, for the metrics. */
export type AcceptedListener = (door: Door, copies: number) => void;

export class Deliveries {
  readonly #store: DeliveryStore;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #onAccepted: AcceptedListener;
  #slicing: Promise<void> | null = null;
  #stopped = false;

  constructor(parts: { store: DeliveryStore; clock: Clock; log: Log; onAccepted: AcceptedListener }) {
    this.#onAccepted = parts.onAccepted;
    this.#store = parts.store;
    this.#clock = parts.clock;
    this.#log = parts.log;
  }

  async accept(letter: IncomingLetter): Promise<void> {
    const first = letter.recipients[0];
    if (!first) return;
    const delivery = this.describe(letter, ingest(letter.bytes, letter.trace));
    if (delivery.copies.length <= limits.smtpRecipientsAtOnce) {
      await this.#store.deliver(delivery);
    } else {
      await this.#store.acceptLarge(delivery);
      this.startSlices();
    }
    this.#onAccepted(letter.door, delivery.copies.length);
  }

  describe(letter: Pick<IncomingLetter, "door" | "from" | "recipients">, facts: LetterFacts): Delivery {
    const first = letter.recipients[0];
    if (!first) throw new RangeError("a delivery needs a recipient");
    return {
      id: randomId(),
      organization: first.account.organization,
      door: letter.door,
      from: letter.from,
      receivedAtMs: this.#clock.nowMs(),
      letter: facts,
      copies: copiesFor(letter.recipients),
    };
  }

  /** Goes on with what a stop or crash left; harmless when nothing is pending. */
  startSlices(): void {
    this.#slicing ??= this.#runSlices().finally(() => {
      this.#slicing = null;
    });
  }

  async #runSlices(): Promise<void> {
    try {
      while (!this.#stopped && (await this.#store.deliverNextSlice()));
    } catch (error) {
      this.#log.error({ err: error instanceof Error ? error.message : String(error) }, "wide delivery paused");
    }
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#slicing;
  }
}
