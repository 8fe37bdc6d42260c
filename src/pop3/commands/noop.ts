// NOOP: still there (RFC 1939 §5).
import { expectNothing } from "../letters.ts";
import { ok, type Reply } from "../replies.ts";
import type { TransactionCommand } from "../state.ts";

export const noop: TransactionCommand = {
  in: "transaction",
  run: (_state, argument): Reply => {
    expectNothing(argument);
    return ok("nothing done");
  },
};
