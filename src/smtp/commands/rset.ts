// RSET (RFC 5321 §4.1.1.5): drops the transaction, keeps greeting and sign-in.
import { refuse, replies } from "../replies.ts";
import { type Command, endTransaction } from "../state.ts";

export const rset: Command = (state, argument) => {
  if (argument !== "") throw refuse(501, "5.4", "RSET has no argument");
  endTransaction(state);
  return replies.ok;
};
