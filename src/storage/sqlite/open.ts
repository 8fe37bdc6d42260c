// Opening the database: versions, pragmas, walls. The only place that makes a DatabaseSync of the main file.
import { constants, DatabaseSync } from "node:sqlite";
import { CongvuError } from "#base/errors.ts";

/** Below this, a WAL reset could corrupt the file (fixed 2026-03-13). */
const oldestSqlite = [3, 51, 3] as const;

export type Role = "writer" | "reader" | "checkpoint";

/** `file` may be ":memory:" for tests. Readers see each commit at once and never wait for the writer (WAL). */
export function openDatabase(file: string, role: Role): DatabaseSync {
  const db = new DatabaseSync(file, {
    readOnly: role === "reader" && file !== ":memory:",
    enableForeignKeyConstraints: role === "writer",
    timeout: 5_000,
    defensive: role === "reader",
  });
  refuseOldSqlite(db);
  if (role !== "reader") {
    db.exec("PRAGMA page_size=4096; PRAGMA journal_mode=WAL;");
  }
  // FULL: every commit is on disk before its answer leaves; NORMAL loses the last ones on power loss (measured).
  // No mmap: an I/O error must be an error, not a signal. Checkpoints have a thread of their own.
  db.exec(`PRAGMA synchronous=FULL; PRAGMA mmap_size=0; PRAGMA trusted_schema=OFF; PRAGMA wal_autocheckpoint=0;
    PRAGMA cache_size=${role === "checkpoint" ? -512 : -32_768}; PRAGMA temp_store=MEMORY;`);
  denyAttach(db);
  return db;
}

function refuseOldSqlite(db: DatabaseSync): void {
  const row = db.prepare("SELECT sqlite_version() AS version").get() as { version: string };
  const parts = row.version.split(".").map(Number);
  const older = oldestSqlite.findIndex((wanted, i) => (parts[i] ?? 0) !== wanted);
  if (older >= 0 && (parts[older] ?? 0) < (oldestSqlite[older] ?? 0)) {
    throw new CongvuError("server-fault", `SQLite ${row.version} is older than ${oldestSqlite.join(".")}`);
  }
}

/** ATTACH would open files outside the data folder (reliability, Node traps 1). */
function denyAttach(db: DatabaseSync): void {
  db.setAuthorizer((action) => (action === constants.SQLITE_ATTACH ? constants.SQLITE_DENY : constants.SQLITE_OK));
}
