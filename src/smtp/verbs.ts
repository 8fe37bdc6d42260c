// The verbs served, those that must end a pipelined group, and those of other protocols.
import { auth } from "./commands/auth.ts";
import { bdat } from "./commands/bdat.ts";
import { data } from "./commands/data.ts";
import { ehlo, helo } from "./commands/ehlo.ts";
import { help } from "./commands/help.ts";
import { mail } from "./commands/mail.ts";
import { noop } from "./commands/noop.ts";
import { quit } from "./commands/quit.ts";
import { rcpt } from "./commands/rcpt.ts";
import { rset } from "./commands/rset.ts";
import { starttls } from "./commands/starttls.ts";
import { expn, vrfy } from "./commands/vrfy.ts";
import type { Command } from "./state.ts";

export const commands: ReadonlyMap<string, Command> = new Map([
  ["EHLO", ehlo],
  ["HELO", helo],
  ["MAIL", mail],
  ["RCPT", rcpt],
  ["DATA", data],
  ["BDAT", bdat],
  ["RSET", rset],
  ["NOOP", noop],
  ["VRFY", vrfy],
  ["EXPN", expn],
  ["HELP", help],
  ["QUIT", quit],
  ["STARTTLS", starttls],
  ["AUTH", auth],
]);

/** What follows depends on their reply: sending on is smuggling or guessing (RFC 2920 §3.1, RFC 3207 §4, RFC 4954 §3). */
const last = new Set(["EHLO", "HELO", "DATA", "STARTTLS", "AUTH"]);

/** True when nothing may stand behind `verb`. Without EHLO no pipelining was offered; a chunk's octets are its own. */
export const endsPipelinedGroup = (verb: string, extended: boolean): boolean =>
  last.has(verb) || (!extended && verb !== "BDAT");

/** HTTP's methods: a browser tricked into speaking to this port must find nothing to talk to (case A07). */
const foreign = new Set(["GET", "POST", "HEAD", "PUT", "DELETE", "OPTIONS", "CONNECT", "TRACE", "PATCH"]);

export const isForeignVerb = (verb: string): boolean => foreign.has(verb);
