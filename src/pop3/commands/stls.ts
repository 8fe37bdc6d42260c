// STLS: begin TLS (RFC 2595 §4). The session ends here; a new one starts over the encrypted connection.
import { expectNothing } from "../letters.ts";
import { type Reply, refuse } from "../replies.ts";
import type { AuthorizationCommand } from "../state.ts";

export const stls: AuthorizationCommand = {
  in: "authorization",
  run: (state, argument): Reply => {
    expectNothing(argument);
    if (!state.tlsOffered) return refuse("TLS is already active");
    return { kind: "start-tls", text: "begin TLS" };
  },
};
