// AUTH (RFC 4954) with PLAIN and LOGIN, on the submission door only. Passwords never travel in the clear, except from
// this machine itself where the operator allowed it.
import { CongvuError } from "#base/errors.ts";
import { isLoopback } from "#net/listener.ts";
import { decodeInitialResponse, decodeSaslBase64, encodeSaslBase64 } from "#sasl/base64.ts";
import { type DecodedCredentials, type SaslExchange, startMechanism } from "#sasl/mechanisms.ts";
import { closing, refuse, replies, reply } from "../replies.ts";
import type { Command, Outcome, SmtpState } from "../state.ts";

const tooManyTries = closing(reply(421, "7.0", "Too many failed sign-ins"));

export const auth: Command = (state, argument) => {
  const { door } = state;
  if (door.mode !== "submission") throw refuse(502, "5.1", "AUTH is not served on this port");
  if (!state.hello?.extended) return replies.sayHello;
  if (state.submitter !== null) throw refuse(503, "5.1", "Already signed in"); // RFC 4954 §4
  if (state.transaction !== null) throw refuse(503, "5.1", "Not during a transaction"); // RFC 4954 §4
  if (!mayAuthenticate(state)) throw new CongvuError("tls-required");
  if (state.signInFailures >= door.limits.signInFailuresBeforeLock) return tooManyTries;
  const space = argument.indexOf(" ");
  const exchange = startMechanism(space < 0 ? argument : argument.slice(0, space));
  if (exchange === null) throw refuse(504, "5.4", "Unknown mechanism");
  if (space < 0) return proceed(state, exchange, null);
  return proceed(state, exchange, decodeInitialResponse(argument.slice(space + 1)) ?? badBase64());
};

export const mayAuthenticate = ({ door, peer }: SmtpState): boolean =>
  door.mode === "submission" &&
  (peer.cipher !== null || (door.allowPlaintextLoopback && isLoopback(peer.remoteAddress)));

function proceed(state: SmtpState, exchange: SaslExchange, response: Buffer | null): Outcome | Promise<Outcome> {
  const step = exchange.step(response);
  if (step.kind === "done") return signIn(state, step);
  if (step.kind === "failed") throw failure(state);
  return {
    kind: "ask",
    challenge: reply(334, "", encodeSaslBase64(step.data)),
    answer: (line) => {
      if (line === "*") throw refuse(501, "7.0", "Sign-in cancelled"); // RFC 4954 §4
      return proceed(state, exchange, decodeSaslBase64(line) ?? badBase64());
    },
  };
}

async function signIn(state: SmtpState, { name, password }: DecodedCredentials): Promise<Outcome> {
  const { door, peer } = state;
  state.signInFailures++; // taken back on success, so that a thrown refusal counts
  state.submitter = await door.backend.signIn({ name, password, remoteAddress: peer.remoteAddress });
  state.signInFailures = 0;
  return reply(235, "7.0", "Signed in");
}

function failure(state: SmtpState): CongvuError {
  state.signInFailures++;
  return new CongvuError("sign-in-failed");
}

function badBase64(): never {
  throw refuse(501, "5.2", "Not base64"); // RFC 4954 §4
}
