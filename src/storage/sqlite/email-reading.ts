// Letters as rows: what lists show without opening a body.

import type { AccountHandle } from "#auth/ports.ts";
import { CongvuError } from "#base/errors.ts";
import type {
  AccountStates,
  Change,
  ChangeKind,
  ChangeOp,
  ChangePage,
  EmailNo,
  EmailRow,
  FolderId,
  ModSeq,
} from "#mail/ports.ts";
import type { LetterSummary } from "#mime/part.ts";
import { changeKinds, changeOps, emailRowId } from "./operations/touched.ts";
import type { Statements } from "./statements.ts";

interface Row {
  readonly id: number;
  readonly thread: number;
  readonly received_at: number;
  readonly size: number;
  readonly envelope: string;
  readonly structure: string;
  readonly summary: string;
}

const selectEmail = `SELECT id, thread, received_at, size, envelope, structure, summary
  FROM email JOIN letter ON letter.body = email.body`;

/** Runs longer than this are read as one range scan. */
const rangeFrom = 32;

export function readEmails(sql: Statements, handle: AccountHandle, emailNos: readonly EmailNo[]): EmailRow[] {
  const base = emailRowId(handle.account, 0);
  const first = emailNos[0];
  const last = emailNos.at(-1);
  if (first !== undefined && last !== undefined && emailNos.length >= rangeFrom && isNearlyDense(emailNos)) {
    const rows = sql.all<Row>(`${selectEmail} WHERE id BETWEEN ?1 AND ?2`, base + first, base + last);
    const byNo = new Map(rows.map((row) => [row.id - base, row]));
    return emailNos.flatMap((emailNo) => toEmail(byNo.get(emailNo), base));
  }
  return emailNos.flatMap((emailNo) => toEmail(sql.get<Row>(`${selectEmail} WHERE id = ?1`, base + emailNo), base));
}

/** Ascending, with few gaps: a scan then reads little that was not asked for. */
function isNearlyDense(emailNos: readonly number[]): boolean {
  for (let i = 1; i < emailNos.length; i++) {
    if ((emailNos[i] as number) <= (emailNos[i - 1] as number)) return false;
  }
  return (emailNos.at(-1) as number) - (emailNos[0] as number) < emailNos.length * 2;
}

/** The summary is parsed when first looked at: an IMAP list never does. */
class StoredEmail implements EmailRow {
  readonly emailNo: EmailNo;
  readonly thread: number;
  readonly receivedAtMs: number;
  readonly size: number;
  readonly envelope: string;
  readonly structure: string;
  #summary: string | LetterSummary;

  constructor(row: Row, base: number) {
    this.emailNo = (row.id - base) as EmailNo;
    this.thread = row.thread - base;
    this.receivedAtMs = row.received_at;
    this.size = row.size;
    this.envelope = row.envelope;
    this.structure = row.structure;
    this.#summary = row.summary;
  }

  get summary(): LetterSummary {
    if (typeof this.#summary === "string") this.#summary = JSON.parse(this.#summary) as LetterSummary;
    return this.#summary;
  }
}

const toEmail = (row: Row | null | undefined, base: number): EmailRow[] => (row ? [new StoredEmail(row, base)] : []);

/** Every letter of each thread that still lies somewhere, oldest first. */
export function readThreads(
  sql: Statements,
  handle: AccountHandle,
  threads: readonly number[],
): Map<number, EmailNo[]> {
  const base = emailRowId(handle.account, 0);
  const found = new Map<number, EmailNo[]>();
  for (const thread of threads) {
    const rows = sql.all<{ id: number }>(
      `SELECT id FROM (SELECT id, received_at FROM email WHERE id = ?1
                       UNION ALL SELECT id, received_at FROM email WHERE thread = ?1 AND thread <> id)
       WHERE EXISTS (SELECT 1 FROM placement INDEXED BY placement_email WHERE account = ?2 AND email = id - ?3 AND expunged_at IS NULL)
       ORDER BY received_at, id`,
      base + thread,
      handle.account,
      base,
    );
    if (rows.length > 0)
      found.set(
        thread,
        rows.map((row) => (row.id - base) as EmailNo),
      );
  }
  return found;
}

export function bodyOf(sql: Statements, handle: AccountHandle, emailNo: EmailNo): number {
  const row = sql.get<{ body: number }>("SELECT body FROM email WHERE id = ?1", emailRowId(handle.account, emailNo));
  if (!row) throw new CongvuError("not-found", "no such letter");
  return row.body;
}

export function readStates(sql: Statements, handle: AccountHandle): AccountStates {
  const row = sql.get<{ m: number; e: number; f: number; t: number; s: number }>(
    `SELECT mod_seq AS m, email_mod_seq AS e, folder_mod_seq AS f, thread_mod_seq AS t, submission_mod_seq AS s
     FROM account_counter WHERE account = ?1`,
    handle.account,
  );
  if (!row) throw new CongvuError("not-found", "no such account");
  return { modSeq: row.m, email: row.e, folder: row.f, thread: row.t, submission: row.s };
}

const nameOf = <T extends string>(table: Readonly<Record<T, number>>, code: number): T =>
  (Object.keys(table) as T[]).find((name) => table[name] === code) as T;

interface ChangeRow {
  readonly mod_seq: number;
  readonly kind: number;
  readonly folder: number;
  readonly uid: number;
  readonly op: number;
  readonly id: number;
  readonly thread: number;
}

/** Whole modSeqs only: a page never ends in the middle of one change, so that its `upTo` is a state. */
export function readChanges(sql: Statements, handle: AccountHandle, since: ModSeq, limit: number): ChangePage {
  const feed = sql.get<{ feed_from: number; mod_seq: number }>(
    "SELECT feed_from, mod_seq FROM account_counter WHERE account = ?1",
    handle.account,
  );
  if (!feed || since < feed.feed_from - 1 || since > feed.mod_seq) throw new CongvuError("not-found", "state too old");
  const rows = sql.all<ChangeRow>(
    `SELECT mod_seq, kind, folder, uid, op, id, thread FROM change
     WHERE account = ?1 AND mod_seq > ?2 AND mod_seq <= coalesce(
       (SELECT mod_seq FROM change WHERE account = ?1 AND mod_seq > ?2 ORDER BY mod_seq LIMIT 1 OFFSET ?3), ?4)
     ORDER BY mod_seq`,
    handle.account,
    since,
    Math.max(0, limit - 1),
    feed.mod_seq,
  );
  const upTo = rows.at(-1)?.mod_seq ?? feed.mod_seq;
  const more = sql.get("SELECT 1 FROM change WHERE account = ?1 AND mod_seq > ?2 LIMIT 1", handle.account, upTo);
  return { changes: rows.map(toChange), upTo: more ? upTo : feed.mod_seq, hasMore: more !== null };
}

const toChange = (row: ChangeRow): Change => ({
  modSeq: row.mod_seq,
  kind: nameOf<ChangeKind>(changeKinds, row.kind),
  op: nameOf<ChangeOp>(changeOps, row.op),
  id: row.id,
  folder: row.folder === 0 ? null : (row.folder as FolderId),
  uid: row.uid === 0 ? null : row.uid,
  thread: row.thread === 0 ? null : row.thread,
});
