// Erasing for good what has passed its keeping time, in steps small enough that no delivery waits for long. A body goes
// only when no letter, upload or pending delivery holds it, re-checked here, inside the writer.
import { limits } from "#base/limits.ts";
import { emailRowId, type Touched } from "./touched.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** Rows of each kind in one step. */
const step = 200;

export interface Purged {
  readonly erased: number;
  /** Names of body files that no row holds any more. */
  readonly files: readonly string[];
}

export function purge(t: Touched, _input: null): Purged {
  const files: string[] = [];
  const letters = purgeExpunged(t, files);
  const uploads = purgeUploads(t, files);
  const changes = purgeChanges(t);
  const sessions = t.sql.run("DELETE FROM web_session WHERE expires_at < ?1", t.nowMs);
  return { erased: letters + uploads + changes + sessions, files };
}

interface ExpungedRow {
  readonly account: number;
  readonly folder: number;
  readonly uid: number;
  readonly email: number;
}

function purgeExpunged(t: Touched, files: string[]): number {
  const rows = t.sql.all<ExpungedRow>(
    `SELECT placement.account, folder, uid, email FROM placement
     JOIN account_counter ON account_counter.account = placement.account
     WHERE expunged_at IS NOT NULL AND expunged_at < ?1 - CASE seen_per_person WHEN 1 THEN ?3 ELSE ?2 END
     ORDER BY expunged_at LIMIT ${step}`,
    t.nowMs,
    limits.restoreDays * dayMs,
    limits.restoreDaysUnit * dayMs,
  );
  for (const row of rows) {
    const { account, folder, uid } = row;
    t.sql.run("DELETE FROM placement WHERE account = ?1 AND folder = ?2 AND uid = ?3", account, folder, uid);
    t.sql.run("DELETE FROM seen WHERE account = ?1 AND folder = ?2 AND uid = ?3", account, folder, uid);
    purgeEmail(t, row, files);
  }
  return rows.length;
}

function purgeEmail(t: Touched, at: { account: number; email: number }, files: string[]): void {
  const placed = t.sql.get(
    "SELECT 1 FROM placement INDEXED BY placement_email WHERE account = ?1 AND email = ?2 LIMIT 1",
    at.account,
    at.email,
  );
  if (placed) return;
  const id = emailRowId(at.account, at.email);
  const email = t.sql.get<{ body: number }>("SELECT body FROM email WHERE id = ?1", id);
  t.sql.run("DELETE FROM email WHERE id = ?1", id);
  if (email) purgeBody(t, email.body, files);
}

function purgeBody(t: Touched, body: number, files: string[]): void {
  const held = t.sql.get(
    `SELECT 1 WHERE EXISTS (SELECT 1 FROM email WHERE body = ?1) OR EXISTS (SELECT 1 FROM upload WHERE body = ?1)
       OR EXISTS (SELECT 1 FROM delivery WHERE body = ?1)`,
    body,
  );
  const row = t.sql.get<{ file: string | null }>(
    "SELECT file FROM body WHERE id = ?1 AND created_at < ?2",
    body,
    t.nowMs - limits.unusedHours * hourMs,
  );
  if (held || !row) return;
  t.sql.run("DELETE FROM letter WHERE body = ?1", body);
  t.sql.run("DELETE FROM body WHERE id = ?1", body);
  if (row.file) files.push(row.file);
}

function purgeUploads(t: Touched, files: string[]): number {
  const rows = t.sql.all<{ account: number; id: string; body: number }>(
    `SELECT account, id, body FROM upload WHERE at < ?1 LIMIT ${step}`,
    t.nowMs - limits.unusedHours * hourMs,
  );
  for (const { account, id, body } of rows) {
    t.sql.run("DELETE FROM upload WHERE account = ?1 AND id = ?2", account, id);
    purgeBody(t, body, files);
  }
  return rows.length;
}

/** The feed of the accounts whose oldest change is too old; their states from before then mean full resync. */
function purgeChanges(t: Touched): number {
  const before = t.nowMs - limits.changeDays * dayMs;
  const account = t.sql.get<{ account: number }>(
    `SELECT account FROM account_counter AS a WHERE
       (SELECT at FROM change WHERE account = a.account ORDER BY mod_seq LIMIT 1) < ?1 LIMIT 1`,
    before,
  )?.account;
  if (account === undefined) return 0;
  const upTo = t.sql.get<{ mod_seq: number }>(
    `SELECT max(mod_seq) AS mod_seq FROM
       (SELECT mod_seq, at FROM change WHERE account = ?1 ORDER BY mod_seq LIMIT ${step * 10}) WHERE at < ?2`,
    account,
    before,
  );
  const modSeq = upTo?.mod_seq ?? 0;
  const rows = t.sql.run("DELETE FROM change WHERE account = ?1 AND mod_seq <= ?2", account, modSeq);
  t.sql.run("UPDATE account_counter SET feed_from = ?2 WHERE account = ?1", account, modSeq + 1);
  return rows;
}
