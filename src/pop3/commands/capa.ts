// CAPA: what this server can do, in this state (RFC 2449 §5). EXPIRE and LOGIN-DELAY are not announced: how long mail
// is kept is a matter of the regulation in force, and signing in often is allowed.
import { mechanismNames } from "#sasl/mechanisms.ts";
import { expectNothing } from "../letters.ts";
import type { Reply } from "../replies.ts";
import type { AnyStateCommand, State } from "../state.ts";

export const capa: AnyStateCommand = {
  in: "any",
  run: (state, argument): Reply => {
    expectNothing(argument);
    return { kind: "listing", text: "capabilities follow", lines: capabilities(state) };
  },
};

function* capabilities(state: State): Generator<string> {
  yield "TOP";
  yield "UIDL";
  yield "RESP-CODES";
  yield "AUTH-RESP-CODE"; // RFC 3206 §6
  yield "PIPELINING";
  if (state.kind !== "authorization") return;
  if (state.tlsOffered) yield "STLS"; // RFC 2595 §4: in AUTHORIZATION only
  if (!state.passwordsAllowed) return;
  yield "USER";
  yield `SASL ${mechanismNames.join(" ")}`; // RFC 5034 §3
}
