// PASS: the password half of a sign-in (RFC 1939 §7). Spaces belong to the password.
import { CongvuError } from "#base/errors.ts";
import type { Reply } from "../replies.ts";
import { signIn } from "../sign-in.ts";
import type { Authorization, AuthorizationCommand } from "../state.ts";
import { takePassword } from "../syntax.ts";

export const pass: AuthorizationCommand = {
  in: "authorization",
  run: (state, argument): Promise<Reply> => {
    if (!state.passwordsAllowed) throw new CongvuError("tls-required");
    const name = takeName(state);
    const password = takePassword(argument);
    if (name === null || !password) throw new CongvuError("invalid", "USER first, then PASS with a password");
    return signIn(state, { name, password });
  },
};

/** A name serves one try: after a refusal USER must come again (RFC 1939 §7). */
function takeName(state: Authorization): string | null {
  const { name } = state;
  state.name = null;
  return name;
}
