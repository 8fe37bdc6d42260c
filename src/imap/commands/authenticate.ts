// AUTHENTICATE (RFC 9051 §6.2.2) with the initial response of SASL-IR (RFC 4959).
import { CongvuError } from "#base/errors.ts";
import { decodeInitialResponse, decodeSaslBase64, encodeSaslBase64 } from "#sasl/base64.ts";
import { startMechanism } from "#sasl/mechanisms.ts";
import type { Call, Command } from "../context.ts";
import { no } from "../replies.ts";
import { checkMaySignIn, signIn } from "../sign-in.ts";
import { BadCommand } from "../syntax.ts";

export const authenticate: Command = {
  state: "not-authenticated",
  run: async (call) => {
    const { session, cursor } = call;
    checkMaySignIn(session);
    cursor.expectSpace();
    const exchange = startMechanism(cursor.expectAtom("a mechanism"));
    const initial = cursor.take(" ") ? cursor.expectRest() : null;
    cursor.expectEnd();
    if (!exchange) return no("That mechanism is not offered", "CANNOT");
    let response = initial === null ? null : (decodeInitialResponse(initial) ?? badBase64());
    for (;;) {
      const step = exchange.step(response);
      if (step.kind === "done") return signIn(session, step);
      if (step.kind === "failed") throw new CongvuError("sign-in-failed", step.reason);
      response = decodeSaslBase64(await ask(call, encodeSaslBase64(step.data))) ?? badBase64();
    }
  },
};

const badBase64 = (): never => {
  throw new BadCommand("Not valid base64");
};

/** The client's next line; "*" takes the attempt back. */
async function ask({ session }: Call, challenge: string): Promise<string> {
  session.output.write(`+ ${challenge}\r\n`);
  const line = (await session.readLine(Math.ceil(session.door.limits.saslResponseBytes / 3) * 4 + 2)).toString(
    "latin1",
  );
  if (line === "*") throw new BadCommand("Authentication was taken back");
  return line;
}
