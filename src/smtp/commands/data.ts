// DATA (RFC 5321 §4.1.1.4).
import { acceptLetter } from "../accept.ts";
import { Content } from "../content.ts";
import { refuse, replies } from "../replies.ts";
import type { Command, SmtpState, Transaction } from "../state.ts";

export const data: Command = (state, argument) => {
  if (argument !== "") throw refuse(501, "5.4", "DATA has no argument");
  const transaction = expectRecipients(state);
  if (transaction.content !== null) throw refuse(503, "5.1", "The letter began with BDAT"); // RFC 3030 §2
  const content = newContent(state, transaction);
  content.claimFirst();
  transaction.content = content;
  const finish = () => acceptLetter(state, transaction, content);
  return { kind: "receive", ready: replies.startLetter, content, size: null, finish };
};

/** RFC 5321 §3.3: without MAIL 503, without a recipient taken 554. */
export function expectRecipients(state: SmtpState): Transaction {
  const { transaction } = state;
  if (transaction === null) throw refuse(503, "5.1", "Say MAIL first");
  if (transaction.envelope.recipients === 0) throw refuse(554, "5.1", "No valid recipients");
  return transaction;
}

export const newContent = ({ door }: SmtpState, transaction: Transaction): Content =>
  new Content({
    maxBytes: door.messageBytes,
    declaredBytes: transaction.declaredBytes,
    claimRoom: (bytes) => door.backend.claimRoom(bytes),
  });
