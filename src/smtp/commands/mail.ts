// MAIL (RFC 5321 §4.1.1.2) with SIZE (RFC 1870), BODY (RFC 6152), SMTPUTF8 (RFC 6531) and AUTH (RFC 4954 §5).
import { CongvuError } from "#base/errors.ts";
import { refuse, replies } from "../replies.ts";
import type { Command, SmtpState } from "../state.ts";
import { Cursor, type Parameters, type Path, parseSize, takeParameters, takeReversePath } from "../syntax.ts";

export const mail: Command = async (state, argument) => {
  const { door, submitter } = state;
  if (state.hello === null) return replies.sayHello;
  if (door.mode === "submission" && submitter === null) throw refuse(530, "7.0", "Sign in first"); // RFC 6409 §4.3
  if (state.transaction !== null) throw refuse(503, "5.1", "A transaction is already open");
  const { path, parameters } = expectArguments(argument);
  const { international, declaredBytes } = readParameters(state, parameters);
  if (path.international && !international) {
    throw refuse(550, "6.7", "An address outside ASCII needs SMTPUTF8"); // RFC 6531 §3.5
  }
  // The null sender is for receipts that a mail program answers (RFC 8098 §3); the header's From is checked anyway.
  if (submitter !== null && path.address !== "") await submitter.checkSender(path.address);
  const envelope = (submitter ?? door.backend).envelope(path.address);
  const { address: from } = path;
  state.transaction = { envelope, from, international, declaredBytes, content: null, broken: false };
  return replies.senderOk;
};

function expectArguments(argument: string): { path: Path; parameters: Parameters } {
  const cursor = new Cursor(argument);
  if (!cursor.take("FROM:")) throw refuse(501, "5.4", "Say MAIL FROM:<address>");
  cursor.takeSpaces(); // not in the grammar; old scanners and fax gateways send it
  const path = takeReversePath(cursor);
  if (path === null) throw refuse(501, "1.7", "The sender's address is malformed");
  const parameters = takeParameters(cursor);
  if (parameters === null) throw refuse(501, "5.4", "Malformed parameters");
  return { path, parameters };
}

function readParameters(state: SmtpState, parameters: Parameters): { international: boolean; declaredBytes: number } {
  let international = false;
  let declaredBytes = 0;
  for (const [keyword, value] of parameters) {
    if (keyword === "SIZE") declaredBytes = readSize(state, value);
    else if (keyword === "BODY") readBody(value);
    else if (keyword === "SMTPUTF8") international = readFlag(value);
    else if (keyword !== "AUTH" || state.submitter === null) throw unknownParameter(keyword);
    // AUTH names an earlier submitter; nobody here is trusted to say so, and ignoring it is allowed: RFC 4954 §5
  }
  if (international && !state.hello?.extended) throw refuse(501, "5.4", "Parameters need EHLO");
  return { international, declaredBytes };
}

/** Refuses now what could not be stored at the end of the data (RFC 1870 §6.1). */
function readSize(state: SmtpState, value: string | null): number {
  const size = value === null ? null : parseSize(value);
  if (size === null) throw refuse(501, "5.4", "SIZE is a number of octets");
  if (size > state.door.messageBytes) throw new CongvuError("letter-too-large");
  state.door.backend.claimRoom(size)[Symbol.dispose]();
  return size;
}

/** Both bodies are taken as they are; BINARYMIME is not offered (RFC 3030 §3). */
function readBody(value: string | null): void {
  const body = value?.toUpperCase();
  if (body !== "7BIT" && body !== "8BITMIME") throw refuse(555, "5.4", "BODY is 7BIT or 8BITMIME");
}

function readFlag(value: string | null): boolean {
  if (value !== null) throw refuse(501, "5.4", "SMTPUTF8 has no value"); // RFC 6531 §3.4
  return true;
}

const unknownParameter = (keyword: string) => refuse(555, "5.4", `Unknown parameter ${keyword.slice(0, 32)}`);
