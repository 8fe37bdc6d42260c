// ENVELOPE (RFC 9051 §7.5.2; the same grammar in RFC 3501 §7.4.2), ready to send: ASCII, no literals.
// Text is given as the header has it, encoded-words undecoded, because decoding them is the client's part.

import { asciiDomain } from "./address.ts";
import { type AddressFields, readAddressFields } from "./address-fields.ts";
import type { AddressGroup, ParsedMailbox } from "./addresses.ts";
import { headerText } from "./headers.ts";
import { imapString } from "./imap-strings.ts";
import type { Part } from "./part.ts";

/** The envelope of the letter whose root is `part`. `addresses` saves reading them again. */
export function imapEnvelope(
  bytes: Buffer,
  part: Part,
  addresses: AddressFields = readAddressFields(bytes, part),
): string {
  const from = addressList(addresses.from);
  const sender = addressList(addresses.sender);
  const replyTo = addressList(addresses.replyTo);
  const text = (name: string): string => imapString(headerText(bytes, part, name));
  const lists = [
    from,
    sender === "NIL" ? from : sender, // RFC 9051 §7.5.2: absent or empty means the value of From
    replyTo === "NIL" ? from : replyTo,
    addressList(addresses.to),
    addressList(addresses.cc),
    addressList(addresses.bcc),
  ].join(" ");
  return `(${text("date")} ${text("subject")} ${lists} ${text("in-reply-to")} ${text("message-id")})`;
}

function addressList(groups: readonly AddressGroup[]): string {
  let out = "";
  for (const { writtenGroup, members } of groups) {
    if (writtenGroup !== null) out += `(NIL NIL ${imapString(writtenGroup)} NIL)`;
    for (const member of members) out += address(member);
    if (writtenGroup !== null) out += "(NIL NIL NIL NIL)";
  }
  return out === "" ? "NIL" : `(${out})`;
}

/** A NIL host would mean a group, so a mailbox without a domain has the empty string. */
function address({ writtenName, local, domain }: ParsedMailbox): string {
  return `(${imapString(writtenName)} NIL ${imapString(local)} ${imapString(asciiDomain(domain) ?? domain)})`;
}
