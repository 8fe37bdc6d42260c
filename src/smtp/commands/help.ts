// HELP (RFC 5321 §4.1.1.8).
import { reply } from "../replies.ts";
import type { Command } from "../state.ts";

const text = reply(214, "0.0", "EHLO HELO MAIL RCPT DATA BDAT RSET NOOP VRFY HELP QUIT STARTTLS AUTH", "See RFC 5321");

export const help: Command = () => text;
