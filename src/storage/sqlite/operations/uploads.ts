// Bytes a client uploaded for a letter it is writing (RFC 8620 §6.1), and the event that a person opened a letter.
import { CongvuError } from "#base/errors.ts";
import { limits } from "#base/limits.ts";
import { type BodyInput, keepBody } from "./placing.ts";
import type { Touched } from "./touched.ts";

export interface UploadInput {
  readonly account: number;
  readonly id: string;
  readonly type: string;
  readonly body: BodyInput;
}

export function saveUpload(t: Touched, input: UploadInput): void {
  const held = t.sql.get<{ bytes: number | null }>(
    "SELECT sum(size) AS bytes FROM upload WHERE account = ?1",
    input.account,
  );
  if ((held?.bytes ?? 0) + input.body.size > limits.uploadsPerAccountBytes) {
    throw new CongvuError("limit-exceeded", "uploads of this mailbox");
  }
  t.sql.run(
    "INSERT OR REPLACE INTO upload(account, id, type, size, body, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    input.account,
    input.id,
    input.type,
    input.body.size,
    keepBody(t, input.body),
    t.nowMs,
  );
}

/** Openings of one letter by one person within this time are one. */
const mergeOpenedMs = 15 * 60_000;

export interface OpenedInput {
  readonly account: number;
  readonly person: number;
  readonly emailNo: number;
  readonly door: string;
}

/** Also marks a unit's letter as opened by the unit, the first time. */
export function recordOpened(t: Touched, input: OpenedInput): void {
  const recent = t.sql.get(
    `SELECT 1 FROM event WHERE account = ?1 AND email = ?2 AND kind = 'opened' AND person = ?3 AND at > ?4 LIMIT 1`,
    input.account,
    input.emailNo,
    input.person,
    t.nowMs - mergeOpenedMs,
  );
  if (recent) return;
  t.event({ account: input.account, kind: "opened", person: input.person, door: input.door, email: input.emailNo });
  t.sql.run(
    `UPDATE placement INDEXED BY placement_email SET unit_opened_at = ?3
     WHERE account = ?1 AND email = ?2 AND unit_opened_at IS NULL`,
    input.account,
    input.emailNo,
    t.nowMs,
  );
}
