// NOOP (RFC 9051 §6.1.2): the session adds the news.
import type { Command } from "../context.ts";
import { ok } from "../replies.ts";

export const noop: Command = {
  state: "any",
  run: ({ cursor }) => {
    cursor.expectEnd();
    return ok("NOOP done");
  },
};
