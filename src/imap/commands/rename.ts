// RENAME (RFC 9051 §6.3.6): children move along; renaming INBOX moves its messages to a new mailbox and leaves it empty,
// its children stay.
import type { Call, Command } from "../context.ts";
import { accountOf, expectMailboxName, findMailbox } from "../mailbox-lookup.ts";
import { nameOfPath, pathOfName } from "../mailbox-name.ts";
import { ok, Refusal } from "../replies.ts";

export const rename: Command = {
  state: "authenticated",
  run: async (call) => {
    const from = expectMailboxName(call);
    const to = expectMailboxName(call);
    call.cursor.expectEnd();
    const mailbox = await findMailbox(call, from);
    const path = pathOfName(to);
    const oldName = nameOfPath(mailbox.path);
    if (`${nameOfPath(path)}/`.startsWith(`${oldName}/`) && oldName !== "INBOX") {
      throw new Refusal(nameOfPath(path) === oldName ? "ALREADYEXISTS" : "CANNOT", "A mailbox cannot move into itself");
    }
    if (oldName === "INBOX") await emptyInbox(call, mailbox.id, path);
    else await accountOf(call).rename(mailbox.id, path);
    return ok("RENAME done");
  },
};

async function emptyInbox(call: Call, inbox: number, path: readonly string[]): Promise<void> {
  const account = accountOf(call);
  const target = await account.create(path, null);
  using view = await account.open(inbox);
  const picture = await view.current();
  if (picture && picture.count > 0) await view.move([...picture.uids.subarray(0, picture.count)], target);
}
