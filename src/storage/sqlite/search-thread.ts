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
const gatherMs = 300;
const waiting = new Set<number>(index.behind());
let turn: Promise<void> = Promise.resolve();
let timer: NodeJS.Timeout | null = null;
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
  if (timer || closing || waiting.size === 0) return;
  timer = setTimeout(() => {
    timer = null;
    void indexWaiting();
  }, gatherMs);
}

async function indexWaiting(): Promise<void> {
  for (const account of [...waiting]) {
    if (closing) return;
    waiting.delete(account);
    if (await next(() => index.indexNext(account))) waiting.add(account);
  }
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
