// UIDL: number and unique id, of one letter or of all (RFC 1939 §7).
import { expectLetter, scanListing } from "../letters.ts";
import { ok, type Reply } from "../replies.ts";
import type { TransactionCommand } from "../state.ts";

export const uidl: TransactionCommand = {
  in: "transaction",
  run: (state, argument): Reply => {
    const uniqueId = (letter: number) => state.maildrop.uniqueId(letter);
    if (argument.length === 0)
      return { kind: "listing", text: "unique-id listing follows", lines: scanListing(state, uniqueId) };
    const number = expectLetter(state, argument);
    return ok(`${number} ${uniqueId(number)}`);
  },
};
