// NOOP (RFC 5321 §4.1.1.9): any argument is ignored.
import { replies } from "../replies.ts";
import type { Command } from "../state.ts";

export const noop: Command = () => replies.ok;
