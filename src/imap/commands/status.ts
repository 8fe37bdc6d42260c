// STATUS (RFC 9051 §6.3.11)
import type { Command } from "../context.ts";
import { expectMailboxName, findMailbox } from "../mailbox-lookup.ts";
import { ok } from "../replies.ts";
import { expectStatusItems, statusLine } from "../status-items.ts";

export const status: Command = {
  state: "authenticated",
  run: async (call) => {
    const name = expectMailboxName(call);
    call.cursor.expectSpace();
    const items = expectStatusItems(call.cursor);
    call.cursor.expectEnd();
    if (items.includes("HIGHESTMODSEQ")) call.session.condstore = true; // RFC 7162 §3.1
    const mailbox = await findMailbox(call, name);
    call.session.output.write(await statusLine(call, mailbox, items));
    return ok("STATUS done");
  },
};
