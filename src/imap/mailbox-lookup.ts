// Mailbox names in commands, and the mailboxes they name.
import type { AccountBackend, Mailbox } from "./backend.ts";
import type { Call } from "./context.ts";
import { decodeName, lookupPath, nameOfPath } from "./mailbox-name.ts";
import { Refusal } from "./replies.ts";

/** SP astring as a decoded name, not yet checked against anything. */
export function expectMailboxName({ session, cursor }: Call): string {
  cursor.expectSpace();
  return decodeName(cursor.expectAstring("a mailbox name"), session.utf8);
}

/** Every command of the authenticated state has one; the session has checked it. */
export function accountOf({ session }: Call): AccountBackend {
  if (!session.account) throw new Error("a command of the authenticated state ran before sign-in");
  return session.account;
}

/** Throws NO with `code`: TRYCREATE where creating it would help (RFC 9051 §6.3.12, §6.4.7). */
export async function findMailbox(
  call: Call,
  name: string,
  code: "NONEXISTENT" | "TRYCREATE" = "NONEXISTENT",
): Promise<Mailbox> {
  const mailboxes = await accountOf(call).mailboxes();
  const wanted = nameOfPath(lookupPath(name));
  const found = mailboxes.find(({ path }) => nameOfPath(path) === wanted);
  if (!found) throw new Refusal(code, "No such mailbox");
  return found;
}
