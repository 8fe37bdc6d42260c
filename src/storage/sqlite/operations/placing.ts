// Putting a letter into a folder: number, thread, rows, counters, change and event, all inside the caller's unit.
import { crc32 } from "node:zlib";
import { CongvuError } from "#base/errors.ts";
import { flagBits } from "#mail/ports.ts";
import { encodeBody, hashKey } from "#storage/body-codec.ts";
import { emailRowId, type Touched } from "./touched.ts";

/** A letter as it crosses into the writer: LetterFacts with its bytes made ready for storage. */
export interface LetterInput {
  readonly organization: number;
  readonly hash: Uint8Array;
  readonly receivedHash: Uint8Array;
  readonly size: number;
  /** One of three: raw bytes to encode here, encoded ones, or the name of a file already durable. */
  readonly raw: Uint8Array | null;
  readonly encoded: Uint8Array | null;
  readonly file: string | null;
  readonly envelope: string;
  readonly structure: string;
  /** LetterSummary as JSON. */
  readonly summary: string;
  readonly hasAttachment: boolean;
  readonly urgency: string;
  readonly threadKeys: readonly number[];
}

/** What of a letter its copies share, once its body has a row. */
export interface KeptLetter {
  readonly body: number;
  readonly size: number;
  readonly marks: number;
  readonly threadKeys: readonly number[];
}

/** Bits of placement.marks. */
export const markBits = { attachment: 1, urgent: 2 } as const;

const marksOf = (letter: LetterInput): number =>
  (letter.hasAttachment ? markBits.attachment : 0) | (letter.urgency === "normal" ? 0 : markBits.urgent);

/** Rows of the body and of what was read of it, made unless the same bytes are kept already. */
export function keepLetter(t: Touched, letter: LetterInput): KeptLetter {
  const body = keepBody(t, letter);
  const { envelope, structure, summary, urgency } = letter;
  t.sql.run(
    `INSERT OR IGNORE INTO letter(body, envelope, structure, summary, has_attachment, urgency, crc)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)`,
    body,
    envelope,
    structure,
    summary,
    letter.hasAttachment ? 1 : 0,
    urgency,
    crc32(`${body}|${envelope}|${structure}|${summary}|${urgency}`),
  );
  return { body, size: letter.size, marks: marksOf(letter), threadKeys: letter.threadKeys };
}

export type BodyInput = Pick<
  LetterInput,
  "organization" | "hash" | "receivedHash" | "size" | "raw" | "encoded" | "file"
>;

export function keepBody(t: Touched, body: BodyInput): number {
  const key = hashKey(body.receivedHash);
  const same = t.sql.get<{ id: number }>(
    "SELECT id FROM body WHERE received_key = ?1 AND organization = ?2 AND hash = ?3",
    key,
    body.organization,
    body.hash,
  );
  if (same) return same.id;
  const data = body.encoded ?? (body.raw ? encodeBody(Buffer.from(body.raw.buffer)) : null);
  return t.sql.insert(
    `INSERT INTO body(organization, hash, received_key, received_hash, size, created_at, file, data)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)`,
    body.organization,
    body.hash,
    key,
    body.receivedHash,
    body.size,
    t.nowMs,
    body.file,
    data,
  );
}

export interface Placing {
  readonly account: number;
  readonly folder: number;
  readonly bits: number;
  readonly keywords: string | null;
  readonly receivedAtMs: number;
  readonly copies: number;
  /** Who appended it; null = delivered. On a unit mailbox \Seen is theirs alone. */
  readonly viewer: number | null;
  readonly door: string;
}

export interface Placed {
  readonly account: number;
  readonly emailNo: number;
  readonly folder: number;
  readonly uid: number;
  readonly uidValidity: number;
  readonly modSeq: number;
}

/** A new email with its first placement. */
export function placeLetter(t: Touched, letter: KeptLetter, place: Placing): Placed {
  const { account, folder } = place;
  const claim = t.claimForLetters(account, { emails: 1, bytes: letter.size, letters: 1 });
  const modSeq = claim.mod_seq;
  const emailNo = claim.next_email - 1;
  const id = emailRowId(account, emailNo);
  const thread = threadOf(t, account, letter.threadKeys, id);
  const { body, size } = letter;
  t.sql.run(
    "INSERT INTO email(id, body, thread, received_at, size, copies, crc) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    id,
    body,
    thread,
    place.receivedAtMs,
    size,
    place.copies,
    emailCrc({ id, body, thread, receivedAtMs: place.receivedAtMs, size }),
  );
  const perPerson = claim.seen_per_person === 1;
  const seen = (place.bits & flagBits.seen) !== 0;
  const { uid, uidValidity } = addPlacement(t, {
    account,
    folder,
    emailNo,
    thread: thread - emailRowId(account, 0),
    bits: perPerson ? place.bits & ~flagBits.seen : place.bits,
    keywords: place.keywords,
    receivedAtMs: place.receivedAtMs,
    size: letter.size,
    marks: letter.marks,
    modSeq,
  });
  if (perPerson) countForViewers(t, { account, folder, uid, modSeq, seenBy: seen ? place.viewer : null });
  if (place.viewer === null) {
    t.event({ account, kind: "delivered", person: null, door: place.door, email: emailNo });
  }
  return { account, emailNo, folder, uid, uidValidity, modSeq };
}

