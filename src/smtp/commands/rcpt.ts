// RCPT (RFC 5321 §4.1.1.3). No parameters are offered. A mailbox named twice gets one copy and two 250.
import { CongvuError } from "#base/errors.ts";
import { refuse, replies } from "../replies.ts";
import type { Command } from "../state.ts";
import { Cursor, type Path, takeForwardPath, takeParameters } from "../syntax.ts";

export const rcpt: Command = async (state, argument) => {
  const { transaction } = state;
  if (transaction === null) throw refuse(503, "5.1", "Say MAIL first");
  if (transaction.content !== null) throw refuse(503, "5.1", "The letter has begun"); // RFC 3030 §2
  const path = expectArguments(argument);
  if (path.international && !transaction.international) {
    throw refuse(550, "6.7", "An address outside ASCII needs SMTPUTF8"); // RFC 6531 §3.5
  }
  if (transaction.envelope.recipients >= state.door.limits.smtpRecipients) {
    throw new CongvuError("too-many-recipients");
  }
  await transaction.envelope.addRecipient(path.address);
  return replies.recipientOk;
};

function expectArguments(argument: string): Path {
  const cursor = new Cursor(argument);
  if (!cursor.take("TO:")) throw refuse(501, "5.4", "Say RCPT TO:<address>");
  cursor.takeSpaces(); // as in MAIL
  const path = takeForwardPath(cursor);
  if (path === null) throw refuse(501, "1.3", "The recipient's address is malformed");
  const parameters = takeParameters(cursor);
  if (parameters === null) throw refuse(501, "5.4", "Malformed parameters");
  if (parameters.size > 0) throw refuse(555, "5.4", "RCPT has no parameters here");
  return path;
}
