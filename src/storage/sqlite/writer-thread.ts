// The writer thread: holds the only writing connection, commits one batch per message. Any failure of a commit ends the
// thread, and with it the process: after a failed fsync nothing in memory tells what is on disk.
import { parentPort, workerData } from "node:worker_threads";
import { commitBatch, type Unit } from "./group-commit.ts";
import { migrate } from "./migrate.ts";
import { openDatabase } from "./open.ts";
import { Statements } from "./statements.ts";

const { file } = workerData as { file: string };
const db = openDatabase(file, "writer");
migrate(db);
const sql = new Statements(db);
let lastMs = 0;

parentPort?.on("message", (units: readonly Unit[] | null) => {
  if (units === null) {
    db.close();
    parentPort?.close();
    return;
  }
  // Stored times never go back, whatever the system clock does.
  lastMs = Math.max(lastMs, Date.now());
  parentPort?.postMessage(commitBatch(sql, units, lastMs));
});
parentPort?.postMessage("ready");
