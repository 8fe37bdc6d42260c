// EHLO and HELO (RFC 5321 §4.1.1.1). Both end a transaction in progress (§4.1.4); the name is noted, not verified.
import { mechanismNames } from "#sasl/mechanisms.ts";
import { refuse, reply } from "../replies.ts";
import { type Command, endTransaction, type SmtpState } from "../state.ts";
import { isAlphanumeric } from "../syntax.ts";
import { mayAuthenticate } from "./auth.ts";

export const ehlo: Command = (state, argument) => {
  greetedBy(state, argument, true);
  return reply(250, "", state.door.hostname, ...extensions(state)); // no enhanced codes here: RFC 2034 §4
};

export const helo: Command = (state, argument) => {
  greetedBy(state, argument, false);
  return reply(250, "", state.door.hostname);
};

function greetedBy(state: SmtpState, name: string, extended: boolean): void {
  if (!isHelloName(name)) throw refuse(501, "5.4", "Say who you are: a domain or an address literal");
  endTransaction(state);
  state.hello = { name, extended };
}

/**
 * Laxer than the grammar, because hosts with underscores and bare addresses are many and lying is free anyway; but it is
 * written into Received, so nothing that could end or comment a field.
 */
function isHelloName(name: string): boolean {
  if (name === "" || name.length > 255) return false;
  for (let i = 0; i < name.length; i++) {
    if (!isAlphanumeric(name.charCodeAt(i)) && !"-._:[]".includes(name.charAt(i))) return false;
  }
  return true;
}

function extensions(state: SmtpState): string[] {
  const { door, peer } = state;
  return [
    "PIPELINING", // RFC 2920
    `SIZE ${door.messageBytes}`, // RFC 1870
    "8BITMIME", // RFC 6152
    "SMTPUTF8", // RFC 6531
    "CHUNKING", // RFC 3030, without BINARYMIME
    "ENHANCEDSTATUSCODES", // RFC 2034
    `LIMITS RCPTMAX=${door.limits.smtpRecipients}`, // RFC 9422
    ...(peer.cipher === null ? ["STARTTLS"] : []), // RFC 3207 §4.2: not again once encrypted
    ...(mayAuthenticate(state) ? [`AUTH ${mechanismNames.join(" ")}`] : []), // RFC 4954 §4
  ];
}
