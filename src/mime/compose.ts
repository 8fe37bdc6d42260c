// A letter from its fields: RFC 5322 header, UTF-8 in NFC, text and HTML as alternatives, pictures of the HTML beside it,
// files around both. Everything that comes from people is checked before it is written: controls are refused with
// `invalid`, never removed in silence. The result has CRLF line ends and no line over 998 octets.
// Left out: signing, encryption, delivery reports. Bcc is written only where asked (a sender's own copy).
import { CongvuError } from "#base/errors.ts";
import { type Entity, fileEntity, MultipartWriter, type OutgoingFile, textEntity } from "./compose/entities.ts";
import { addressField, idsField, isMessageId, textField } from "./compose/fields.ts";
import { formatRfc5322, type WrittenDate } from "./dates.ts";
import { type HeaderValue, headerValue } from "./header-value.ts";
import type { MailAddress } from "./part.ts";

export type { OutgoingFile } from "./compose/entities.ts";

export interface Composition {
  readonly from: readonly MailAddress[];
  /** Only where it is another person than From (RFC 5322 §3.6.2). */
  readonly sender?: MailAddress | undefined;
  readonly replyTo?: readonly MailAddress[] | undefined;
  readonly to?: readonly MailAddress[] | undefined;
  readonly cc?: readonly MailAddress[] | undefined;
  readonly bcc?: readonly MailAddress[] | undefined;
  /** Bcc goes into the letter: for drafts and the sender's copy, never for what is delivered. */
  readonly writesBcc?: boolean | undefined;
  readonly subject?: string | undefined;
  readonly date: WrittenDate;
  /** Without brackets, as the other identifiers. */
  readonly messageId: string;
  readonly inReplyTo?: readonly string[] | undefined;
  readonly references?: readonly string[] | undefined;
  /** Further fields, written after the others in this order. */
  readonly extra?: readonly { readonly name: string; readonly value: HeaderValue }[] | undefined;
  readonly text?: string | undefined;
  readonly html?: string | undefined;
  readonly attachments?: readonly OutgoingFile[] | undefined;
}

/** Throws `invalid` for controls, addresses that are no mailbox, and extra fields that the composer itself writes. */
export function composeLetter(letter: Composition): Buffer {
  const content = contentOf(letter);
  const header = `${headerOf(letter)}MIME-Version: 1.0\r\n${content.header}\r\n`;
  return Buffer.concat([Buffer.from(header), ...content.body, Buffer.from("\r\n")]);
}

function headerOf(letter: Composition): string {
  if (!isMessageId(letter.messageId)) throw new CongvuError("invalid", "message id");
  const { sender, subject, extra = [] } = letter;
  return [
    `Date: ${formatRfc5322(letter.date)}\r\n`,
    addressField("From", letter.from),
    sender === undefined ? "" : addressField("Sender", [sender]),
    addressField("Reply-To", letter.replyTo ?? []),
    addressField("To", letter.to ?? []),
    addressField("Cc", letter.cc ?? []),
    letter.writesBcc ? addressField("Bcc", letter.bcc ?? []) : "",
    subject === undefined ? "" : textField("Subject", headerValue(subject, "subject")),
    `Message-ID: <${letter.messageId}>\r\n`,
    idsField("In-Reply-To", letter.inReplyTo ?? []),
    idsField("References", letter.references ?? []),
    ...extra.map(({ name, value }) => extraField(name, value)),
  ].join("");
}

const ownFields = new Set(
  "date from sender reply-to to cc bcc subject message-id in-reply-to references mime-version".split(" "),
);

function extraField(name: string, value: HeaderValue): string {
  const lower = name.toLowerCase();
  if (ownFields.has(lower) || lower.startsWith("content-")) throw new CongvuError("invalid", "header field twice");
  return textField(name, headerValue(value, lower));
}

function contentOf(letter: Composition): Entity {
  const writer = new MultipartWriter(letter.messageId);
  const files = letter.attachments ?? [];
  const isPlaced = (file: OutgoingFile): boolean => file.contentId !== undefined && letter.html !== undefined;
  const bodies: Entity[] = [];
  if (letter.text !== undefined || letter.html === undefined) bodies.push(textEntity("plain", letter.text ?? ""));
  if (letter.html !== undefined) {
    const pictures = files.filter(isPlaced).map(fileEntity);
    bodies.push(writer.join("related", [textEntity("html", letter.html), ...pictures]));
  }
  const body = writer.join("alternative", bodies);
  const attachments = files.filter((file) => !isPlaced(file)).map(fileEntity);
  return writer.join("mixed", [body, ...attachments]);
}
