// Sign-in and rights as the rest of the system sees them. One service, one failure counter for all doors.
import type { Access, Account, AccountId, OrganizationId, PersonId } from "#directory/ports.ts";

declare const granted: unique symbol;

/**
 * Proof that a person may act on a mailbox: every store call about mail needs one, so that a forgotten check does not
 * compile (reliability rule 21). Only auth/grant.ts makes them.
 */
export interface AccountHandle {
  readonly [granted]: true;
  readonly organization: OrganizationId;
  readonly account: AccountId;
  /** The acting person. */
  readonly viewer: PersonId;
  readonly access: Access;
  /** Unit mailboxes keep "seen" per person; a personal one on the placement itself. */
  readonly seenPerPerson: boolean;
}

export type Door = "smtp" | "submission" | "imap" | "pop3" | "jmap" | "web" | "cli" | "system";

/** A signed-in person and what they may open. */
export interface SignedIn {
  readonly person: PersonId;
  readonly organization: OrganizationId;
  /** The personal mailbox that the sign-in name belongs to. */
  readonly account: Account;
  /** Handle of the personal mailbox. */
  readonly handle: AccountHandle;
}

/** An opaque web session: the token goes to the browser, its hash to the store. */
export interface WebSession {
  readonly token: string;
  readonly expiresAtMs: number;
}

export interface SignInService {
  /**
   * Checks a password. `name` is an address; a bare local part is completed with the organization's domain.
   * Throws `sign-in-failed` (same text and time for unknown names), `sign-in-locked`, `sign-in-busy`.
   */
  signIn(attempt: { name: string; password: string; door: Door; remoteAddress: string }): Promise<SignedIn>;
  /** Handle for any mailbox the person may open; throws `forbidden`. */
  open(person: PersonId, account: AccountId): Promise<AccountHandle>;
  /** Every mailbox the person may open, own one first. */
  openable(person: PersonId): Promise<{ account: Account; handle: AccountHandle }[]>;
  startSession(
    who: SignedIn,
    options: { remoteAddress: string; userAgent: string; remember: boolean },
  ): Promise<WebSession>;
  /** Null = unknown, ended or idle too long. */
  session(token: string): Promise<SignedIn | null>;
  endSession(token: string): Promise<void>;
  setPassword(person: PersonId, password: string): Promise<void>;
  /** Addresses the person may put into From and MAIL FROM, own first: own addresses and those of units with level "send". */
  sendableAddresses(person: PersonId): Promise<{ address: string; name: string; account: AccountId }[]>;
}

export interface CredentialStore {
  /** PHC string of the argon2id hash; null = none set. */
  passwordHash(person: PersonId): Promise<string | null>;
  setPasswordHash(person: PersonId, phc: string): Promise<void>;
  saveSession(session: {
    tokenHash: Uint8Array;
    person: PersonId;
    createdAtMs: number;
    expiresAtMs: number;
    remoteAddress: string;
    userAgent: string;
  }): Promise<void>;
  session(tokenHash: Uint8Array): Promise<{ person: PersonId; expiresAtMs: number; seenAtMs: number } | null>;
  touchSession(tokenHash: Uint8Array, seenAtMs: number): Promise<void>;
  deleteSession(tokenHash: Uint8Array): Promise<void>;
}
