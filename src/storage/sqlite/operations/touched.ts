// What an operation works with: the statements, the time of the commit, and the account bookkeeping that every change
// shares: the one counter of the account, the change feed, the folder's counters.
import { CongvuError } from "#base/errors.ts";
import type { Statements } from "../statements.ts";

export const changeKinds = { email: 1, folder: 2, submission: 3, identity: 4 } as const;
export const changeOps = { created: 1, updated: 2, destroyed: 3 } as const;

export interface Claim {
  readonly mod_seq: number;
  readonly next_email: number;
  readonly seen_per_person: number;
}

/** One unit's view of the writer. `accounts` collects who is to be woken after the commit. */
export class Touched {
  readonly sql: Statements;
  readonly nowMs: number;
  readonly accounts = new Set<number>();

  constructor(sql: Statements, nowMs: number) {
    this.sql = sql;
    this.nowMs = nowMs;
  }

  /** Next modSeq of the account for a change of letters (and so of threads and folder counts). */
  claimForLetters(account: number, added: { emails: number; bytes: number; letters: number }): Claim {
    this.accounts.add(account);
    return this.#claim(
      this.sql.get<Claim>(
        `UPDATE account_counter SET mod_seq = mod_seq + 1, email_mod_seq = mod_seq + 1, folder_mod_seq = mod_seq + 1,
           thread_mod_seq = mod_seq + 1, next_email = next_email + ?2, used_bytes = used_bytes + ?3, letters = letters + ?4
         WHERE account = ?1 RETURNING mod_seq, next_email, seen_per_person`,
        account,
        added.emails,
        added.bytes,
        added.letters,
      ),
    );
  }

  claimForFolders(account: number): Claim {
    this.accounts.add(account);
    return this.#claim(
      this.sql.get<Claim>(
        `UPDATE account_counter SET mod_seq = mod_seq + 1, folder_mod_seq = mod_seq + 1
         WHERE account = ?1 RETURNING mod_seq, next_email, seen_per_person`,
        account,
      ),
    );
  }

  claimForSubmissions(account: number): Claim {
    this.accounts.add(account);
    return this.#claim(
      this.sql.get<Claim>(
        `UPDATE account_counter SET mod_seq = mod_seq + 1, submission_mod_seq = mod_seq + 1
         WHERE account = ?1 RETURNING mod_seq, next_email, seen_per_person`,
        account,
      ),
    );
  }

  #claim(row: Claim | null): Claim {
    if (!row) throw new CongvuError("not-found", "no such account");
    return row;
  }

  emailChange(row: {
    account: number;
    modSeq: number;
    op: keyof typeof changeOps;
    folder: number;
    uid: number;
    email: number;
    thread: number;
  }): void {
    this.sql.run(
      `INSERT OR REPLACE INTO change(account, mod_seq, kind, folder, uid, op, id, thread, at)
       VALUES (?1, ?2, 1, ?3, ?4, ?5, ?6, ?7, ?8)`,
      row.account,
      row.modSeq,
      row.folder,
      row.uid,
      changeOps[row.op],
      row.email,
      row.thread,
      this.nowMs,
    );
  }

  otherChange(
    account: number,
    modSeq: number,
    change: { kind: "folder" | "submission" | "identity"; op: keyof typeof changeOps; id: number },
  ): void {
    this.sql.run(
      `INSERT OR REPLACE INTO change(account, mod_seq, kind, folder, uid, op, id, thread, at)
       VALUES (?1, ?2, ?3, ?4, 0, ?5, ?6, 0, ?7)`,
      account,
      modSeq,
      changeKinds[change.kind],
      change.kind === "folder" ? change.id : 0,
      changeOps[change.op],
      change.id,
      this.nowMs,
    );
  }

  event(event: {
    account: number;
    kind: string;
    person: number | null;
    door: string;
    email: number | null;
    data?: string;
  }) {
    this.sql.run(
      "INSERT INTO event(at, account, kind, person, door, email, data) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
      this.nowMs,
      event.account,
      event.kind,
      event.person,
      event.door,
      event.email,
      event.data ?? null,
    );
  }
}

/** Letter's row id: the account's range of 2^24 numbers, the same in email, search.db and its shared notices. */
export const emailRowId = (account: number, emailNo: number): number => account * 2 ** 24 + emailNo;
