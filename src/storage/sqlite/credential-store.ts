// Password hashes and web sessions on SQLite.
import type { CredentialStore } from "#auth/ports.ts";
import type { PersonId } from "#directory/ports.ts";
import type { SessionInput } from "./operations/sign-in.ts";
import type { Statements } from "./statements.ts";
import type { Writer } from "./writer.ts";

export function sqliteCredentials(read: Statements, writer: Writer): CredentialStore {
  return {
    async passwordHash(person) {
      return read.get<{ phc: string }>("SELECT phc FROM credential WHERE person = ?1", person)?.phc ?? null;
    },
    async setPasswordHash(person, phc) {
      await writer.commitAndAck("setPasswordHash", { person, phc });
    },
    async saveSession(session: SessionInput & { person: PersonId }) {
      await writer.commitAndAck("saveSession", session);
    },
    async session(tokenHash) {
      const row = read.get<{ person: PersonId; expires_at: number; seen_at: number }>(
        "SELECT person, expires_at, seen_at FROM web_session WHERE token_hash = ?1",
        tokenHash,
      );
      return row && { person: row.person, expiresAtMs: row.expires_at, seenAtMs: row.seen_at };
    },
    async touchSession(tokenHash, seenAtMs) {
      await writer.commitAndAck("touchSession", { tokenHash, seenAtMs });
    },
    async deleteSession(tokenHash) {
      await writer.commitAndAck("deleteSession", { tokenHash });
    },
  };
}
