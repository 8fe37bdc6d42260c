// CAPABILITY (RFC 9051 §6.1.1)
import { capabilities } from "../capabilities.ts";
import type { Command } from "../context.ts";
import { ok } from "../replies.ts";

export const capability: Command = {
  state: "any",
  run: ({ session, cursor }) => {
    cursor.expectEnd();
    session.output.write(`* CAPABILITY ${capabilities(session)}\r\n`);
    return ok("CAPABILITY done");
  },
};
