// One process owns a data folder. The lock is one of the operating system's, taken through SQLite: it falls with the
// process, also after kill -9, where a file with a process number would stay and its number could become another's. The
// number is written beside it only to tell a person who holds the folder.
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";

/** Another process owns the folder. */
export class FolderInUse extends Error {
  constructor(folder: string, pid: number | null) {
    super(`${folder} is in use by process ${pid ?? "unknown"}`);
    this.name = "FolderInUse";
  }
}

export interface DataLock extends Disposable {
  readonly folder: string;
}

const lockFile = "lock";
const pidFile = "lock.pid";

/** Makes the folder when it is missing. Throws `FolderInUse`; gives it up when disposed. */
export function lockDataFolder(folder: string): DataLock {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const db = new DatabaseSync(path.join(folder, lockFile), { timeout: 0 });
  try {
    db.exec("PRAGMA journal_mode=MEMORY; PRAGMA locking_mode=EXCLUSIVE; BEGIN EXCLUSIVE");
  } catch {
    db.close();
    throw new FolderInUse(folder, ownerOf(folder));
  }
  chmodSync(path.join(folder, lockFile), 0o600);
  writeFileSync(path.join(folder, pidFile), `${process.pid}\n`, { mode: 0o600 });
  return {
    folder,
    [Symbol.dispose]() {
      rmSync(path.join(folder, pidFile), { force: true });
      db.close();
    },
  };
}

/** Number of the process that last took the lock; null = none on record. */
function ownerOf(folder: string): number | null {
  try {
    return Number(readFileSync(path.join(folder, pidFile), "utf8")) || null;
  } catch {
    return null;
  }
}
