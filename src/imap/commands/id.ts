// ID (RFC 2971): at most 30 pairs, fields of 30 and values of 1,024 octets; what the client says is not kept.
import type { Command } from "../context.ts";
import { ok } from "../replies.ts";
import type { Cursor } from "../syntax.ts";

export const id: Command = {
  state: "any",
  run: ({ session, cursor }) => {
    cursor.expectSpace();
    if (!cursor.takeWord("NIL")) passPairs(cursor);
    cursor.expectEnd();
    session.output.write('* ID ("name" "congvu" "vendor" "Cong Vu")\r\n');
    return ok("ID done");
  },
};

function passPairs(cursor: Cursor): void {
  let pairs = 0;
  cursor.expectList(() => {
    if (cursor.expectString().length > 30) cursor.fail("a field name of at most 30 octets");
    cursor.expectSpace();
    if ((cursor.expectNstring()?.length ?? 0) > 1024) cursor.fail("a value of at most 1024 octets");
    if (++pairs > 30) cursor.fail("at most 30 fields");
  }, 0);
}
