// SELECT and EXAMINE (RFC 9051 §6.3.2, §6.3.3; CONDSTORE of RFC 7162 §3.1.8). Everything said comes from the mailbox's
// own row: the messages are not read before a sequence number is needed. UNSEEN is left out for that reason; a client
// must not conclude anything from its absence (RFC 3501 §6.3.1).
import type { Call, Command } from "../context.ts";
import { systemFlagNames } from "../flags.ts";
import { mailboxIdOf } from "../ids.ts";
import { accountOf, expectMailboxName, findMailbox } from "../mailbox-lookup.ts";
import { encodeName, nameOfPath } from "../mailbox-name.ts";
import { ok, type Reply } from "../replies.ts";
import { Selected } from "../selected.ts";

export const select: Command = { state: "authenticated", run: (call) => open(call, false) };
export const examine: Command = { state: "authenticated", run: (call) => open(call, true) };

async function open(call: Call, readOnly: boolean): Promise<Reply> {
  const { session, cursor } = call;
  const name = expectMailboxName(call);
  if (cursor.take(" ")) {
    cursor.expectList(() => {
      if (!cursor.takeWord("CONDSTORE")) cursor.fail("CONDSTORE");
      session.condstore = true;
    });
  }
  cursor.expectEnd();
  // A failed SELECT leaves no mailbox selected (RFC 9051 §6.3.2).
  if (session.selected) {
    session.selected.view[Symbol.dispose]();
    session.selected = null;
    session.output.write("* OK [CLOSED] Previous mailbox is closed\r\n");
  }
  const mailbox = await findMailbox(call, name);
  const view = await accountOf(call).open(mailbox.id);
  const selected = new Selected(view, readOnly);
  session.selected = selected;
  const { exists, uidNext, uidValidity, modSeq } = view.opened;
  const lines = [
    selected.flagsLine(),
    readOnly
      ? "* OK [PERMANENTFLAGS ()] Nothing can be changed\r\n"
      : `* OK [PERMANENTFLAGS (${systemFlagNames} \\*)] These are kept\r\n`,
    `* ${exists} EXISTS\r\n`,
    session.rev2 ? "" : `* ${await selected.countRecent()} RECENT\r\n`,
    `* OK [UIDVALIDITY ${uidValidity}] UIDs are valid\r\n`,
    `* OK [UIDNEXT ${uidNext}] Next UID\r\n`,
    `* OK [HIGHESTMODSEQ ${Math.max(modSeq, 1)}] Highest\r\n`,
    `* OK [MAILBOXID (${mailboxIdOf(mailbox.id)})] Ok\r\n`,
    session.rev2 ? `* LIST () "/" ${encodeName(nameOfPath(mailbox.path), session.utf8)}\r\n` : "",
  ];
  session.output.write(lines.join(""));
  return readOnly ? ok("EXAMINE done", "READ-ONLY") : ok("SELECT done", "READ-WRITE");
}
