// The audit log: who did what, in a chain of hashes. Screens come later; the chain starts with the first row.
import type { AccountId, OrganizationId, PersonId } from "#directory/ports.ts";

/** One act worth proving later. Content, subjects and passwords never enter it. */
export interface AuditEntry {
  readonly organization: OrganizationId | null;
  /** Who acted; null = the system itself. */
  readonly actor: PersonId | null;
  /** Whom or what the actor stood for, e.g. a unit mailbox. */
  readonly actingFor: AccountId | null;
  /** Verb in kebab-case with its noun: "account-create", "sign-in", "password-change". */
  readonly action: string;
  /** What it was done to, as text an auditor can read. */
  readonly object: string;
  readonly result: "done" | "refused";
  readonly reason?: string;
  /** Article that asked for or forbade it, e.g. "HT-2009-D9.1". */
  readonly cite?: string;
  readonly remoteAddress?: string;
  readonly detail?: Readonly<Record<string, string | number | boolean | null>>;
}

export interface AuditRow extends AuditEntry {
  readonly seq: number;
  readonly atMs: number;
  readonly hash: Uint8Array;
}

export interface ChainCheck {
  readonly rows: number;
  /** First row whose hash does not follow from the one before it; null = whole. */
  readonly brokenAt: number | null;
  readonly head: Uint8Array;
}

export interface AuditLog {
  /** Resolves after the row is durable. */
  record(entry: AuditEntry): Promise<void>;
  rows(fromSeq: number, limit: number): Promise<AuditRow[]>;
  verify(): Promise<ChainCheck>;
}
