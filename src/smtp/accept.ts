// What happens once a letter is here whole, by DATA or by BDAT: the last checks, the trace block, the store. The one
// place of this door that says 250 to a letter, and only after the backend has it durably (reliability rule 1).
import { randomId } from "#base/ids.ts";
import type { Content, ContentFault } from "./content.ts";
import { receivedFields } from "./received-fields.ts";
import { closing, errorReply, type Reply, refuse, reply } from "./replies.ts";
import { endTransaction, type SmtpState, type Transaction } from "./state.ts";
import { completeSubmission } from "./submission.ts";
import { traceBlock } from "./trace.ts";

/** Ends the transaction, whatever comes of it (RFC 5321 §4.1.1.4). */
export async function acceptLetter(state: SmtpState, transaction: Transaction, content: Content): Promise<Reply> {
  try {
    if (content.endsInCr) content.refuse("bare-line-end"); // only BDAT can end so
    if (content.fault !== null) return faultReply(content.fault);
    const id = randomId(80);
    const bytes = await finalBytes(state, content.bytes());
    await transaction.envelope.deliver({ bytes, trace: traceBlock(state, transaction, id) });
    return reply(250, "0.0", `Letter accepted, id ${id}`);
  } finally {
    endTransaction(state);
  }
}

async function finalBytes(state: SmtpState, bytes: Buffer): Promise<Buffer> {
  const { door, submitter } = state;
  if (receivedFields(bytes, door.limits.headerBlockBytes) > door.limits.receivedFields) {
    throw refuse(554, "4.6", "Too many hops, the letter is looping"); // RFC 5321 §6.3
  }
  if (submitter === null) return bytes;
  const letter = completeSubmission(bytes, { hostname: door.hostname, nowMs: door.clock.nowMs() });
  for (const address of letter.authors) await submitter.checkSender(address);
  return letter.bytes;
}

const faultReplies = {
  "bare-line-end": closing(reply(550, "5.2", "The letter has a CR or LF alone; lines end with CRLF")),
  nul: closing(reply(550, "6.0", "The letter has a NUL octet")),
} as const;

/** After a bare line end or a NUL the peer and we may disagree on where the letter ended: nothing more is read from it. */
export function faultReply(fault: ContentFault): Reply {
  return typeof fault === "string" ? faultReplies[fault] : errorReply(fault.code);
}
