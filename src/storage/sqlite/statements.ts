// Prepared statements by their text. SQL is constants and parameters only (reliability rule 26).
import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite";

export type Row = Record<string, unknown>;

/** A connection with its statements prepared once. */
export class Statements {
  readonly db: DatabaseSync;
  readonly #prepared = new Map<string, StatementSync>();
  readonly #arrays = new Map<string, StatementSync>();

  constructor(db: DatabaseSync) {
    this.db = db;
  }

  #statement(sql: string): StatementSync {
    let statement = this.#prepared.get(sql);
    if (!statement) {
      statement = this.db.prepare(sql);
      this.#prepared.set(sql, statement);
    }
    return statement;
  }

  /** First row or null. `T` is the row's shape, as the SQL beside it says. */
  get<T>(sql: string, ...parameters: SQLInputValue[]): T | null {
    return (this.#statement(sql).get(...parameters) as T | undefined) ?? null;
  }

  all<T>(sql: string, ...parameters: SQLInputValue[]): T[] {
    return this.#statement(sql).all(...parameters) as T[];
  }

  /** Rows as arrays in column order: half the time of objects, for the long lists. */
  arrays<T extends readonly unknown[]>(sql: string, ...parameters: SQLInputValue[]): T[] {
    let statement = this.#arrays.get(sql);
    if (!statement) {
      statement = this.db.prepare(sql);
      statement.setReturnArrays(true);
      this.#arrays.set(sql, statement);
    }
    return statement.all(...parameters) as unknown as T[];
  }

  /** Rows one at a time, for results too long to hold. */
  each<T>(sql: string, ...parameters: SQLInputValue[]): IterableIterator<T> {
    return this.#statement(sql).iterate(...parameters) as IterableIterator<T>;
  }

  /** Number of rows changed. */
  run(sql: string, ...parameters: SQLInputValue[]): number {
    return Number(this.#statement(sql).run(...parameters).changes);
  }

  /** Runs an INSERT and returns the new rowid. */
  insert(sql: string, ...parameters: SQLInputValue[]): number {
    return Number(this.#statement(sql).run(...parameters).lastInsertRowid);
  }
}
