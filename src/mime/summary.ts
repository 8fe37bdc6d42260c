// What lists, search and JMAP need of a letter, decoded once when it comes in (part.ts, LetterSummary).
import { limits } from "#base/limits.ts";
import { type AddressFields, readAddressFields } from "./address-fields.ts";
import type { AddressGroup } from "./addresses.ts";
import { type BodyParts, bodyParts, isInlineMedia, partName } from "./body-parts.ts";
import { formatRfc3339, parseDate, parseRfc3339 } from "./dates.ts";
import { cutText } from "./encoded-words.ts";
import { displayedHeader, fieldsNamed, firstField, headerText, unfoldedValue } from "./headers.ts";
import { parseMessageIds } from "./message-ids.ts";
import type { AttachmentNote, Letter, LetterSummary, MailAddress, Part, Urgency } from "./part.ts";
import { previewOf } from "./plain-text.ts";

/** `addresses` saves reading them again. */
export function summarize(
  bytes: Buffer,
  letter: Letter,
  addresses: AddressFields = readAddressFields(bytes, letter.root),
): LetterSummary {
  const { root } = letter;
  const bodies = bodyParts(letter);
  const attachments = attachmentsOf(bodies);
  const date = parseDate(headerText(bytes, root, "date") ?? "");
  const replyBy = parseRfc3339(headerText(bytes, root, "congvu-reply-by") ?? "");
  return {
    from: flat(addresses.from),
    sender: flat(addresses.sender),
    replyTo: flat(addresses.replyTo),
    to: flat(addresses.to),
    cc: flat(addresses.cc),
    bcc: flat(addresses.bcc),
    subject: cut(displayedHeader(bytes, root, "subject"), limits.listedSubjectChars),
    messageId: idsOf(bytes, root, "message-id"),
    inReplyTo: idsOf(bytes, root, "in-reply-to"),
    references: idsOf(bytes, root, "references"),
    sentAt: date === null ? null : formatRfc3339(date),
    preview: previewOf(bytes, bodies),
    hasAttachment: attachments.length > 0,
    attachments,
    urgency: urgencyOf(headerText(bytes, root, "congvu-urgency")),
    replyBy: replyBy === null ? null : formatRfc3339(replyBy),
  };
}

const cut = (text: string | null, most: number): string | null => (text === null ? null : cutText(text, most));

const flat = (groups: readonly AddressGroup[]): MailAddress[] =>
  groups.flatMap(({ members }) => members.map(({ name, address }) => ({ name, address })));

function idsOf(bytes: Buffer, root: Part, name: string): string[] {
  const field = firstField(root, name);
  return field === undefined ? [] : parseMessageIds(unfoldedValue(bytes, field));
}

const urgencies: readonly Urgency[] = ["normal", "urgent", "very-urgent", "express"];

function urgencyOf(text: string | null): Urgency {
  const written = text?.toLowerCase();
  return urgencies.find((urgency) => urgency === written) ?? "normal";
}

const mostNotes = 250;

/** What a person would call an attachment: pictures placed in the text by their Content-ID are none. */
function attachmentsOf({ attachments }: BodyParts): AttachmentNote[] {
  return attachments
    .filter(({ part }) => !isPlacedInText(part))
    .slice(0, mostNotes)
    .map(({ part }) => ({
      name: cut(partName(part), limits.listedNameChars),
      type: `${part.type}/${part.subtype}`,
      size: estimatedSize(part),
    }));
}

const isPlacedInText = (part: Part): boolean =>
  isInlineMedia(part) && part.disposition?.kind !== "attachment" && fieldsNamed(part, "content-id").length > 0;

/** base64 in lines of 76 with CRLF carries 57 octets in 78; other encodings are close to their length. */
function estimatedSize(part: Part): number {
  const encoded = part.end - part.bodyStart;
  return part.encoding === "base64" ? Math.floor((encoded * 57) / 78) : encoded;
}
