// The full-text index: search.db, apart from the letters and rebuildable from them. Rowid = letter id, so that a query
// reads one account's range; a notice with many local copies is one row in a shared range, its copies listed beside it.
// Text is folded (lower case, no diacritics, đ to d), so that hoà, hòa, hoa and NFD all meet.
import { DatabaseSync } from "node:sqlite";
import { fold } from "#base/fold.ts";
import type { TextTerm } from "#mail/ports.ts";
import type { LetterSummary } from "#mime/part.ts";
import { bodyText } from "#mime/plain-text.ts";
import { readLetter } from "#mime/read-letter.ts";
import type { BodyFiles } from "../blobs-fs/body-files.ts";
import { compressSmall } from "../body-codec.ts";
import { readBody } from "./bodies.ts";
import { emailRowId } from "./operations/touched.ts";
import { Statements } from "./statements.ts";

/** More local copies than this share one row. */
const sharedFrom = 50;
/** Above every letter id: account numbers stay below 2^28. A shared row's rowid adds its body's number. */
const sharedBase = 2 ** 52;
/** Folded characters kept of one letter. */
const longestText = 1_000_000;
/** Texts remembered, so that copies of one letter are read once. */
const textsHeld = 64;
/** Rows indexed in one transaction: bounds how long a query waits. */
const slice = 200;

/** Opens or makes the index file; ":memory:" for tests. A file of another version is made anew. */
export function openSearchDatabase(file: string): DatabaseSync {
  const db = new DatabaseSync(file, { timeout: 5_000 });
  // NORMAL: what a power loss takes is indexed again from the watermark, which is part of the same transaction.
  db.exec("PRAGMA page_size=8192; PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-16384;");
  db.exec(`
    CREATE VIRTUAL TABLE IF NOT EXISTS letter USING fts5(sender, recipients, subject, body, files,
      content='', contentless_delete=1, prefix='1 2 3', tokenize='unicode61 remove_diacritics 0');
    CREATE TABLE IF NOT EXISTS watermark(account INTEGER PRIMARY KEY, email INTEGER NOT NULL) STRICT;
    CREATE TABLE IF NOT EXISTS shared_copy(
      account INTEGER NOT NULL, body INTEGER NOT NULL, email INTEGER NOT NULL,
      PRIMARY KEY (account, body, email)) STRICT, WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS folded(body INTEGER PRIMARY KEY, text BLOB NOT NULL) STRICT;`);
  return db;
}

interface PendingRow {
  readonly id: number;
  readonly body: number;
  readonly summary: string;
  readonly copies: number;
}

export class SearchIndex {
  readonly #main: Statements;
  readonly #own: Statements;
  readonly #files: BodyFiles;
  /** Texts of the last bodies: copies of one letter mostly come together. */
  readonly #texts = new Map<number, string>();

  constructor(parts: { main: Statements; search: DatabaseSync; files: BodyFiles }) {
    this.#main = parts.main;
    this.#own = new Statements(parts.search);
    this.#files = parts.files;
  }

  /** Accounts with letters past their watermark. */
  behind(): number[] {
    const marks = new Map(
      this.#own
        .all<{ account: number; email: number }>("SELECT account, email FROM watermark")
        .map((row) => [row.account, row.email]),
    );
    return this.#main
      .all<{ account: number; next_email: number }>(
        "SELECT account, next_email FROM account_counter WHERE next_email > 1",
      )
      .filter((row) => (marks.get(row.account) ?? 0) < row.next_email - 1)
      .map((row) => row.account);
  }

  /** Indexes letters of these accounts, about `slice` in one transaction. Answers the accounts that have more waiting. */
  async indexNext(accounts: readonly number[]): Promise<number[]> {
    const work: { account: number; rows: PendingRow[]; texts: string[] }[] = [];
    const more: number[] = [];
    let letters = 0;
    for (const account of accounts) {
      const rows = letters < slice ? this.#pending(account) : [];
      if (letters >= slice || rows.length === slice) more.push(account);
      if (rows.length === 0) continue;
      letters += rows.length;
      const texts = await Promise.all(rows.map((row) => (this.#isIndexedShared(row) ? "" : this.#textOf(row.body))));
      work.push({ account, rows, texts });
    }
    if (work.length === 0) return more;
    this.#own.db.exec("BEGIN");
    for (const one of work) this.#addAll(one);
    this.#own.db.exec("COMMIT");
    return more;
  }

  #pending(account: number): PendingRow[] {
    const mark =
      this.#own.get<{ email: number }>("SELECT email FROM watermark WHERE account = ?1", account)?.email ?? 0;
    return this.#main.all<PendingRow>(
      `SELECT id, email.body, summary, copies FROM email JOIN letter ON letter.body = email.body
       WHERE id > ?1 AND id < ?2 ORDER BY id LIMIT ?3`,
      emailRowId(account, mark),
      emailRowId(account + 1, 0),
      slice,
    );
  }

  #addAll({ account, rows, texts }: { account: number; rows: readonly PendingRow[]; texts: readonly string[] }): void {
    for (const [i, row] of rows.entries()) this.#add(account, row, texts[i] ?? "");
    const last = (rows.at(-1)?.id ?? 0) - emailRowId(account, 0);
    this.#own.run("INSERT OR REPLACE INTO watermark(account, email) VALUES (?1, ?2)", account, last);
  }

