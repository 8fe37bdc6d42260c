// Where an address is delivered here, and which addresses a person may send from.
import type { SignInService } from "#auth/ports.ts";
import { CongvuError } from "#base/errors.ts";
import type { Account, DirectoryStore, PersonId } from "#directory/ports.ts";
import { canonicalAddress } from "#mime/address.ts";
import type { MailStore } from "./ports.ts";

export interface ResolvedRecipient {
  readonly address: string;
  readonly account: Account;
}

export class Recipients {
  readonly #directory: DirectoryStore;
  readonly #store: Pick<MailStore, "hasRoom">;
  readonly #signIn: Pick<SignInService, "sendableAddresses">;

  constructor(parts: {
    directory: DirectoryStore;
    store: Pick<MailStore, "hasRoom">;
    signIn: Pick<SignInService, "sendableAddresses">;
  }) {
    this.#directory = parts.directory;
    this.#store = parts.store;
    this.#signIn = parts.signIn;
  }

  /** Throws `relay-denied`, `recipient-unknown`, `recipient-suspended`, `mailbox-full`. */
  async resolve(given: string): Promise<ResolvedRecipient> {
    const address = canonicalAddress(given);
    if (address === null) throw new CongvuError("recipient-unknown", "not an address");
    const account = await this.#directory.accountByAddress(address);
    if (!account) {
      const local = await this.#directory.isLocalDomain(address.slice(address.lastIndexOf("@") + 1));
      throw new CongvuError(local ? "recipient-unknown" : "relay-denied");
    }
    if (account.state === "closed") throw new CongvuError("recipient-unknown");
    if (account.state === "suspended") throw new CongvuError("recipient-suspended");
    if (!(await this.#store.hasRoom(account.id, 0))) throw new CongvuError("mailbox-full");
    return { address, account };
  }

  /** Throws `sender-not-allowed`. */
  async checkSender(person: PersonId, given: string): Promise<void> {
    const address = canonicalAddress(given);
    const own = await this.#signIn.sendableAddresses(person);
    if (address === null || !own.some((one) => one.address === address)) throw new CongvuError("sender-not-allowed");
  }
}
