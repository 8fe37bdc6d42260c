// Letters a person sends: checked when submitted, held until their time so that they can be taken back, then delivered
// and marked final in one commit. A timer wakes for the next one due; after a restart the store says what is waiting.
import type { AccountHandle, SignInService } from "#auth/ports.ts";
import type { Clock } from "#base/clock.ts";
import { CongvuError, type ErrorCode, errorCatalogue, errorCodeOf } from "#base/errors.ts";
import type { Log } from "#base/log.ts";
import { readLetter } from "#mime/read-letter.ts";
import { withoutBcc } from "#mime/without-bcc.ts";
import type { Deliveries } from "./delivery.ts";
import { ingest } from "./ingest.ts";
import type { MailStore, Submission } from "./ports.ts";
import type { Recipients, ResolvedRecipient } from "./recipients.ts";

type SubmissionStore = Pick<
  MailStore,
  "body" | "createSubmission" | "dueSubmissions" | "nextSubmissionMs" | "finishSubmission"
>;
export type NewSubmission = Omit<Submission, "id" | "account" | "viewer" | "undoStatus" | "deliveryStatus">;

/** Longest sleep of the timer: a clock set forward is noticed within a minute. */
const longestSleepMs = 60_000;
const batch = 20;

export class Submissions {
  readonly #parts: SubmissionParts;
  #timer: NodeJS.Timeout | null = null;
  #running: Promise<void> | null = null;
  #stopped = false;

  constructor(parts: SubmissionParts) {
    this.#parts = parts;
  }

  /** Refuses at once what could never be delivered, naming the address in the detail. */
  async submit(handle: AccountHandle, submission: NewSubmission): Promise<number> {
    const { recipients, store } = this.#parts;
    await recipients.checkSender(handle.viewer, submission.from);
    for (const address of submission.recipients) await resolveForSending(recipients, address);
    const id = await store.createSubmission(handle, submission);
    this.wake();
    return id;
  }

  /** Looks for due submissions now and sets the timer for the next one. */
  wake(): void {
    if (this.#stopped) return;
    this.#running ??= this.#run().finally(() => {
      this.#running = null;
    });
  }

  async #run(): Promise<void> {
    const { store, clock, log } = this.#parts;
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    try {
      for (;;) {
        const due = await store.dueSubmissions(clock.nowMs(), batch);
        for (const submission of due) await this.#send(submission);
        if (due.length < batch || this.#stopped) break;
      }
      const next = await store.nextSubmissionMs();
      if (next !== null) this.#sleep(next - clock.nowMs());
    } catch (error) {
      log.error({ err: error instanceof Error ? error.message : String(error) }, "sending paused");
      this.#sleep(longestSleepMs);
    }
  }

  #sleep(ms: number): void {
    if (this.#stopped) return;
    this.#timer = setTimeout(() => this.wake(), Math.min(Math.max(ms, 0), longestSleepMs));
    this.#timer.unref();
  }

  /** Whatever happens, this one is not tried again: a letter that cannot be sent must not hold up the others. */
  async #send(submission: Submission): Promise<void> {
    const result = await this.#prepare(submission).catch((error) => refusedForAll(submission, errorCodeOf(error)));
    await this.#parts.store.finishSubmission(submission, result).catch((error) => {
      if (errorCodeOf(error) !== "conflict") throw error; // taken back in this very moment: nothing to send
    });
    this.#parts.deliveries.startSlices();
  }

  /** Rights, letter and recipients as they are now, not as they were when the letter was submitted. */
  async #prepare(submission: Submission): Promise<SubmissionResult> {
    const { signIn, store, deliveries, hostname, clock } = this.#parts;
    const handle = await signIn.open(submission.viewer, submission.account);
    const bytes = await store.body(handle, submission.emailNo);
    const deliveryStatus: DeliveryStatus = {};
    const recipients: ResolvedRecipient[] = [];
    for (const address of submission.recipients) {
      try {
        recipients.push(await resolveForSending(this.#parts.recipients, address));
        deliveryStatus[address] = { smtpReply: "250 2.1.5 delivered", delivered: "yes" };
      } catch (error) {
        deliveryStatus[address] = refusal(errorCodeOf(error));
      }
    }
    if (recipients.length === 0) return { deliveryStatus, delivery: null };
    const { from, id } = submission;
    const trace = traceOf({ from, hostname, id, nowMs: clock.nowMs() });
    const facts = ingest(withoutBcc(bytes, readLetter(bytes).root), trace);
    return { deliveryStatus, delivery: deliveries.describe({ door: "jmap", from, recipients }, facts) };
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    if (this.#timer) clearTimeout(this.#timer);
    await this.#running;
  }
}

export interface SubmissionParts {
  readonly store: SubmissionStore;
  readonly signIn: Pick<SignInService, "open">;
  readonly recipients: Recipients;
  readonly deliveries: Deliveries;
  readonly hostname: string;
  readonly clock: Clock;
  readonly log: Log;
}

type DeliveryStatus = Record<string, Submission["deliveryStatus"][string]>;
type SubmissionResult = Parameters<MailStore["finishSubmission"]>[1];

const refusal = (code: ErrorCode): DeliveryStatus[string] => ({
  smtpReply: `550 5.0.0 ${errorCatalogue[code].en}`,
  delivered: "no",
});

const refusedForAll = ({ recipients }: Submission, code: ErrorCode): SubmissionResult => ({
  deliveryStatus: Object.fromEntries(recipients.map((address) => [address, refusal(code)])),
  delivery: null,
});

/** As Recipients.resolve, but another system's domain is "not set up" to a sender, not "relay denied". */
export async function resolveForSending(recipients: Recipients, address: string): Promise<ResolvedRecipient> {
  try {
    return await recipients.resolve(address);
  } catch (error) {
    const code = errorCodeOf(error);
    throw new CongvuError(code === "relay-denied" ? "outbound-not-set-up" : code, address);
  }
}

/** Return-Path and Received of a letter that came in over JMAP (RFC 5321 §4.4; the protocol word is IANA's for HTTP). */
function traceOf(at: { from: string; hostname: string; id: number; nowMs: number }): string {
  const date = new Date(at.nowMs).toUTCString().replace("GMT", "+0000");
  return `Return-Path: <${at.from}>\r\nReceived: by ${at.hostname} with HTTP id s${at.id};\r\n ${date}\r\n`;
}
