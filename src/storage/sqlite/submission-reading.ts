// Submissions as rows: what waits, what was sent, what was taken back.
import type { AccountHandle } from "#auth/ports.ts";
import type { AccountId, PersonId } from "#directory/ports.ts";
import type { EmailNo, Submission, UndoStatus } from "#mail/ports.ts";
import type { Statements } from "./statements.ts";

interface Row {
  readonly id: number;
  readonly account: AccountId;
  readonly viewer: PersonId;
  readonly email: EmailNo;
  readonly identity: string;
  readonly mail_from: string;
  readonly recipients: string;
  readonly send_at: number;
  readonly undo_status: UndoStatus;
  readonly delivery_status: string;
}

const columns = "id, account, viewer, email, identity, mail_from, recipients, send_at, undo_status, delivery_status";

const toSubmission = (row: Row): Submission => ({
  id: row.id,
  account: row.account,
  viewer: row.viewer,
  emailNo: row.email,
  identity: row.identity,
  from: row.mail_from,
  recipients: JSON.parse(row.recipients) as string[],
  sendAtMs: row.send_at,
  undoStatus: row.undo_status,
  deliveryStatus: JSON.parse(row.delivery_status) as Submission["deliveryStatus"],
});

/** Null = all of the account, newest first, the last thousand. */
export function readSubmissions(sql: Statements, handle: AccountHandle, ids: readonly number[] | null): Submission[] {
  if (ids === null) {
    return sql
      .all<Row>(`SELECT ${columns} FROM submission WHERE account = ?1 ORDER BY id DESC LIMIT 1000`, handle.account)
      .map(toSubmission);
  }
  return ids.flatMap((id) => {
    const row = sql.get<Row>(`SELECT ${columns} FROM submission WHERE account = ?1 AND id = ?2`, handle.account, id);
    return row ? [toSubmission(row)] : [];
  });
}

export function dueSubmissions(sql: Statements, nowMs: number, limit: number): Submission[] {
  return sql
    .all<Row>(
      `SELECT ${columns} FROM submission WHERE undo_status = 'pending' AND send_at <= ?1 ORDER BY send_at LIMIT ?2`,
      nowMs,
      limit,
    )
    .map(toSubmission);
}

export function nextSubmissionMs(sql: Statements): number | null {
  const row = sql.get<{ at: number | null }>("SELECT min(send_at) AS at FROM submission WHERE undo_status = 'pending'");
  return row?.at ?? null;
}
