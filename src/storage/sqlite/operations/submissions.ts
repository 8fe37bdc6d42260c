// Letters waiting to leave: held for undo, taken back, or sent. Sending and marking final are one commit.
import { CongvuError } from "#base/errors.ts";
import { limits } from "#base/limits.ts";
import { acceptWide, deliver, type WideInput } from "./letters.ts";
import type { Touched } from "./touched.ts";

export interface SubmissionInput {
  readonly account: number;
  readonly viewer: number;
  readonly emailNo: number;
  readonly identity: string;
  readonly from: string;
  readonly recipients: readonly string[];
  readonly sendAtMs: number;
}

export function createSubmission(t: Touched, input: SubmissionInput): number {
  const id = t.sql.insert(
    `INSERT INTO submission(account, viewer, email, identity, mail_from, recipients, send_at, undo_status, delivery_status)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 'pending', '{}')`,
    input.account,
    input.viewer,
    input.emailNo,
    input.identity,
    input.from,
    JSON.stringify(input.recipients),
    input.sendAtMs,
  );
  noteChange(t, input.account, { op: "created", id });
  return id;
}

/** Only a pending one can be taken back. */
export function cancelSubmission(t: Touched, input: { account: number; id: number }): boolean {
  const changed = t.sql.run(
    "UPDATE submission SET undo_status = 'canceled' WHERE id = ?1 AND account = ?2 AND undo_status = 'pending'",
    input.id,
    input.account,
  );
  if (changed > 0) noteChange(t, input.account, { op: "updated", id: input.id });
  return changed > 0;
}

export interface FinishInput {
  readonly account: number;
  readonly viewer: number;
  readonly id: number;
  readonly deliveryStatus: string;
  readonly delivery: WideInput | null;
}

/** Refused with `conflict` when it is no longer pending: a canceled letter is never sent. */
export function finishSubmission(t: Touched, input: FinishInput): void {
  const row = t.sql.get<{ email: number }>(
    `UPDATE submission SET undo_status = 'final', delivery_status = ?3
     WHERE id = ?1 AND account = ?2 AND undo_status = 'pending' RETURNING email`,
    input.id,
    input.account,
    input.deliveryStatus,
  );
  if (!row) throw new CongvuError("conflict", "not pending");
  if (input.delivery) {
    if (input.delivery.copies.length > limits.smtpRecipientsAtOnce) acceptWide(t, input.delivery);
    else deliver(t, input.delivery);
    t.event({ account: input.account, kind: "sent", person: input.viewer, door: "jmap", email: row.email });
  }
  noteChange(t, input.account, { op: "updated", id: input.id });
}

function noteChange(t: Touched, account: number, change: { op: "created" | "updated"; id: number }): void {
  const { mod_seq: modSeq } = t.claimForSubmissions(account);
  t.otherChange(account, modSeq, { kind: "submission", ...change });
}
