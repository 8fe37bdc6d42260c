// The audit chain: each row's hash covers the row and the hash before it, so that an edit, a gap or a reordering shows.
import { hash } from "node:crypto";
import type { Touched } from "./touched.ts";

const start = Buffer.alloc(32);

/** SHA-256 over the previous hash, the number, the time and the entry. */
export function chainHash(previous: Uint8Array, row: { seq: number; at: number; entry: string }): Buffer {
  const text = Buffer.from(`\n${row.seq}\n${row.at}\n${row.entry}`, "utf8");
  return hash("sha256", Buffer.concat([previous, text]), "buffer");
}

export const chainStart: Uint8Array = start;

export function recordAudit(t: Touched, input: { entry: string }): void {
  const last = t.sql.get<{ seq: number; hash: Uint8Array }>("SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1");
  const row = { seq: (last?.seq ?? 0) + 1, at: t.nowMs, entry: input.entry };
  t.sql.run(
    "INSERT INTO audit(seq, at, entry, hash) VALUES (?1, ?2, ?3, ?4)",
    row.seq,
    row.at,
    row.entry,
    chainHash(last?.hash ?? start, row),
  );
}
