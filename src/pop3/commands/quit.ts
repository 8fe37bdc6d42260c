// QUIT: in TRANSACTION it brings the UPDATE state, the only moment at which letters go (RFC 1939 §6).
import { expectNothing } from "../letters.ts";
import type { Reply } from "../replies.ts";
import type { AnyStateCommand } from "../state.ts";

export const quit: AnyStateCommand = {
  in: "any",
  run: (state, argument): Reply => {
    expectNothing(argument);
    const update = async () => {
      if (state.kind === "transaction" && state.deleted.size > 0) await state.maildrop.remove([...state.deleted]);
    };
    return { kind: "goodbye", text: "goodbye", update };
  },
};
