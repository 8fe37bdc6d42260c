// QUIT (RFC 5321 §4.1.1.10).
import { closing, refuse, reply } from "../replies.ts";
import type { Command } from "../state.ts";

const goodbye = closing(reply(221, "0.0", "Goodbye"));

export const quit: Command = (_state, argument) => {
  if (argument !== "") throw refuse(501, "5.4", "QUIT has no argument");
  return goodbye;
};
