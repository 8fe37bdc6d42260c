// NAMESPACE (RFC 9051 §6.3.10): one personal namespace without prefix.
import type { Command } from "../context.ts";
import { ok } from "../replies.ts";

export const namespace: Command = {
  state: "authenticated",
  run: ({ session, cursor }) => {
    cursor.expectEnd();
    session.output.write('* NAMESPACE (("" "/")) NIL NIL\r\n');
    return ok("NAMESPACE done");
  },
};
