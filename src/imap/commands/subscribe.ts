// SUBSCRIBE and UNSUBSCRIBE (RFC 9051 §6.3.7, §6.3.8)
import type { Call, Command } from "../context.ts";
import { accountOf, expectMailboxName, findMailbox } from "../mailbox-lookup.ts";
import { ok, type Reply } from "../replies.ts";

export const subscribe: Command = { state: "authenticated", run: (call) => set(call, true) };
export const unsubscribe: Command = { state: "authenticated", run: (call) => set(call, false) };

async function set(call: Call, subscribed: boolean): Promise<Reply> {
  const name = expectMailboxName(call);
  call.cursor.expectEnd();
  const mailbox = await findMailbox(call, name);
  if (mailbox.subscribed !== subscribed) await accountOf(call).setSubscribed(mailbox.id, subscribed);
  return ok(subscribed ? "SUBSCRIBE done" : "UNSUBSCRIBE done");
}
