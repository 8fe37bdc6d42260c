// CREATE (RFC 9051 §6.3.4) with the special use of RFC 6154 §3 and the MAILBOXID of RFC 8474 §4.2.
import type { SpecialUse } from "../backend.ts";
import type { Command } from "../context.ts";
import { mailboxIdOf } from "../ids.ts";
import { accountOf, expectMailboxName } from "../mailbox-lookup.ts";
import { pathOfName } from "../mailbox-name.ts";
import { ok, Refusal } from "../replies.ts";
import type { Cursor } from "../syntax.ts";

const uses: Record<string, SpecialUse> = {
  ARCHIVE: "archive",
  DRAFTS: "drafts",
  JUNK: "junk",
  SENT: "sent",
  TRASH: "trash",
};

export const create: Command = {
  state: "authenticated",
  run: async (call) => {
    const { cursor } = call;
    const name = expectMailboxName(call);
    const use = cursor.take(" ") ? expectUse(cursor) : null;
    cursor.expectEnd();
    const id = await accountOf(call).create(pathOfName(name), use);
    return ok("CREATE done", `MAILBOXID (${mailboxIdOf(id)})`);
  },
};

/** "(" "USE" SP "(" use-attr ")" ")": one folder has one use here. */
function expectUse(cursor: Cursor): SpecialUse {
  const [found] = cursor.expectList(() => {
    if (!cursor.takeWord("USE")) cursor.fail("USE");
    cursor.expectSpace();
    return cursor.expectList(() => {
      cursor.expect("\\");
      return cursor.expectAtom("a special use").toUpperCase();
    });
  });
  const use = found?.[0] && Object.hasOwn(uses, found[0]) ? uses[found[0]] : undefined;
  if (!use || found?.length !== 1) throw new Refusal("USEATTR", "That special use is not possible");
  return use;
}
