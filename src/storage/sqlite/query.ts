// Email/query over rows: the common case (one folder, newest first) walks an index and stops; anything else filters the
// account's placements once. Text terms arrive as letter numbers already found by search.
import type { AccountHandle } from "#auth/ports.ts";
import type { EmailNo, EmailQuery, FolderId, QueryResult } from "#mail/ports.ts";
import type { LetterSummary } from "#mime/part.ts";
import { bitsFor, seenLayer } from "./folder-reading.ts";
import { markBits } from "./operations/placing.ts";
import { emailRowId } from "./operations/touched.ts";
import type { Statements } from "./statements.ts";

/** Letters that hold the text terms, or null when the query has none. */
export type Found = ReadonlySet<number> | null;

export function runQuery(sql: Statements, handle: AccountHandle, query: EmailQuery, found: Found): QueryResult {
  if (isPlainFolderList(query, found)) return listFolder(sql, handle, query, query.folder);
  if (isFolderFilter(query, found, handle)) return filterFolder(sql, handle, query, query.folder);
  const matches = sortMatches(sql, handle, query, filterPlacements(sql, handle, query, found));
  const unique = query.collapseThreads ? firstOfEachThread(sql, handle, matches) : [...new Set(matches)];
  return { emailNos: unique.slice(query.position, query.position + query.limit), total: unique.length };
}

const plainKeys = new Set(["folder", "sort", "position", "limit", "collapseThreads", "beforeMs", "afterMs"]);

function isPlainFolderList(query: EmailQuery, found: Found): query is EmailQuery & { folder: FolderId } {
  const { sort } = query;
  const byDate = !sort || sort.length === 0 || (sort.length === 1 && sort[0]?.by === "receivedAt");
  const bounded = query.beforeMs === undefined && query.afterMs === undefined;
  const plain = Object.entries(query).every(([key, value]) => plainKeys.has(key) || value === undefined);
  return found === null && query.folder !== undefined && byDate && bounded && plain && !query.collapseThreads;
}

function listFolder(sql: Statements, handle: AccountHandle, query: EmailQuery, folder: FolderId): QueryResult {
  const order = query.sort?.[0]?.ascending ? "ASC" : "DESC";
  const rows = sql.all<{ email: EmailNo }>(
    `SELECT email FROM placement INDEXED BY placement_date WHERE account = ?1 AND folder = ?2 AND expunged_at IS NULL
     ORDER BY received_at ${order}, uid ${order} LIMIT ?3 OFFSET ?4`,
    handle.account,
    folder,
    query.limit,
    query.position,
  );
  const counted = sql.get<{ total: number }>(
    "SELECT total FROM folder WHERE account = ?1 AND folder = ?2",
    handle.account,
    folder,
  );
  return { emailNos: rows.map((row) => row.email), total: counted?.total ?? 0 };
}

const filterKeys = new Set([...plainKeys, "hasBits", "lacksBits", "hasAttachment", "isUrgent"]);

/** Flags and marks only, newest first: the filters people press, left to SQLite. "Seen" must lie on the row itself. */
function isFolderFilter(
  query: EmailQuery,
  found: Found,
  handle: AccountHandle,
): query is EmailQuery & { folder: FolderId } {
  const { folder, sort, collapseThreads } = query;
  const byDate = !sort || sort.length === 0 || (sort.length === 1 && sort[0]?.by === "receivedAt");
  const known = Object.entries(query).every(([key, value]) => filterKeys.has(key) || value === undefined);
  return found === null && folder !== undefined && byDate && known && !collapseThreads && !handle.seenPerPerson;
}

