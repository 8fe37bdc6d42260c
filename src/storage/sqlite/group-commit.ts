// One batch of units of work, one commit. Each unit runs under its own SAVEPOINT, so that a refused one leaves nothing
// behind and harms no other. Runs inside the writer thread; tests on ":memory:" run it in place.
import { type ErrorCode, errorCodeOf } from "#base/errors.ts";
import { type OperationName, operations } from "./operations/index.ts";
import { Touched } from "./operations/touched.ts";
import type { Statements } from "./statements.ts";

/** A unit of work as plain data: it crosses the thread border. */
export interface Unit {
  readonly operation: OperationName;
  readonly input: unknown;
}

export type UnitResult =
  | { readonly ok: true; readonly output: unknown }
  | { readonly ok: false; readonly code: ErrorCode; readonly detail: string };

export interface BatchResult {
  readonly results: readonly UnitResult[];
  /** Accounts changed by the units that succeeded. */
  readonly accounts: readonly number[];
}

/**
 * Throws only when the disk or the file can no longer be trusted: then nothing of the batch is durable and the process
 * must start anew. A full disk is an answer (`disk-full` for the units it hit), not a fault.
 */
export function commitBatch(sql: Statements, units: readonly Unit[], nowMs: number): BatchResult {
  const accounts = new Set<number>();
  sql.db.exec("BEGIN IMMEDIATE");
  const results: UnitResult[] = [];
  for (const unit of units) {
    results.push(runUnit(sql, unit, { nowMs, accounts }));
    if (!sql.db.isTransaction) return allFull(units); // SQLite gave up the whole transaction: the disk is full
  }
  try {
    sql.db.exec("COMMIT");
  } catch (error) {
    if (!isDiskFull(error)) throw error;
    if (sql.db.isTransaction) sql.db.exec("ROLLBACK");
    return allFull(units);
  }
  return { results, accounts: [...accounts] };
}

const allFull = (units: readonly Unit[]): BatchResult => ({
  results: units.map(() => ({ ok: false, code: "disk-full", detail: "commit" })),
  accounts: [],
});

function runUnit(sql: Statements, unit: Unit, batch: { nowMs: number; accounts: Set<number> }): UnitResult {
  const touched = new Touched(sql, batch.nowMs);
  sql.run("SAVEPOINT unit");
  try {
    const output = operations[unit.operation](touched, unit.input as never);
    sql.run("RELEASE unit");
    for (const account of touched.accounts) batch.accounts.add(account);
    return { ok: true, output };
  } catch (error) {
    if (isFatal(error)) throw error;
    if (sql.db.isTransaction) {
      sql.run("ROLLBACK TO unit");
      sql.run("RELEASE unit");
    }
    return { ok: false, code: codeOf(error), detail: error instanceof Error ? (error.stack ?? error.message) : "" };
  }
}

/** SQLite result codes after which nothing of this connection can be trusted (reliability rule 4: never retry an fsync). */
const fatalCodes = new Set([10, 11, 26]); // SQLITE_IOERR, SQLITE_CORRUPT, SQLITE_NOTADB
const fullCode = 13; // SQLITE_FULL

const sqliteCode = (error: unknown): number | null =>
  error instanceof Error && "errcode" in error && typeof error.errcode === "number" ? error.errcode & 0xff : null;

export const isFatal = (error: unknown): boolean => fatalCodes.has(sqliteCode(error) ?? -1);
export const isDiskFull = (error: unknown): boolean => sqliteCode(error) === fullCode;

const codeOf = (error: unknown): ErrorCode => (isDiskFull(error) ? "disk-full" : errorCodeOf(error));
