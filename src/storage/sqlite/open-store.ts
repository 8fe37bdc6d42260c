// The embedded store, opened: one database file, a folder of large bodies, a search index; or all of it in memory.
import { mkdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Worker } from "node:worker_threads";
import type { AuditLog } from "#audit/ports.ts";
import type { CredentialStore } from "#auth/ports.ts";
import type { Clock } from "#base/clock.ts";
import { randomId } from "#base/ids.ts";
import type { AccountId, DirectoryStore } from "#directory/ports.ts";
import type { ChangeListener } from "#mail/ports.ts";
import { bodyFiles } from "../blobs-fs/body-files.ts";
import { sqliteAudit } from "./audit-log.ts";
import { sqliteCredentials } from "./credential-store.ts";
import { type BuildPeopleIndex, SqliteDirectory } from "./directory-store.ts";
import { SqliteMailStore } from "./mail-store.ts";
import { migrate } from "./migrate.ts";
import { openDatabase } from "./open.ts";
import { inlineSearch, type TextSearch, threadSearch } from "./search.ts";
import { openSearchDatabase, SearchIndex } from "./search-index.ts";
import { Statements } from "./statements.ts";
import { type SweepResult, sweepRows } from "./sweep.ts";
import { inlineWriter, threadWriter, type Writer, type WriterFigures } from "./writer.ts";

export interface Store {
  readonly mail: SqliteMailStore;
  readonly directory: DirectoryStore;
  readonly credentials: CredentialStore;
  readonly audit: AuditLog;
  readonly figures: WriterFigures;
  /** Calls `listener` after each commit that changed mailboxes. Returns the way to stop. */
  onChange(listener: ChangeListener): () => void;
  /** Checks every row that carries mail state; yields to the loop on the way. */
  sweep(): Promise<SweepResult>;
  close(): Promise<void>;
}

export interface StoreOptions {
  /** Data folder, or ":memory:" for tests: the same code in one thread. */
  readonly data: string;
  readonly clock: Clock;
  readonly buildPeopleIndex: BuildPeopleIndex;
  /** The disk or the file can no longer be trusted: end the process, recover from disk. */
  onFatal(error: Error): void;
}

export async function openStore(options: StoreOptions): Promise<Store> {
  const listeners = new Set<ChangeListener>();
  const notify = (accounts: readonly number[]) => {
    for (const listener of listeners) listener(accounts as readonly AccountId[]);
  };
  const opened = options.data === ":memory:" ? openInMemory(options, notify) : await openFolder(options, notify);
  const { read, writer, search, files } = opened;
  listeners.add((accounts) => search.changed(accounts));
  return {
    mail: new SqliteMailStore({ read, writer, files, search }),
    directory: new SqliteDirectory({ read, writer, clock: options.clock, buildPeopleIndex: options.buildPeopleIndex }),
    credentials: sqliteCredentials(read, writer),
    audit: sqliteAudit(read, writer),
    figures: writer.figures,
    sweep: () => sweepRows(read),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      await search.close();
      await writer.close();
      await opened.close();
    },
  };
}

interface Opened {
  readonly read: Statements;
  readonly writer: Writer;
  readonly search: TextSearch;
  readonly files: ReturnType<typeof bodyFiles>;
  close(): Promise<void>;
}

type Notify = (accounts: readonly number[]) => void;

async function openFolder(options: StoreOptions, onCommit: Notify): Promise<Opened> {
  const { data } = options;
  mkdirSync(data, { recursive: true, mode: 0o700 });
  const file = path.join(data, "congvu.db");
  const bodies = path.join(data, "bodies");
  const files = bodyFiles(bodies);
  const writer = await threadWriter({ file, onCommit, onFatal: options.onFatal });
  const checkpoint = new Worker(new URL("./checkpoint-thread.ts", import.meta.url), { workerData: { file } });
  checkpoint.on("error", options.onFatal);
  const db = openDatabase(file, "reader");
  const search = threadSearch({ mainFile: file, searchFile: path.join(data, "search.db"), bodies });
  return {
    read: new Statements(db),
    writer,
    search,
    files,
    async close() {
      db.close();
      const exited = new Promise<void>((resolve) => checkpoint.once("exit", () => resolve()));
      checkpoint.postMessage("close");
      await exited;
    },
  };
}

function openInMemory(options: StoreOptions, onCommit: Notify): Opened {
  const db = openDatabase(":memory:", "writer");
  migrate(db);
  const read = new Statements(db);
  const bodies = path.join(tmpdir(), `congvu-bodies-${randomId(60)}`);
  const files = bodyFiles(bodies);
  const searchDb = openSearchDatabase(":memory:");
  const index = new SearchIndex({ main: read, search: searchDb, files });
  return {
    read,
    writer: inlineWriter({ db, clock: options.clock, onCommit }),
    search: inlineSearch(index),
    files,
    async close() {
      searchDb.close();
      rmSync(bodies, { recursive: true, force: true });
    },
  };
}