export const emailCrc = (row: {
  id: number;
  body: number;
  thread: number;
  receivedAtMs: number;
  size: number;
}): number => crc32(`${row.id}/${row.body}/${row.thread}/${row.receivedAtMs}/${row.size}`);

/** Row id of the thread's first letter: the first known key decides, a letter without one starts its own (RFC 8621 §3). */
function threadOf(t: Touched, account: number, keys: readonly number[], ownId: number): number {
  let thread: number | null = null;
  const unknown: number[] = [];
  for (const key of keys) {
    const row = t.sql.get<{ thread: number }>(
      "SELECT thread FROM thread_key WHERE account = ?1 AND key = ?2",
      account,
      key,
    );
    if (row) thread ??= row.thread;
    else unknown.push(key);
  }
  for (const key of unknown) {
    t.sql.run("INSERT INTO thread_key(account, key, thread) VALUES (?1, ?2, ?3)", account, key, thread ?? ownId);
  }
  return thread ?? ownId;
}

export interface NewPlacement {
  readonly account: number;
  readonly folder: number;
  readonly emailNo: number;
  readonly thread: number;
  readonly bits: number;
  readonly keywords: string | null;
  readonly receivedAtMs: number;
  readonly size: number;
  readonly marks: number;
  readonly modSeq: number;
}

/** The next uid of a live folder and the row under it. */
export function addPlacement(t: Touched, p: NewPlacement): { uid: number; uidValidity: number } {
  const folder = t.sql.get<{ uid: number; uid_validity: number }>(
    `UPDATE folder SET uid_next = uid_next + 1, total = total + 1, unread = unread + ?3, bytes = bytes + ?4, mod_seq = ?5
     WHERE account = ?1 AND folder = ?2 AND deleted_at IS NULL RETURNING uid_next - 1 AS uid, uid_validity`,
    p.account,
    p.folder,
    p.bits & flagBits.seen ? 0 : 1,
    p.size,
    p.modSeq,
  );
  if (!folder) throw new CongvuError("not-found", "no such folder");
  t.sql.run(
    `INSERT INTO placement(account, folder, uid, email, bits, keywords, received_at, size, marks, mod_seq, created_mod_seq, crc)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?11, ?9, ?9, ?10)`,
    p.account,
    p.folder,
    folder.uid,
    p.emailNo,
    p.bits,
    p.keywords,
    p.receivedAtMs,
    p.size,
    p.modSeq,
    placementCrc({ ...p, uid: folder.uid, expungedAt: null }),
    p.marks,
  );
  t.emailChange({
    account: p.account,
    modSeq: p.modSeq,
    op: "created",
    folder: p.folder,
    uid: folder.uid,
    email: p.emailNo,
    thread: p.thread,
  });
  return { uid: folder.uid, uidValidity: folder.uid_validity };
}

export function placementCrc(p: {
  account: number;
  folder: number;
  uid: number;
  emailNo: number;
  bits: number;
  keywords: string | null;
  modSeq: number;
  expungedAt: number | null;
}): number {
  return crc32(
    `${p.account}/${p.folder}/${p.uid}/${p.emailNo}/${p.bits}/${p.keywords ?? ""}/${p.modSeq}/${p.expungedAt ?? 0}`,
  );
}

/** A letter new in a unit's folder is unread for everyone but the one who put it there as read. */
function countForViewers(
  t: Touched,
  at: { account: number; folder: number; uid: number; modSeq: number; seenBy: number | null },
): void {
  t.sql.run(
    "UPDATE viewer_folder SET unread = unread + 1 WHERE account = ?1 AND folder = ?2 AND person <> ?3",
    at.account,
    at.folder,
    at.seenBy ?? 0,
  );
  if (at.seenBy !== null) {
    t.sql.run(
      "INSERT INTO seen(account, person, folder, uid, value, mod_seq) VALUES (?1, ?2, ?3, ?4, 1, ?5)",
      at.account,
      at.seenBy,
      at.folder,
      at.uid,
      at.modSeq,
    );
  }
}
