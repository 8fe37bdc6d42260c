// Credentials and web sessions. Only hashes ever reach the database.
import type { Touched } from "./touched.ts";

export function setPasswordHash(t: Touched, input: { person: number; phc: string }): void {
  t.sql.run(
    "INSERT OR REPLACE INTO credential(person, phc, changed_at) VALUES (?1, ?2, ?3)",
    input.person,
    input.phc,
    t.nowMs,
  );
}

export interface SessionInput {
  readonly tokenHash: Uint8Array;
  readonly person: number;
  readonly createdAtMs: number;
  readonly expiresAtMs: number;
  readonly remoteAddress: string;
  readonly userAgent: string;
}

export function saveSession(t: Touched, input: SessionInput): void {
  t.sql.run(
    `INSERT INTO web_session(token_hash, person, created_at, expires_at, seen_at, remote_address, user_agent)
     VALUES (?1, ?2, ?3, ?4, ?3, ?5, ?6)`,
    input.tokenHash,
    input.person,
    input.createdAtMs,
    input.expiresAtMs,
    input.remoteAddress,
    input.userAgent,
  );
}

export function touchSession(t: Touched, input: { tokenHash: Uint8Array; seenAtMs: number }): void {
  t.sql.run("UPDATE web_session SET seen_at = ?2 WHERE token_hash = ?1", input.tokenHash, input.seenAtMs);
}

export function deleteSession(t: Touched, input: { tokenHash: Uint8Array }): void {
  t.sql.run("DELETE FROM web_session WHERE token_hash = ?1", input.tokenHash);
}