function filterFolder(sql: Statements, handle: AccountHandle, query: EmailQuery, folder: FolderId): QueryResult {
  const order = query.sort?.[0]?.ascending ? "ASC" : "DESC";
  const marks = marksAsked(query);
  const where = `account = ?1 AND folder = ?2 AND expunged_at IS NULL AND bits & ?3 = ?3 AND bits & ?4 = 0
     AND marks & ?5 = ?5 AND marks & ?6 = 0 AND received_at < ?7 AND received_at >= ?8`;
  const { hasBits = 0, lacksBits = 0, beforeMs = Number.MAX_SAFE_INTEGER, afterMs = 0 } = query;
  const values = [handle.account, folder, hasBits, lacksBits, marks.has, marks.lacks, beforeMs, afterMs];
  const counted = sql.get<{ total: number }>(
    `SELECT count(*) AS total FROM placement NOT INDEXED WHERE ${where}`,
    ...values,
  );
  const rows = sql.all<{ email: EmailNo }>(
    `SELECT email FROM placement NOT INDEXED WHERE ${where} ORDER BY received_at ${order}, uid ${order} LIMIT ?9 OFFSET ?10`,
    ...values,
    query.limit,
    query.position,
  );
  return { emailNos: rows.map((row) => row.email), total: counted?.total ?? 0 };
}

function marksAsked({ hasAttachment, isUrgent }: EmailQuery): { has: number; lacks: number } {
  const bit = (asked: boolean | undefined, wanted: boolean, mark: number) => (asked === wanted ? mark : 0);
  const { attachment, urgent } = markBits;
  return {
    has: bit(hasAttachment, true, attachment) | bit(isUrgent, true, urgent),
    lacks: bit(hasAttachment, false, attachment) | bit(isUrgent, false, urgent),
  };
}

interface Candidate {
  readonly folder: FolderId;
  readonly uid: number;
  readonly email: EmailNo;
  readonly bits: number;
  readonly keywords: string | null;
  readonly received_at: number;
  readonly size: number;
  readonly marks: number;
}

const columns = "folder, uid, email, bits, keywords, received_at, size, marks";

function candidates(sql: Statements, handle: AccountHandle, query: EmailQuery, found: Found): Iterable<Candidate> {
  if (found !== null) {
    return [...found].flatMap((emailNo) =>
      sql.all<Candidate>(
        `SELECT ${columns} FROM placement INDEXED BY placement_email
         WHERE account = ?1 AND email = ?2 AND expunged_at IS NULL`,
        handle.account,
        emailNo,
      ),
    );
  }
  if (query.folder !== undefined) {
    return sql.each<Candidate>(
      `SELECT ${columns} FROM placement WHERE account = ?1 AND folder = ?2 AND expunged_at IS NULL`,
      handle.account,
      query.folder,
    );
  }
  return sql.each<Candidate>(
    `SELECT ${columns} FROM placement WHERE account = ?1 AND expunged_at IS NULL`,
    handle.account,
  );
}

type Match = Candidate;

function filterPlacements(sql: Statements, handle: AccountHandle, query: EmailQuery, found: Found): Match[] {
  const layers = new Map<FolderId, ReturnType<typeof seenLayer>>();
  const bits = (row: Candidate) => {
    if (!handle.seenPerPerson) return row.bits;
    if (!layers.has(row.folder)) layers.set(row.folder, seenLayer(sql, handle, row.folder));
    return bitsFor(layers.get(row.folder) ?? null, row.uid, row.bits);
  };
  const excluded = new Set<number>();
  const matches: Match[] = [];
  for (const row of candidates(sql, handle, query, found)) {
    if (query.folder !== undefined && row.folder !== query.folder) continue;
    if (query.notInFolders?.includes(row.folder)) excluded.add(row.email);
    else if (rowMatches(query, row, bits(row))) matches.push(row);
  }
  return matches.filter((row) => !excluded.has(row.email));
}

