// DELE: mark a letter; it goes at QUIT (RFC 1939 §5).
import { expectLetter } from "../letters.ts";
import { ok, type Reply } from "../replies.ts";
import type { TransactionCommand } from "../state.ts";

export const dele: TransactionCommand = {
  in: "transaction",
  run: (state, argument): Reply => {
    const number = expectLetter(state, argument);
    state.deleted.add(number);
    return ok(`letter ${number} marked`);
  },
};
