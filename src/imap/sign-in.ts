// What LOGIN and AUTHENTICATE share: the check that the connection may carry a password, and the sign-in itself.
import { capabilities, maySignIn } from "./capabilities.ts";
import type { ImapSession } from "./context.ts";
import { ok, Refusal, type Reply } from "./replies.ts";

/** A password must not cross the wire in the clear (RFC 9051 §11.2, reliability A06). */
export function checkMaySignIn(session: ImapSession): void {
  if (!maySignIn(session)) throw new Refusal("PRIVACYREQUIRED", "Encryption is required first");
}

export async function signIn(session: ImapSession, credentials: { name: string; password: string }): Promise<Reply> {
  const { remoteAddress } = session;
  session.account = await session.door.backend.signIn({ ...credentials, remoteAddress });
  return ok("Signed in", `CAPABILITY ${capabilities(session)}`);
}
