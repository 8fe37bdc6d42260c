// USER: the name half of a sign-in (RFC 1939 §7). Every name is welcome, so that none can be guessed.
import { CongvuError } from "#base/errors.ts";
import { ok, type Reply } from "../replies.ts";
import type { AuthorizationCommand } from "../state.ts";
import { takePrintableAscii } from "../syntax.ts";

export const user: AuthorizationCommand = {
  in: "authorization",
  run: (state, argument): Reply => {
    if (!state.passwordsAllowed) throw new CongvuError("tls-required"); // before the password travels
    const name = takePrintableAscii(argument);
    if (!name) throw new CongvuError("invalid", "name expected");
    state.name = name;
    return ok("send PASS");
  },
};
