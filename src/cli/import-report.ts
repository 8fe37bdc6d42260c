// What an import says of each row: made, already there, or refused with the reason. Refused rows make the exit code 1;
// the others are made all the same.
import { CongvuError, errorCatalogue } from "#base/errors.ts";
import type { Outcome } from "./command.ts";
import { count, table } from "./tables.ts";

export interface ImportedRow {
  readonly line: number;
  /** Address or code. */
  readonly item: string;
  readonly outcome: "created" | "exists" | "refused";
  readonly code?: string;
  readonly reason?: string;
  /** What a person should look at, though the row went through. */
  readonly flags?: readonly string[];
}

/** An unknown fault is no row's fault: it ends the import. */
export function refusalOf(row: { line: number; item: string }, error: unknown): ImportedRow {
  if (!(error instanceof CongvuError) || error.code === "server-fault" || error.code === "disk-full") throw error;
  if (error.code === "already-exists") return { ...row, outcome: "exists" };
  const { en } = errorCatalogue[error.code];
  return { ...row, outcome: "refused", code: error.code, reason: error.detail ? `${en} (${error.detail})` : en };
}

export function importOutcome(rows: readonly ImportedRow[], noun: "agency" | "account"): Outcome {
  const of = (outcome: ImportedRow["outcome"]) => rows.filter((one) => one.outcome === outcome).length;
  const [created, existed, refused] = [of("created"), of("exists"), of("refused")];
  const remarkable = rows.filter((one) => one.outcome === "refused" || (one.flags ?? []).length > 0);
  const lines = remarkable.map((one) => [
    `line ${one.line}`,
    one.item,
    one.outcome,
    [one.reason, ...(one.flags ?? [])].filter(Boolean).join(", "),
  ]);
  const sum = `${count(rows.length, "row")}: ${created} created, ${existed} already there, ${refused} refused.`;
  return {
    exit: refused > 0 ? 1 : 0,
    text: [table(["row", noun, "outcome", "remark"], lines), sum].filter((part) => part !== "").join("\n"),
    json: { created, existed, refused, rows },
  };
}
