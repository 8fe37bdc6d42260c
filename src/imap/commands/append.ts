// APPEND (RFC 9051 §6.3.12) with several letters (RFC 3502), UTF8 (RFC 6855 §4) and literal8 (RFC 3516 §4.4).
// The letter's octets are stored exactly as sent.
import type { AppendLetter } from "../backend.ts";
import type { Call, Command } from "../context.ts";
import { takeDateTime } from "../dates.ts";
import { expectFlagList } from "../flags.ts";
import { accountOf, expectMailboxName, findMailbox } from "../mailbox-lookup.ts";
import { ok, Refusal } from "../replies.ts";
import { setText } from "../sequence-set.ts";

export const append: Command = {
  state: "authenticated",
  run: async (call) => {
    const name = expectMailboxName(call);
    const letters: AppendLetter[] = [];
    do letters.push(expectLetter(call));
    while (!call.cursor.isAtEnd());
    const mailbox = await findMailbox(call, name, "TRYCREATE");
    const { uidValidity, uids } = await accountOf(call).append(mailbox.id, letters);
    return ok("APPEND done", `APPENDUID ${uidValidity} ${setText(uids)}`);
  },
};

/** append-message = SP [flag-list SP] [date-time SP] append-data */
function expectLetter({ session, cursor }: Call): AppendLetter {
  cursor.expectSpace();
  const flags = cursor.peek() === 0x28 ? expectFlagList(cursor) : null;
  if (flags) cursor.expectSpace();
  const receivedAtMs = takeDateTime(cursor) ?? undefined;
  if (receivedAtMs !== undefined) cursor.expectSpace();
  const isUtf8 = session.utf8Accept && cursor.takeWord("UTF8");
  if (isUtf8) {
    cursor.expectSpace();
    cursor.expect("(");
  }
  const bytes = cursor.takeLiteral(isUtf8 ? "binary" : "either") ?? cursor.fail("a literal");
  if (isUtf8) cursor.expect(")");
  // Our letters are lines of text, as every transport of mail carries them: binary parts are not taken (RFC 3516 §4.4).
  if (bytes.includes(0)) throw new Refusal("CANNOT", "A letter must not hold NUL");
  if (bytes.length === 0) throw new Refusal("CANNOT", "The letter is empty"); // RFC 9051 §6.3.12: aborted by the client
  return { bytes, flags: flags ?? { bits: 0, keywords: [] }, receivedAtMs };
}
