// LSUB (RFC 3501 §6.3.9): subscribed mailboxes. With "%" a parent that is not subscribed itself stands, as \Noselect,
// for the subscribed ones below it.
import type { Command } from "../context.ts";
import { accountOf, expectMailboxName } from "../mailbox-lookup.ts";
import { decodeName, encodeName, nameOfPath } from "../mailbox-name.ts";
import { ok } from "../replies.ts";
import { canonical, isMatch } from "./list.ts";

export const lsub: Command = {
  state: "authenticated",
  run: async (call) => {
    const { session, cursor } = call;
    const reference = expectMailboxName(call);
    cursor.expectSpace();
    const pattern = canonical(reference + decodeName(cursor.expectListMailbox(), session.utf8));
    cursor.expectEnd();
    const shown = new Map<string, string>();
    for (const { path, subscribed } of await accountOf(call).mailboxes()) {
      if (!subscribed) continue;
      const name = nameOfPath(path);
      if (isMatch(name, pattern)) shown.set(name, "()");
      else if (pattern.endsWith("%")) {
        for (let depth = path.length - 1; depth > 0; depth--) {
          const parent = nameOfPath(path.slice(0, depth));
          if (isMatch(parent, pattern) && !shown.has(parent)) shown.set(parent, "(\\Noselect)");
        }
      }
    }
    for (const [name, attributes] of shown) {
      session.output.write(`* LSUB ${attributes} "/" ${encodeName(name, session.utf8)}\r\n`);
    }
    return ok("LSUB done");
  },
};
