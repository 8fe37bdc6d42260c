// What a submission server may and should do to a letter of its own people (RFC 6409 §8): who wrote it, missing Date and
// Message-ID in front, Bcc out. All other octets stay as they are, because signatures cover them.
import { randomId } from "#base/ids.ts";
import { parseAddressGroups, parseMailbox } from "#mime/addresses.ts";
import { fieldsNamed, rawValue } from "#mime/headers.ts";
import type { Part } from "#mime/part.ts";
import { readLetter } from "#mime/read-letter.ts";
import { withoutBcc } from "#mime/without-bcc.ts";
import { type Refusal, refuse } from "./replies.ts";
import { traceDate } from "./trace.ts";

export interface CompletedLetter {
  readonly bytes: Buffer;
  /** Addresses of From and Sender: the person must be allowed each of them. */
  readonly authors: readonly string[];
}

/** Throws a Refusal for a header that two readers could understand differently, or that does not say who wrote it. */
export function completeSubmission(bytes: Buffer, ours: { hostname: string; nowMs: number }): CompletedLetter {
  const blankLine = bytes.indexOf("\r\n\r\n");
  const header = blankLine < 0 ? bytes : bytes.subarray(0, blankLine + 4);
  const { root, defects } = readLetter(header);
  if (defects.includes("header-limit")) throw malformed("The header is too large");
  if (defects.includes("malformed-field")) throw malformed("A header field is malformed");
  const authors = [...fromAddresses(header, root), ...senderAddresses(header, root)];
  const missing = missingFields(root, ours);
  return { bytes: Buffer.concat([Buffer.from(missing, "ascii"), withoutBcc(bytes, root)]), authors };
}

const malformed = (text: string): Refusal => refuse(550, "6.0", text);

/** RFC 5322 §3.6.2: one From; several authors only with a Sender who sends for them. */
function fromAddresses(header: Buffer, root: Part): string[] {
  const fields = fieldsNamed(root, "from");
  const [field] = fields;
  if (field === undefined || fields.length !== 1) throw malformed("A letter needs exactly one From field");
  const groups = parseAddressGroups(rawValue(header, field));
  const addresses = groups.flatMap(({ members }) => members.map(({ address }) => address));
  const isMailboxList = groups.length > 0 && groups.every(({ group }) => group === null);
  if (!isMailboxList || addresses.length === 0) throw malformed("The From field is malformed");
  if (addresses.length > 1 && fieldsNamed(root, "sender").length === 0) {
    throw malformed("A From field with several addresses needs a Sender field");
  }
  return addresses;
}

function senderAddresses(header: Buffer, root: Part): string[] {
  const fields = fieldsNamed(root, "sender");
  const [field] = fields;
  if (field === undefined) return [];
  const mailbox = parseMailbox(rawValue(header, field));
  if (fields.length !== 1 || mailbox === null) throw malformed("The Sender field is malformed");
  return [mailbox.address];
}

function missingFields(root: Part, { hostname, nowMs }: { hostname: string; nowMs: number }): string {
  const date = fieldsNamed(root, "date").length > 0 ? "" : `Date: ${traceDate(nowMs)}\r\n`; // RFC 6409 §8.1
  const id = fieldsNamed(root, "message-id").length > 0 ? "" : `Message-ID: <${randomId()}@${hostname}>\r\n`; // §8.2
  return date + id;
}
