// VRFY (RFC 5321 §3.5.3) says neither yes nor no, and EXPN (§4.1.1.7) is not served: both would list people to strangers.
import { refuse, reply } from "../replies.ts";
import type { Command } from "../state.ts";

const notVerified = reply(252, "0.0", "Not verified here; send the letter and see");
const notServed = reply(502, "5.1", "EXPN is not served");

export const vrfy: Command = (_state, argument) => {
  if (argument === "") throw refuse(501, "5.4", "Say VRFY address");
  return notVerified;
};

export const expn: Command = () => notServed;
