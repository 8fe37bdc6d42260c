// DELETE (RFC 9051 §6.3.5): never the inbox, never a mailbox with children.
import type { Command } from "../context.ts";
import { accountOf, expectMailboxName, findMailbox } from "../mailbox-lookup.ts";
import { ok, Refusal } from "../replies.ts";

export const deleteMailbox: Command = {
  state: "authenticated",
  run: async (call) => {
    const name = expectMailboxName(call);
    call.cursor.expectEnd();
    const mailbox = await findMailbox(call, name);
    if (mailbox.path.length === 1 && mailbox.path[0] === "INBOX")
      throw new Refusal("CANNOT", "INBOX cannot be deleted");
    if (mailbox.hasChildren) throw new Refusal("HASCHILDREN", "The mailbox has children");
    await accountOf(call).delete(mailbox.id);
    return ok("DELETE done");
  },
};
