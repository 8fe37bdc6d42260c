// AUTH: sign in by a SASL mechanism (RFC 5034 §4).
import { CongvuError } from "#base/errors.ts";
import { decodeInitialResponse, decodeSaslBase64, encodeSaslBase64 } from "#sasl/base64.ts";
import { type SaslExchange, startMechanism } from "#sasl/mechanisms.ts";
import { type Reply, refuse } from "../replies.ts";
import { signIn } from "../sign-in.ts";
import type { Authorization, AuthorizationCommand } from "../state.ts";
import { takePrintableAscii } from "../syntax.ts";

export const auth: AuthorizationCommand = {
  in: "authorization",
  run: (state, argument): Promise<Reply> | Reply => {
    const [mechanism, initial, ...rest] = takePrintableAscii(argument)?.split(" ") ?? [];
    if (!mechanism || rest.length > 0) throw new CongvuError("invalid", "AUTH mechanism [initial-response]");
    if (!state.passwordsAllowed) throw new CongvuError("tls-required");
    const exchange = startMechanism(mechanism);
    if (exchange === null) return refuse("mechanism not offered");
    return step(state, { exchange, response: initial === undefined ? null : expectInitial(initial) });
  },
};

function expectInitial(text: string): Buffer {
  const response = decodeInitialResponse(text);
  if (response === null) throw new CongvuError("invalid", "not base64");
  return response;
}

interface Turn {
  readonly exchange: SaslExchange;
  readonly response: Buffer | null;
}

async function step(state: Authorization, { exchange, response }: Turn): Promise<Reply> {
  const result = exchange.step(response);
  if (result.kind === "failed") throw new CongvuError("invalid", result.reason);
  if (result.kind === "done") return signIn(state, result);
  const answer = async (line: Buffer): Promise<Reply> => {
    const text = takePrintableAscii(line);
    if (text === "*") return refuse("cancelled"); // RFC 5034 §4
    const decoded = text === null ? null : decodeSaslBase64(text);
    if (decoded === null) throw new CongvuError("invalid", "not base64");
    return step(state, { exchange, response: decoded });
  };
  return { kind: "challenge", data: encodeSaslBase64(result.data), answer };
}
