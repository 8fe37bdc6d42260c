// What a method call may see: the person's mailboxes, the capabilities in use, ids made earlier in the same request.
import type { Clock } from "#base/clock.ts";
import type { Log } from "#base/log.ts";
import { MethodError } from "./errors.ts";
import type { Account } from "./mail-backend.ts";

/** One person at one moment; lives for one request. */
export interface JmapSession {
  /** Address signed in with. */
  readonly username: string;
  /** Own mailbox first. */
  readonly accounts: readonly Account[];
  /** Largest letter that may be stored or sent, octets. */
  readonly maxLetterBytes: number;
  /** IANA zone of the organization, for Date fields. */
  readonly zone: string;
  /** What openings are recorded under: our own pages, or a mail program. */
  readonly door: "web" | "jmap";
  readonly clock: Clock;
  readonly log: Log;
}

export interface Context extends JmapSession {
  readonly using: ReadonlySet<string>;
  /** Creation id → id, over all calls of the request (RFC 8620 §5.3). */
  readonly createdIds: Map<string, string>;
  /** For limits and tests. */
  readonly nowMs: number;
}

/** Throws accountNotFound for mailboxes the person may not open: the same answer as for those that do not exist. */
export function accountOf(context: Context, accountId: string): Account {
  const account = context.accounts.find((one) => one.id === accountId);
  if (account === undefined) throw new MethodError("accountNotFound");
  return account;
}

/** For methods that change something (RFC 8620 §3.6.2 accountReadOnly). */
export function writableAccountOf(context: Context, accountId: string): Account {
  const account = accountOf(context, accountId);
  if (account.access === "read") throw new MethodError("accountReadOnly");
  return account;
}

/** "#k" stands for what creation id k became; null = nothing was created under it. */
export function realId(context: Context, id: string): string | null {
  return id.startsWith("#") ? (context.createdIds.get(id.slice(1)) ?? null) : id;
}
