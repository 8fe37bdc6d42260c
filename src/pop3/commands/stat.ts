// STAT: letters and octets in the maildrop, deleted ones left out (RFC 1939 §5).
import { expectNothing, totals } from "../letters.ts";
import { ok, type Reply } from "../replies.ts";
import type { TransactionCommand } from "../state.ts";

export const stat: TransactionCommand = {
  in: "transaction",
  run: async (state, argument): Promise<Reply> => {
    expectNothing(argument);
    const { letters, octets } = await totals(state);
    return ok(`${letters} ${octets}`);
  },
};
