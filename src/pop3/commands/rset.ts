// RSET: unmark every letter (RFC 1939 §5).
import { expectNothing } from "../letters.ts";
import { ok, type Reply } from "../replies.ts";
import type { TransactionCommand } from "../state.ts";

export const rset: TransactionCommand = {
  in: "transaction",
  run: (state, argument): Reply => {
    expectNothing(argument);
    state.deleted.clear();
    return ok(`${state.maildrop.count} letters`);
  },
};
