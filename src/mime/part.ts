// The shape of a parsed letter: offsets into the original bytes, nothing copied, nothing re-encoded.
// All offsets are absolute positions in the bytes given to the reader.

/** One header field. `name` is lower case; `raw` offsets cover the value without the colon and without the last CRLF. */
export interface HeaderField {
  readonly name: string;
  readonly start: number;
  readonly valueStart: number;
  readonly end: number;
}

/** A MIME entity (RFC 2045 §2.4). */
export interface Part {
  /** Where its header block begins. */
  readonly headerStart: number;
  /** First octet of its body; the blank line lies before it. */
  readonly bodyStart: number;
  /** One past the last octet of its body; the CRLF before a boundary belongs to the boundary (RFC 2046 §5.1.1). */
  readonly end: number;
  readonly fields: readonly HeaderField[];
  /** Lower case; "text"/"plain" where the field is missing or unreadable (RFC 2045 §5.2). */
  readonly type: string;
  readonly subtype: string;
  /** Decoded parameters (RFC 2231 joined, quoted pairs undone), names lower case, in order, no duplicates. */
  readonly parameters: ReadonlyMap<string, string>;
  /** Lower case Content-Transfer-Encoding: "7bit" when missing. */
  readonly encoding: string;
  readonly disposition: { readonly kind: string; readonly parameters: ReadonlyMap<string, string> } | null;
  /** Children of a multipart, in order. */
  readonly children: readonly Part[];
  /** The embedded letter of a message/rfc822 or message/global part that is not itself transfer-encoded. */
  readonly message: Part | null;
  /** Lines of the body, as BODYSTRUCTURE counts them (RFC 9051 §7.5.2). */
  readonly lines: number;
}

/** What the reader met that two readers could understand differently (reliability rule 13): flags, never guesses. */
export type MimeDefect =
  | "depth-limit"
  | "parts-limit"
  | "header-limit"
  | "missing-boundary"
  | "missing-close"
  | "duplicate-field"
  | "malformed-field"
  | "ambiguous-type"
  | "encoded-multipart"
  | "bare-line-end";

export interface Letter {
  readonly root: Part;
  readonly defects: readonly MimeDefect[];
}

/** One address as a header spelled it, decoded. `address` "" = a name without an address. */
export interface MailAddress {
  readonly name: string | null;
  readonly address: string;
}

/** Official urgency of a document (NĐ 30/2020): Thường, Khẩn, Thượng khẩn, Hoả tốc. */
export type Urgency = "normal" | "urgent" | "very-urgent" | "express";

export interface AttachmentNote {
  readonly name: string | null;
  readonly type: string;
  /** Decoded octets, estimated from the encoded length where decoding was not needed. */
  readonly size: number;
}

/** What lists, JMAP and search need of a letter, decoded once at ingest and kept as JSON in the row. */
export interface LetterSummary {
  readonly from: readonly MailAddress[];
  readonly sender: readonly MailAddress[];
  readonly replyTo: readonly MailAddress[];
  readonly to: readonly MailAddress[];
  readonly cc: readonly MailAddress[];
  readonly bcc: readonly MailAddress[];
  readonly subject: string | null;
  /** Without angle brackets. */
  readonly messageId: readonly string[];
  readonly inReplyTo: readonly string[];
  readonly references: readonly string[];
  /** The Date field as RFC 3339 with its own offset; null = missing or unreadable. */
  readonly sentAt: string | null;
  /** Up to 256 characters of plain text, white space collapsed, controls removed. */
  readonly preview: string;
  readonly hasAttachment: boolean;
  readonly attachments: readonly AttachmentNote[];
  /** From `Congvu-Urgency:` (normal, urgent, very-urgent, express). */
  readonly urgency: Urgency;
  /** From `Congvu-Reply-By:`, RFC 3339; null = none. */
  readonly replyBy: string | null;
}
