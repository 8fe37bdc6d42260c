// Letters coming in: deliveries to many accounts, appends by a person, wide deliveries in slices.
import { CongvuError } from "#base/errors.ts";
import { type KeptLetter, keepLetter, type LetterInput, type Placed, placeLetter } from "./placing.ts";
import type { Touched } from "./touched.ts";

export interface DeliverInput {
  readonly letter: LetterInput;
  readonly door: string;
  readonly receivedAtMs: number;
  readonly copies: readonly { account: number; folder: number; bits: number }[];
}

/** Every copy or none. */
export function deliver(t: Touched, input: DeliverInput): Placed[] {
  const letter = keepLetter(t, input.letter);
  return input.copies.map((copy) =>
    placeLetter(t, letter, {
      ...copy,
      keywords: null,
      receivedAtMs: input.receivedAtMs,
      copies: input.copies.length,
      viewer: null,
      door: input.door,
    }),
  );
}

export interface AppendInput {
  readonly account: number;
  readonly viewer: number;
  readonly letters: readonly {
    folder: number;
    bits: number;
    keywords: string | null;
    receivedAtMs: number;
    letter: LetterInput;
  }[];
}

/** All or none (RFC 3502). Refused with `mailbox-full` when the quota would be passed. */
export function append(t: Touched, input: AppendInput): Placed[] {
  const bytes = input.letters.reduce((sum, { letter }) => sum + letter.size, 0);
  refuseOverQuota(t, input.account, bytes);
  return input.letters.map(({ letter, ...place }) =>
    placeLetter(t, keepLetter(t, letter), {
      ...place,
      account: input.account,
      copies: 1,
      viewer: input.viewer,
      door: "system",
    }),
  );
}

export function refuseOverQuota(t: Touched, account: number, bytes: number): void {
  const row = t.sql.get<{ quota_bytes: number | null; used_bytes: number }>(
    "SELECT quota_bytes, used_bytes FROM account JOIN account_counter ON account_counter.account = account.id WHERE id = ?1",
    account,
  );
  if (row?.quota_bytes != null && row.used_bytes + bytes > row.quota_bytes) throw new CongvuError("mailbox-full");
}

export interface WideInput extends DeliverInput {
  readonly id: string;
  readonly organization: number;
  readonly from: string;
  readonly urgency: number;
}

/** The delivery, its body and the list of copies to make; the copies themselves follow in slices. */
export function acceptWide(t: Touched, input: WideInput): void {
  const letter = keepLetter(t, input.letter);
  const rows = t.sql.run(
    `INSERT OR IGNORE INTO delivery(id, organization, door, mail_from, received_at, body, facts, urgency, copies)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)`,
    input.id,
    input.organization,
    input.door,
    input.from,
    input.receivedAtMs,
    letter.body,
    JSON.stringify(letter),
    input.urgency,
    input.copies.length,
  );
  if (rows === 0) return; // the same delivery again: nothing to add
  for (const copy of input.copies) {
    t.sql.run(
      "INSERT INTO delivery_copy(delivery, account, folder, bits) VALUES (?1, ?2, ?3, ?4)",
      input.id,
      copy.account,
      copy.folder,
      copy.bits,
    );
  }
}

interface WideRow {
  readonly id: string;
  readonly door: string;
  readonly received_at: number;
  readonly facts: string;
  readonly copies: number;
}

/** Copies of the most urgent, oldest delivery; each copy's row goes in the same commit that makes the copy. */
export function deliverSlice(t: Touched, input: { size: number }): boolean {
  const wide = t.sql.get<WideRow>(
    "SELECT id, door, received_at, facts, copies FROM delivery ORDER BY urgency DESC, received_at LIMIT 1",
  );
  if (!wide) return false;
  const copies = t.sql.all<{ account: number; folder: number; bits: number }>(
    "SELECT account, folder, bits FROM delivery_copy WHERE delivery = ?1 ORDER BY account LIMIT ?2",
    wide.id,
    input.size,
  );
  const letter = JSON.parse(wide.facts) as KeptLetter;
  for (const copy of copies) {
    placeLetter(t, letter, {
      ...copy,
      keywords: null,
      receivedAtMs: wide.received_at,
      copies: wide.copies,
      viewer: null,
      door: wide.door,
    });
    t.sql.run("DELETE FROM delivery_copy WHERE delivery = ?1 AND account = ?2", wide.id, copy.account);
  }
  if (copies.length < input.size) t.sql.run("DELETE FROM delivery WHERE id = ?1", wide.id);
  return true;
}