  #isIndexedShared(row: PendingRow): boolean {
    return (
      row.copies > sharedFrom && this.#own.get("SELECT 1 FROM letter WHERE rowid = ?1", sharedBase + row.body) !== null
    );
  }

  #add(account: number, row: PendingRow, text: string): void {
    if (row.copies <= sharedFrom) {
      this.#insert(row.id, row, text);
      return;
    }
    if (!this.#isIndexedShared(row)) this.#insert(sharedBase + row.body, row, text);
    this.#own.run(
      "INSERT OR IGNORE INTO shared_copy(account, body, email) VALUES (?1, ?2, ?3)",
      account,
      row.body,
      row.id - emailRowId(account, 0),
    );
  }

  #insert(rowid: number, row: PendingRow, text: string): void {
    this.#own.run(
      "INSERT OR IGNORE INTO folded(body, text) VALUES (?1, ?2)",
      row.body,
      compressSmall(Buffer.from(text)),
    );
    const summary = JSON.parse(row.summary) as LetterSummary;
    const people = (list: readonly { name: string | null; address: string }[]) =>
      fold(list.map(({ name, address }) => `${name ?? ""} ${address}`).join(" , "));
    this.#own.run(
      "INSERT INTO letter(rowid, sender, recipients, subject, body, files) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
      rowid,
      people([...summary.from, ...summary.sender]),
      people([...summary.to, ...summary.cc, ...summary.bcc]),
      fold(summary.subject ?? ""),
      text,
      fold(summary.attachments.map((file) => file.name ?? "").join(" , ")),
    );
  }

  async #textOf(body: number): Promise<string> {
    const known = this.#texts.get(body);
    if (known !== undefined) return known;
    const text = await this.#extract(body);
    this.#texts.set(body, text);
    if (this.#texts.size > textsHeld) this.#texts.delete(this.#texts.keys().next().value as number);
    return text;
  }

  /** A damaged body is searchable by its headers only; reading it reports the damage. */
  async #extract(body: number): Promise<string> {
    try {
      const bytes = await readBody(this.#main, this.#files, body);
      return fold(bodyText(bytes, readLetter(bytes)).slice(0, longestText));
    } catch {
      return "";
    }
  }

  /** Numbers of the account's letters that hold every term, ascending. Indexes what is still waiting first. */
  async find(account: number, terms: readonly TextTerm[]): Promise<number[]> {
    while ((await this.indexNext([account])).length > 0);
    const match = matchExpression(terms);
    if (match === null) return [];
    const base = emailRowId(account, 0);
    const own = this.#own.all<{ rowid: number }>(
      "SELECT rowid FROM letter WHERE letter MATCH ?1 AND rowid BETWEEN ?2 AND ?3 ORDER BY rowid",
      match,
      base,
      emailRowId(account + 1, 0) - 1,
    );
    const shared = this.#own.all<{ email: number }>(
      `SELECT email FROM shared_copy WHERE account = ?1 AND body IN (
         SELECT rowid - ?3 FROM letter WHERE letter MATCH ?2 AND rowid > ?3)`,
      account,
      match,
      sharedBase,
    );
    const numbers = [...own.map((row) => row.rowid - base), ...shared.map((row) => row.email)];
    return shared.length > 0 ? numbers.sort((a, b) => a - b) : numbers;
  }
}

const columnsOf: Record<TextTerm["field"], string> = {
  text: "",
  from: "{sender} : ",
  to: "{recipients} : ",
  cc: "{recipients} : ",
  bcc: "{recipients} : ",
  subject: "{subject} : ",
  body: "{body} : ",
  attachment: "{files} : ",
};

/** FTS5 expression of phrases whose last word may go on, built from tokens only; null = a term without any word. */
export function matchExpression(terms: readonly TextTerm[]): string | null {
  const phrases: string[] = [];
  for (const term of terms) {
    const words = fold(term.value.normalize("NFC")).match(/[\p{L}\p{N}]+/gu);
    if (!words) return null;
    phrases.push(`(${columnsOf[term.field]}"${words.join(" ")}" *)`);
  }
  return phrases.length > 0 ? phrases.join(" AND ") : null;
}
