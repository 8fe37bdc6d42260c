// Runs a compiled filter. What one flat query says goes straight to the store with its window; anything more reads the
// ordered list of the flat part and sifts it here, with one more query for each condition left.
import { MethodError } from "../errors.ts";
import { numberOf } from "../ids.ts";
import type { Account, EmailNo, EmailQuery } from "../mail-backend.ts";
import { limitOf, startOf, type WindowArgs } from "../query.ts";
import { type FilterNode, type FlatQuery, hasKeyword, lacksKeyword } from "./filter.ts";
import { headerHits } from "./header-search.ts";

export interface EmailSearch {
  readonly nodes: readonly FilterNode[];
  readonly sort: NonNullable<EmailQuery["sort"]>;
  /** Leading hasKeyword sorts, most important first. */
  readonly keywordSort: readonly { keyword: string; ascending: boolean }[];
  readonly collapseThreads: boolean;
}

export interface Found {
  readonly position: number;
  readonly emailNos: readonly EmailNo[];
  readonly total: number;
}

/** "All of them" to the store. */
const everything = { position: 0, limit: 2 ** 31 - 1 } as const;

export async function searchEmails(account: Account, search: EmailSearch, args: WindowArgs): Promise<Found> {
  const [first, ...others] = search.nodes;
  const flat = first?.kind === "flat" ? first.query : {};
  const rest = first === undefined || first.kind === "flat" ? others : search.nodes;
  if (rest.length > 0 || search.keywordSort.length > 0) return sift(account, { ...search, flat, rest }, args);
  const query = { ...flat, sort: search.sort, collapseThreads: search.collapseThreads };
  if (hasAnchor(args)) return windowIn((await account.mail.query({ ...query, ...everything })).emailNos, args);
  const position = await positionOf(account, query, args);
  const { emailNos, total } = await account.mail.query({ ...query, position, limit: limitOf(args) });
  return { position, emailNos, total };
}

const hasAnchor = ({ anchor }: WindowArgs): boolean => anchor !== null && anchor !== undefined;

async function positionOf(account: Account, query: FlatQuery, args: WindowArgs): Promise<number> {
  if ((args.position ?? 0) >= 0) return Math.min(args.position ?? 0, everything.limit);
  const { total } = await account.mail.query({ ...query, position: 0, limit: 0 });
  return startOf(args, total, null);
}

function windowIn(all: readonly EmailNo[], args: WindowArgs): Found {
  const anchor = hasAnchor(args) ? numberOf("e", args.anchor ?? "") : null;
  const anchorAt = hasAnchor(args) ? all.indexOf(anchor as EmailNo) : null;
  if (anchorAt === -1) throw new MethodError("anchorNotFound");
  const position = startOf(args, all.length, anchorAt);
  return { position, emailNos: all.slice(position, position + limitOf(args)), total: all.length };
}

interface Sifting extends EmailSearch {
  readonly flat: FlatQuery;
  readonly rest: readonly FilterNode[];
}

async function sift(account: Account, search: Sifting, args: WindowArgs): Promise<Found> {
  const { emailNos } = await account.mail.query({ ...search.flat, sort: search.sort, ...everything });
  const [plain, withHeaders] = partition(search.rest, (node) => !readsHeaders(node));
  let kept: readonly EmailNo[] = emailNos;
  for (const nodes of [plain, withHeaders]) {
    const tests = await Promise.all(nodes.map((node) => testOf(account, node, kept)));
    kept = kept.filter((emailNo) => tests.every((test) => test(emailNo)));
  }
  for (const { keyword, ascending } of search.keywordSort.toReversed())
    kept = await sortedByKeyword(account, kept, { keyword, ascending });
  if (search.collapseThreads) kept = await firstOfEachThread(account, kept);
  return windowIn(kept, args);
}

function partition<T>(items: readonly T[], test: (item: T) => boolean): [T[], T[]] {
  return [items.filter(test), items.filter((item) => !test(item))];
}

function readsHeaders(node: FilterNode): boolean {
  if (node.kind === "not") return readsHeaders(node.node);
  if (node.kind === "and" || node.kind === "or") return node.nodes.some(readsHeaders);
  return node.kind === "header";
}

type Test = (emailNo: EmailNo) => boolean;

async function testOf(account: Account, node: FilterNode, candidates: readonly EmailNo[]): Promise<Test> {
  switch (node.kind) {
    case "flat": {
      if (Object.keys(node.query).length === 0) return () => true;
      const hits = new Set((await account.mail.query({ ...node.query, ...everything })).emailNos);
      return (emailNo) => hits.has(emailNo);
    }
    case "not": {
      const test = await testOf(account, node.node, candidates);
      return (emailNo) => !test(emailNo);
    }
    case "and":
    case "or": {
      const tests: Test[] = [];
      for (const one of node.nodes) tests.push(await testOf(account, one, candidates));
      return node.kind === "and"
        ? (emailNo) => tests.every((test) => test(emailNo))
        : (emailNo) => tests.some((test) => test(emailNo));
    }
    case "thread":
      return threadTest(account, node);
    case "header": {
      const hits = await headerHits(account, candidates, node);
      return (emailNo) => hits.has(emailNo);
    }
  }
}

/** "all" = no letter of the thread lacks it; "none" = no letter of the thread has it (RFC 8621 §4.4.1). */
async function threadTest(account: Account, node: FilterNode & { kind: "thread" }): Promise<Test> {
  const query = node.quantifier === "all" ? lacksKeyword(node.keyword) : hasKeyword(node.keyword);
  const { emailNos } = await account.mail.query({ ...query, ...everything });
  const touched = await lettersOfTheirThreads(account, emailNos);
  return node.quantifier === "some" ? (emailNo) => touched.has(emailNo) : (emailNo) => !touched.has(emailNo);
}

const sliceSize = 500;

/** Slices with a turn of the event loop between them, so that a long list never holds the process. */
async function* slices<T>(items: readonly T[]): AsyncGenerator<readonly T[]> {
  for (let at = 0; at < items.length; at += sliceSize) {
    yield items.slice(at, at + sliceSize);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

async function lettersOfTheirThreads(account: Account, emailNos: readonly EmailNo[]): Promise<Set<EmailNo>> {
  const threads = new Set<number>();
  for await (const slice of slices(emailNos))
    for (const row of await account.mail.emails(slice)) threads.add(row.thread);
  const letters = new Set<EmailNo>();
  for await (const slice of slices([...threads]))
    for (const members of (await account.mail.emailsOfThreads(slice)).values())
      for (const one of members) letters.add(one);
  return letters;
}

async function firstOfEachThread(account: Account, emailNos: readonly EmailNo[]): Promise<EmailNo[]> {
  const seen = new Set<number>();
  const kept: EmailNo[] = [];
  for await (const slice of slices(emailNos)) {
    for (const row of await account.mail.emails(slice)) {
      if (seen.has(row.thread)) continue;
      seen.add(row.thread);
      kept.push(row.emailNo);
    }
  }
  return kept;
}

/** Letters with the keyword count as greater (RFC 8621 §4.4.2); the order is otherwise kept. */
async function sortedByKeyword(
  account: Account,
  emailNos: readonly EmailNo[],
  { keyword, ascending }: { keyword: string; ascending: boolean },
): Promise<EmailNo[]> {
  const { emailNos: marked } = await account.mail.query({ ...hasKeyword(keyword), ...everything });
  const has = new Set(marked);
  const [lacking, having] = partition(emailNos, (emailNo) => !has.has(emailNo));
  return ascending ? [...lacking, ...having] : [...having, ...lacking];
}
