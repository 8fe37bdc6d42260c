// CHECK (RFC 3501 §6.4.1, gone from RFC 9051): every answer is durable already, so this is NOOP.
import type { Command } from "../context.ts";
import { ok } from "../replies.ts";

export const check: Command = {
  state: "selected",
  run: ({ cursor }) => {
    cursor.expectEnd();
    return ok("CHECK done");
  },
};