function rowMatches(query: EmailQuery, row: Candidate, bits: number): boolean {
  if (query.beforeMs !== undefined && row.received_at >= query.beforeMs) return false;
  if (query.afterMs !== undefined && row.received_at < query.afterMs) return false;
  if (query.minSize !== undefined && row.size < query.minSize) return false;
  if (query.maxSize !== undefined && row.size >= query.maxSize) return false;
  if (query.hasBits !== undefined && (bits & query.hasBits) !== query.hasBits) return false;
  if (query.lacksBits !== undefined && (bits & query.lacksBits) !== 0) return false;
  const { has, lacks } = marksAsked(query);
  if ((row.marks & has) !== has || (row.marks & lacks) !== 0) return false;
  const keywords = row.keywords?.toLowerCase().split(" ") ?? [];
  if (query.hasKeyword !== undefined && !keywords.includes(query.hasKeyword.toLowerCase())) return false;
  return query.lacksKeyword === undefined || !keywords.includes(query.lacksKeyword.toLowerCase());
}

const collator = new Intl.Collator("vi");

/** Letter numbers in the order asked; ties by number, newest first. */
function sortMatches(sql: Statements, handle: AccountHandle, query: EmailQuery, matches: readonly Match[]): EmailNo[] {
  const sort = query.sort?.length ? query.sort : [{ by: "receivedAt" as const, ascending: false }];
  const summaries = new Map<EmailNo, LetterSummary>();
  const summaryOf = (emailNo: EmailNo): LetterSummary => {
    let summary = summaries.get(emailNo);
    if (!summary) {
      const row = sql.get<{ summary: string }>(
        "SELECT summary FROM email JOIN letter ON letter.body = email.body WHERE id = ?1",
        emailRowId(handle.account, emailNo),
      );
      summary = JSON.parse(row?.summary ?? "{}") as LetterSummary;
      summaries.set(emailNo, summary);
    }
    return summary;
  };
  const textKey = (by: "from" | "to" | "subject", row: Match): string => {
    const summary = summaryOf(row.email);
    if (by === "subject") return summary.subject ?? "";
    const first = summary[by][0];
    return first?.name ?? first?.address ?? "";
  };
  const compare = (a: Match, b: Match): number => {
    for (const { by, ascending } of sort) {
      const order = compareBy(by, a, b, { textKey, summaryOf });
      if (order !== 0) return ascending ? order : -order;
    }
    return b.email - a.email;
  };
  return [...matches].sort(compare).map((row) => row.email);
}

type SortKey = NonNullable<EmailQuery["sort"]>[number]["by"];

function compareBy(
  by: SortKey,
  a: Match,
  b: Match,
  read: { textKey(by: "from" | "to" | "subject", row: Match): string; summaryOf(emailNo: EmailNo): LetterSummary },
): number {
  if (by === "receivedAt") return a.received_at - b.received_at;
  if (by === "size") return a.size - b.size;
  if (by === "sentAt") return sentMs(read.summaryOf(a.email), a) - sentMs(read.summaryOf(b.email), b);
  return collator.compare(read.textKey(by, a), read.textKey(by, b));
}

const sentMs = (summary: LetterSummary, row: Match): number =>
  summary.sentAt ? Date.parse(summary.sentAt) : row.received_at;

/** Threads come with one scan of the account's letters rather than a look-up each. */
function firstOfEachThread(sql: Statements, handle: AccountHandle, emailNos: readonly EmailNo[]): EmailNo[] {
  const base = emailRowId(handle.account, 0);
  const replies = sql.arrays<readonly [id: number, thread: number]>(
    "SELECT id, thread FROM email INDEXED BY email_thread WHERE thread BETWEEN ?1 AND ?2 AND thread <> id",
    base,
    emailRowId(handle.account + 1, 0) - 1,
  );
  const threads = new Map(replies.map(([id, thread]) => [id - base, thread - base]));
  const seen = new Set<number>();
  return emailNos.filter((emailNo) => {
    const thread = threads.get(emailNo) ?? emailNo;
    if (seen.has(thread)) return false;
    seen.add(thread);
    return true;
  });
}
