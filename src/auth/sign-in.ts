// The one sign-in service behind every door: names to people, passwords, sessions, handles.
import { hash } from "node:crypto";
import type { AuditLog } from "#audit/ports.ts";
import type { Clock } from "#base/clock.ts";
import { CongvuError, errorCodeOf } from "#base/errors.ts";
import { randomId } from "#base/ids.ts";
import { limits } from "#base/limits.ts";
import type { Account, AccountId, DirectoryStore, PersonId } from "#directory/ports.ts";
import { FailureCounter } from "./failure-counter.ts";
import { atLeast, grant } from "./grant.ts";
import { Passwords } from "./passwords.ts";
import type { AccountHandle, CredentialStore, Door, SignedIn, SignInService, WebSession } from "./ports.ts";
import { VerifiedPasswords } from "./verified-passwords.ts";

export interface SignInParts {
  readonly directory: DirectoryStore;
  readonly credentials: CredentialStore;
  readonly audit: AuditLog;
  readonly clock: Clock;
  /** Told of each try, for the metrics. */
  readonly onAttempt?: (door: Door, result: "done" | "failed" | "locked" | "busy") => void;
}

type Attempt = Parameters<SignInService["signIn"]>[0];

/** A session's last use is written at most this often. */
const touchMs = 60_000;

export class SignIn implements SignInService {
  readonly #parts: SignInParts;
  readonly #passwords = new Passwords();
  readonly #verified: VerifiedPasswords;
  readonly #failures: FailureCounter;

  constructor(parts: SignInParts) {
    this.#parts = parts;
    this.#verified = new VerifiedPasswords(parts.clock);
    this.#failures = new FailureCounter(parts.clock);
  }

  async signIn(attempt: Attempt): Promise<SignedIn> {
    const { onAttempt } = this.#parts;
    try {
      const who = await this.#check(attempt);
      onAttempt?.(attempt.door, "done");
      return who;
    } catch (error) {
      const code = errorCodeOf(error);
      const result = code === "sign-in-locked" ? "locked" : code === "sign-in-busy" ? "busy" : "failed";
      onAttempt?.(attempt.door, result);
      throw error;
    }
  }

  async #check(attempt: Attempt): Promise<SignedIn> {
    const name = await this.#completeName(attempt.name);
    if (this.#failures.isLocked(name, attempt.remoteAddress)) throw new CongvuError("sign-in-locked");
    const account = await this.#parts.directory.accountByAddress(name);
    const person = account?.kind === "personal" && account.state === "active" ? account.person : null;
    if (account && person !== null && this.#verified.knows(person, attempt.password)) return signedIn(account, person);
    const phc = person === null ? null : await this.#parts.credentials.passwordHash(person);
    const right = await this.#passwords.verify(attempt.password, phc);
    if (!right || !account || person === null) {
      this.#failures.failed(name, attempt.remoteAddress);
      await this.#record(attempt, { name, account, person, result: "refused" });
      throw new CongvuError("sign-in-failed");
    }
    this.#failures.succeeded(name, attempt.remoteAddress);
    this.#verified.remember(person, attempt.password);
    await this.#record(attempt, { name, account, person, result: "done" });
    return signedIn(account, person);
  }

  /** A bare local part is enough while only one official has it; otherwise the organization's own domain is meant. */
  async #completeName(typed: string): Promise<string> {
    const name = typed.trim().normalize("NFC").toLowerCase();
    if (name.includes("@")) return name;
    const [only, another] = await this.#parts.directory.accountsByLocalPart(name);
    if (only && !another) return only.address;
    const [organization] = await this.#parts.directory.organizations();
    return organization ? `${name}@${organization.domain}` : name;
  }

  async #record(
    attempt: { door: Door; remoteAddress: string },
    who: { name: string; account: Account | null; person: PersonId | null; result: "done" | "refused" },
  ): Promise<void> {
    await this.#parts.audit.record({
      organization: who.account?.organization ?? null,
      actor: who.person,
      actingFor: who.account?.id ?? null,
      action: "sign-in",
      object: who.name.slice(0, 320),
      result: who.result,
      remoteAddress: attempt.remoteAddress,
      detail: { door: attempt.door },
    });
  }

  async open(person: PersonId, account: AccountId): Promise<AccountHandle> {
    const found = (await this.openable(person)).find((one) => one.account.id === account);
    if (!found) throw new CongvuError("forbidden", "not a member");
    return found.handle;
  }

  async openable(person: PersonId): Promise<{ account: Account; handle: AccountHandle }[]> {
    const accounts = await this.#parts.directory.accountsOf(person);
    return accounts
      .filter(({ account }) => account.state === "active")
      .map(({ account, access }) => ({ account, handle: grant(account, person, access) }));
  }

  async sendableAddresses(person: PersonId): Promise<{ address: string; name: string; account: AccountId }[]> {
    const { directory } = this.#parts;
    const sendable = (await this.openable(person)).filter(({ handle }) => atLeast(handle.access, "send"));
    const lists = await Promise.all(
      sendable.map(async ({ account }) =>
        (await directory.addressesOf(account.id)).map((address) => ({
          address,
          name: account.name,
          account: account.id,
        })),
      ),
    );
    return lists.flat();
  }

  async startSession(
    who: SignedIn,
    options: { remoteAddress: string; userAgent: string; remember: boolean },
  ): Promise<WebSession> {
    const token = randomId(260);
    const now = this.#parts.clock.nowMs();
    const expiresAtMs = now + (options.remember ? limits.sessionMs : limits.sessionIdleMs);
    await this.#parts.credentials.saveSession({
      tokenHash: tokenHash(token),
      person: who.person,
      createdAtMs: now,
      expiresAtMs,
      remoteAddress: options.remoteAddress,
      userAgent: options.userAgent.slice(0, 300),
    });
    return { token, expiresAtMs };
  }

  async session(token: string): Promise<SignedIn | null> {
    const { credentials, clock, directory } = this.#parts;
    const key = tokenHash(token);
    const session = await credentials.session(key);
    const now = clock.nowMs();
    if (!session || session.expiresAtMs <= now || now - session.seenAtMs > limits.sessionIdleMs) return null;
    if (now - session.seenAtMs > touchMs) await credentials.touchSession(key, now);
    const own = (await directory.accountsOf(session.person)).find(({ account }) => account.kind === "personal");
    return own?.account.state === "active" ? signedIn(own.account, session.person) : null;
  }

  endSession(token: string): Promise<void> {
    return this.#parts.credentials.deleteSession(tokenHash(token));
  }

  async setPassword(person: PersonId, password: string): Promise<void> {
    await this.#parts.credentials.setPasswordHash(person, await this.#passwords.hash(password));
    this.#verified.forget(person);
  }
}

const tokenHash = (token: string): Uint8Array => hash("sha256", token, "buffer");

const signedIn = (account: Account, person: PersonId): SignedIn => ({
  person,
  organization: account.organization,
  account,
  handle: grant(account, person, "administer"),
});
