// Numbered SQL files, forward only; PRAGMA user_version says how far a database has come. Each step is one transaction.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { CongvuError } from "#base/errors.ts";

const folder = path.join(import.meta.dirname, "migrations");

/** Brings `db` to the newest version; a database from a newer program is refused, never guessed at. */
export function migrate(db: DatabaseSync): void {
  const steps = readdirSync(folder)
    .filter((name) => /^\d{4}-[a-z0-9-]+\.sql$/.test(name))
    .sort();
  const { user_version: at } = db.prepare("PRAGMA user_version").get() as { user_version: number };
  if (at > steps.length) {
    throw new CongvuError("server-fault", `the database is at version ${at}, this program knows ${steps.length}`);
  }
  for (const [index, name] of steps.entries()) {
    if (index < at) continue;
    db.exec("BEGIN IMMEDIATE");
    try {
      db.exec(readFileSync(path.join(folder, name), "utf8"));
      db.exec(`PRAGMA user_version=${index + 1}`);
      db.exec("COMMIT");
    } catch (error) {
      db.exec("ROLLBACK");
      throw error;
    }
  }
}
