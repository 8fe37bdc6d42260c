// Reads every row that carries mail state and checks it against its own guard and its neighbours: row sums, bodies that
// exist, folder and account counters. integrity_check sees 1 % of flipped bits; this sees them all. Bodies themselves
// are checked when read (their SHA-256) and by `congvu verify`.

import { setImmediate as nextTurn } from "node:timers/promises";
import { crc32 } from "node:zlib";
import { flagBits } from "#mail/ports.ts";
import { emailCrc, placementCrc } from "./operations/placing.ts";
import type { Statements } from "./statements.ts";

export interface Finding {
  readonly what: "placement" | "email" | "letter" | "folder" | "account";
  /** Key of the row, as text: "account/folder/uid". */
  readonly key: string;
  readonly problem: string;
}

export interface SweepResult {
  readonly rows: number;
  readonly findings: readonly Finding[];
}

/** Rows between two turns of the loop. */
const rowsPerTurn = 2_000;

export async function sweepRows(sql: Statements): Promise<SweepResult> {
  const findings: Finding[] = [];
  let rows = 0;
  for (const check of [placements, emails, letters, folders, accounts]) {
    for (const finding of check(sql)) {
      if (finding) findings.push(finding);
      if (++rows % rowsPerTurn === 0) await nextTurn();
    }
  }
  return { rows, findings };
}

type Check = Generator<Finding | null>;

interface PlacementRow {
  readonly account: number;
  readonly folder: number;
  readonly uid: number;
  readonly email: number;
  readonly bits: number;
  readonly keywords: string | null;
  readonly mod_seq: number;
  readonly expunged_at: number | null;
  readonly crc: number;
  readonly held: number;
}

function* placements(sql: Statements): Check {
  const rows = sql.each<PlacementRow>(
    `SELECT account, folder, uid, email, bits, keywords, mod_seq, expunged_at, crc,
       EXISTS (SELECT 1 FROM email WHERE id = account * 16777216 + email) AS held FROM placement`,
  );
  for (const row of rows) {
    const expected = placementCrc({ ...row, emailNo: row.email, modSeq: row.mod_seq, expungedAt: row.expunged_at });
    const key = `${row.account}/${row.folder}/${row.uid}`;
    if (expected !== row.crc) yield { what: "placement", key, problem: "row sum" };
    else if (row.held === 0) yield { what: "placement", key, problem: "its letter is missing" };
    else yield null;
  }
}

interface EmailRow {
  readonly id: number;
  readonly body: number;
  readonly thread: number;
  readonly received_at: number;
  readonly size: number;
  readonly crc: number;
  readonly body_size: number | null;
}

function* emails(sql: Statements): Check {
  const rows = sql.each<EmailRow>(
    `SELECT email.id, email.body, thread, received_at, email.size, crc, body.size AS body_size
     FROM email LEFT JOIN body ON body.id = email.body`,
  );
  for (const row of rows) {
    const key = String(row.id);
    if (emailCrc({ ...row, receivedAtMs: row.received_at }) !== row.crc)
      yield { what: "email", key, problem: "row sum" };
    else if (row.body_size !== row.size)
      yield { what: "email", key, problem: "its body is missing or of another size" };
    else yield null;
  }
}

interface LetterRow {
  readonly body: number;
  readonly envelope: string;
  readonly structure: string;
  readonly summary: string;
  readonly urgency: string;
  readonly crc: number;
}

function* letters(sql: Statements): Check {
  for (const row of sql.each<LetterRow>("SELECT body, envelope, structure, summary, urgency, crc FROM letter")) {
    const sum = crc32(`${row.body}|${row.envelope}|${row.structure}|${row.summary}|${row.urgency}`);
    yield sum === row.crc ? null : { what: "letter", key: String(row.body), problem: "row sum" };
  }
}

interface FolderRow {
  readonly account: number;
  readonly folder: number;
  readonly total: number;
  readonly unread: number;
  readonly uid_next: number;
  readonly counted: number;
  readonly unseen: number | null;
  readonly last_uid: number | null;
}

function* folders(sql: Statements): Check {
  const rows = sql.each<FolderRow>(
    `SELECT f.account, f.folder, f.total, f.unread, f.uid_next, count(p.uid) AS counted,
       sum(p.bits & ${flagBits.seen} = 0) AS unseen,
       (SELECT max(uid) FROM placement WHERE account = f.account AND folder = f.folder) AS last_uid
     FROM folder f LEFT JOIN placement p ON p.account = f.account AND p.folder = f.folder AND p.expunged_at IS NULL
     WHERE f.deleted_at IS NULL GROUP BY f.account, f.folder`,
  );
  for (const row of rows) {
    const key = `${row.account}/${row.folder}`;
    const unseen = row.counted === 0 ? 0 : row.unseen;
    if (row.total !== row.counted) yield { what: "folder", key, problem: `counts ${row.total}, holds ${row.counted}` };
    else if (row.unread !== unseen) yield { what: "folder", key, problem: `unread ${row.unread}, holds ${unseen}` };
    else if ((row.last_uid ?? 0) >= row.uid_next) yield { what: "folder", key, problem: "a uid past uidNext" };
    else yield null;
  }
}

interface AccountRow {
  readonly account: number;
  readonly used_bytes: number;
  readonly letters: number;
  readonly counted: number;
  readonly bytes: number | null;
}

function* accounts(sql: Statements): Check {
  const rows = sql.each<AccountRow>(
    `SELECT c.account, c.used_bytes, c.letters, count(p.uid) AS counted, sum(p.size) AS bytes FROM account_counter c
     LEFT JOIN placement p ON p.account = c.account AND p.expunged_at IS NULL GROUP BY c.account`,
  );
  for (const row of rows) {
    const agrees = row.letters === row.counted && row.used_bytes === (row.bytes ?? 0);
    const problem = `counts ${row.letters} letters of ${row.used_bytes} octets, holds ${row.counted} of ${row.bytes ?? 0}`;
    yield agrees ? null : { what: "account", key: String(row.account), problem };
  }
}
