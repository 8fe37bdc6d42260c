// The bridge from SMTP to mail, sign-in and directory: the only file of this folder that knows them.
import type { Door, SignedIn, SignInService } from "#auth/ports.ts";
import { CongvuError } from "#base/errors.ts";
import type { Account, AccountId, DirectoryStore } from "#directory/ports.ts";
import type { Mail } from "#mail/doors.ts";
import type { Envelope, SmtpBackend, Submitter } from "./backend.ts";

export interface MailBackendOptions {
  readonly mail: Pick<Mail, "claimRoom" | "resolveRecipient" | "checkSender" | "deliver" | "send">;
  readonly signIn: Pick<SignInService, "signIn">;
  readonly directory: Pick<DirectoryStore, "organizations">;
}

interface Resolved {
  readonly address: string;
  readonly account: Account;
}

export function mailBackend(options: MailBackendOptions): SmtpBackend {
  const { mail, signIn } = options;
  return {
    claimRoom: (bytes) => mail.claimRoom(bytes),
    envelope: (from) =>
      new MailEnvelope(options, (recipients, letter) => mail.deliver({ door: "smtp", from, recipients, ...letter })),
    signIn: async (attempt) => submitter(options, await signIn.signIn({ ...attempt, door: "submission" })),
  };
}

function submitter(options: MailBackendOptions, { person, handle }: SignedIn): Submitter {
  const { mail } = options;
  const door: Door = "submission";
  return {
    checkSender: (address) => mail.checkSender(person, address),
    envelope: (from) =>
      new SubmissionEnvelope(options, (recipients, letter) => {
        const addresses = recipients.map(({ address }) => address);
        return mail.send({ door, handle, from, recipients: addresses, ...letter });
      }),
  };
}

type Send = (recipients: readonly Resolved[], letter: { bytes: Buffer; trace: string }) => Promise<void>;

class MailEnvelope implements Envelope {
  readonly #options: MailBackendOptions;
  readonly #send: Send;
  readonly #recipients = new Map<AccountId, Resolved>();

  constructor(options: MailBackendOptions, send: Send) {
    this.#options = options;
    this.#send = send;
  }

  get recipients(): number {
    return this.#recipients.size;
  }

  async addRecipient(address: string): Promise<void> {
    const resolved = await this.resolve(address.includes("@") ? address : await this.#atFirstDomain(address));
    this.#recipients.set(resolved.account.id, resolved);
  }

  deliver(letter: { bytes: Buffer; trace: string }): Promise<void> {
    return this.#send([...this.#recipients.values()], letter);
  }

  protected resolve(address: string): Promise<Resolved> {
    return this.#options.mail.resolveRecipient(address);
  }

  /** A bare "postmaster" is the one of the first domain served (RFC 5321 §4.5.1). */
  async #atFirstDomain(local: string): Promise<string> {
    const [first] = await this.#options.directory.organizations();
    if (first === undefined) throw new CongvuError("recipient-unknown");
    return `${local}@${first.domain}`;
  }
}

/** For our own people a foreign domain is not forbidden, only not reachable yet; they are told so. */
class SubmissionEnvelope extends MailEnvelope {
  protected override async resolve(address: string): Promise<Resolved> {
    try {
      return await super.resolve(address);
    } catch (error) {
      const relay = error instanceof CongvuError && error.code === "relay-denied";
      throw relay ? new CongvuError("outbound-not-set-up", error.detail) : error;
    }
  }
}
