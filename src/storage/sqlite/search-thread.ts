// The search thread: indexes after the commit, in slices, and answers queries in between. Losing it loses no letter.
import { parentPort, workerData } from "node:worker_threads";
import { bodyFiles } from "../blobs-fs/body-files.ts";
import { openDatabase } from "./open.ts";
import type { SearchAnswer, SearchRequest } from "./search.ts";
import { openSearchDatabase, SearchIndex } from "./search-index.ts";
import { Statements } from "./statements.ts";

const { mainFile, searchFile, bodies } = workerData as { mainFile: string; searchFile: string; bodies: string };
const main = openDatabase(mainFile, "reader");
const search = openSearchDatabase(searchFile);
const index = new SearchIndex({ main: new Statements(main), search, files: bodyFiles(bodies) });

/** New letters wait this long for company: one transaction then indexes many. Well inside "searchable within 5 s". */
const gatherMs = 1_500;
const waiting = new Set<number>(index.behind());
let turn: Promise<void> = Promise.resolve();
let timer: NodeJS.Timeout | null = null;
let indexing = false;
let closing = false;

/** One thing at a time on the connection: an index slice or a query. */
function next<T>(work: () => Promise<T>): Promise<T> {
  const done = turn.then(work);
  turn = done.then(
    () => undefined,
    () => undefined,
  );
  return done;
}

function schedule(): void {
  if (timer || indexing || closing || waiting.size === 0) return;
  timer = setTimeout(() => {
    timer = null;
    void indexWaiting();
  }, gatherMs);
}

async function indexWaiting(): Promise<void> {
  indexing = true;
  while (waiting.size > 0 && !closing) {
    const accounts = [...waiting];
    waiting.clear();
    const more = await next(() => index.indexNext(accounts));
    for (const account of more) waiting.add(account);
  }
  indexing = false;
  schedule();
}

async function answer(request: Extract<SearchRequest, { kind: "find" }>): Promise<void> {
  const found = await next(() => index.find(request.account, request.terms)).catch(() => null);
  parentPort?.postMessage({ id: request.id, emailNos: found } satisfies SearchAnswer);
}

parentPort?.on("message", (request: SearchRequest) => {
  if (request.kind === "find") void answer(request);
  else if (request.kind === "changed") {
    for (const account of request.accounts) waiting.add(account);
    schedule();
  } else {
    closing = true;
    if (timer) clearTimeout(timer);
    void next(async () => {
      search.close();
      main.close();
      parentPort?.close();
    });
  }
});
schedule();
