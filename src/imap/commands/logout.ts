// LOGOUT (RFC 9051 §6.1.3)
import type { Command } from "../context.ts";
import { ok } from "../replies.ts";

export const logout: Command = {
  state: "any",
  run: ({ session, cursor }) => {
    cursor.expectEnd();
    session.selected?.view[Symbol.dispose]();
    session.selected = null;
    session.output.write("* BYE Goodbye\r\n");
    return { ...ok("LOGOUT done"), next: "close" };
  },
};
