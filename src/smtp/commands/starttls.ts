// STARTTLS (RFC 3207). All that was said before counts for nothing afterwards: the session ends here and a new one begins
// on the encrypted connection (reliability rule 18). Octets already behind the command never reach it: the session
// refuses them before this command runs (case A04).
import { refuse, reply } from "../replies.ts";
import type { Command } from "../state.ts";

const ready = reply(220, "0.0", "Ready for TLS");

export const starttls: Command = (state, argument) => {
  if (argument !== "") throw refuse(501, "5.4", "STARTTLS has no argument"); // RFC 3207 §4
  if (state.peer.cipher !== null) throw refuse(503, "5.1", "Already encrypted");
  return { kind: "upgrade", ready };
};
