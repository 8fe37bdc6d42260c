// RETR: the whole letter (RFC 1939 §5). Reading over POP3 sets no flag.
import { expectLetter } from "../letters.ts";
import type { Reply } from "../replies.ts";
import type { TransactionCommand } from "../state.ts";

export const retr: TransactionCommand = {
  in: "transaction",
  run: async (state, argument): Promise<Reply> => {
    const letter = await state.maildrop.letter(expectLetter(state, argument));
    return { kind: "letter", text: `${letter.length} octets`, letter };
  },
};
