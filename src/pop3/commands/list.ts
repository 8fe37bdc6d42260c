// LIST: number and octets, of one letter or of all (RFC 1939 §5). Octets are those stored, as the letter travels
// without its doubled dots.
import { expectLetter, scanListing } from "../letters.ts";
import { ok, type Reply } from "../replies.ts";
import type { TransactionCommand } from "../state.ts";

export const list: TransactionCommand = {
  in: "transaction",
  run: async (state, argument): Promise<Reply> => {
    const number = argument.length > 0 ? expectLetter(state, argument) : null;
    const sizes = await state.maildrop.sizes();
    const octets = (letter: number) => sizes[letter - 1] ?? 0;
    if (number !== null) return ok(`${number} ${octets(number)}`);
    return { kind: "listing", text: "scan listing follows", lines: scanListing(state, octets) };
  },
};
