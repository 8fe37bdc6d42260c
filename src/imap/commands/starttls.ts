// STARTTLS (RFC 9051 §6.2.1): the session forgets everything and goes on over TLS.
import type { Command } from "../context.ts";
import { bad, ok } from "../replies.ts";

export const starttls: Command = {
  state: "not-authenticated",
  run: ({ session, cursor }) => {
    cursor.expectEnd();
    if (session.encrypted) return bad("TLS is already in use");
    return { ...ok("Begin TLS now"), next: "start-tls" };
  },
};
