// BDAT (RFC 3030 §2). The announced octets follow whatever we think of the command: they are read to their end before
// the refusal is said, or the next command would be taken out of a letter.
import { acceptLetter, faultReply } from "../accept.ts";
import { Content } from "../content.ts";
import { closing, Refusal, type Reply, refuse, replies, reply } from "../replies.ts";
import type { Command, Outcome, Transaction } from "../state.ts";
import { parseSize } from "../syntax.ts";
import { newContent } from "./data.ts";

export const bdat: Command = (state, argument) => {
  const chunk = parseChunk(argument);
  if (chunk === null) return closing(reply(501, "5.4", "Say BDAT size [LAST]")); // its end cannot be known
  const { size, last } = chunk;
  const { transaction } = state;
  const refusal = state.hello?.extended ? refusalOf(transaction) : sayHello();
  if (transaction === null || refusal !== null) return drain(size, refusal ?? noTransaction());
  transaction.content ??= newContent(state, transaction);
  const { content } = transaction;
  const finish = () => (last ? acceptLetter(state, transaction, content) : keepChunk(transaction, { content, size }));
  return { kind: "receive", ready: null, content, size, finish };
};

function parseChunk(argument: string): { size: number; last: boolean } | null {
  const space = argument.indexOf(" ");
  const size = parseSize(space < 0 ? argument : argument.slice(0, space));
  if (size === null || !Number.isSafeInteger(size)) return null;
  if (space < 0) return { size, last: false };
  return argument.slice(space + 1).toUpperCase() === "LAST" ? { size, last: true } : null;
}

const noTransaction = () => refuse(503, "5.1", "Say MAIL first");

const sayHello = () => new Refusal(replies.sayHello);

function refusalOf(transaction: Transaction | null): Refusal | null {
  if (transaction === null) return noTransaction();
  if (transaction.broken) return refuse(503, "5.1", "A chunk was refused, say RSET");
  if (transaction.envelope.recipients === 0) return refuse(554, "5.1", "No valid recipients");
  return null;
}

function drain(size: number, refusal: Refusal): Outcome {
  const content = Content.discarding();
  return { kind: "receive", ready: null, content, size, finish: () => refusal.reply };
}

/** After a refused chunk only RSET helps (RFC 3030 §2). */
function keepChunk(transaction: Transaction, { content, size }: { content: Content; size: number }): Reply {
  if (content.fault === null) return reply(250, "0.0", `${size} octets received`);
  transaction.broken = true;
  return faultReply(content.fault);
}
