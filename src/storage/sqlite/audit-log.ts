// The audit chain on SQLite: written by the writer, verified by reading it through.
import type { AuditEntry, AuditLog, AuditRow, ChainCheck } from "#audit/ports.ts";
import { chainHash, chainStart } from "./operations/audit.ts";
import type { Statements } from "./statements.ts";
import type { Writer } from "./writer.ts";

interface Row {
  readonly seq: number;
  readonly at: number;
  readonly entry: string;
  readonly hash: Uint8Array;
}

export function sqliteAudit(read: Statements, writer: Writer): AuditLog {
  return {
    async record(entry) {
      await writer.commitAndAck("recordAudit", { entry: JSON.stringify(entry) });
    },
    async rows(fromSeq, limit): Promise<AuditRow[]> {
      return read
        .all<Row>("SELECT seq, at, entry, hash FROM audit WHERE seq >= ?1 ORDER BY seq LIMIT ?2", fromSeq, limit)
        .map((row) => ({ ...(JSON.parse(row.entry) as AuditEntry), seq: row.seq, atMs: row.at, hash: row.hash }));
    },
    async verify(): Promise<ChainCheck> {
      let head: Uint8Array = chainStart;
      let rows = 0;
      for (const row of read.each<Row>("SELECT seq, at, entry, hash FROM audit ORDER BY seq")) {
        const expected = chainHash(head, row);
        if (row.seq !== rows + 1 || !expected.equals(row.hash)) return { rows, brokenAt: rows + 1, head };
        head = expected;
        rows++;
      }
      return { rows, brokenAt: null, head };
    },
  };
}
