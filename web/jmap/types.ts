// The parts of RFC 8620 and RFC 8621 that the web application uses, and the vendor's words (docs/reference/web-api.md).

export type Access = "read" | "flag" | "write" | "send" | "administer";
export type Urgency = "normal" | "urgent" | "very-urgent" | "express";
export const urgencies: readonly Urgency[] = ["normal", "urgent", "very-urgent", "express"];
export type FolderRole = "inbox" | "drafts" | "sent" | "archive" | "junk" | "trash";

/** A mailbox the person may open: GET /api/v1/session. */
export interface Account {
  readonly accountId: string;
  readonly kind: "personal" | "unit";
  readonly name: string;
  readonly address: string;
  readonly access: Access;
}

export interface WhoAmI {
  readonly person: {
    readonly id: number;
    readonly name: string;
    readonly title: string | null;
    readonly agencyName: string | null;
  };
  readonly accountId: string;
  readonly address: string;
  readonly mailboxes: readonly Account[];
  readonly organization: { readonly name: string; readonly domain: string; readonly zone: string };
}

/** RFC 8621 §4.1.2.3. */
export interface EmailAddress {
  readonly name: string | null;
  readonly email: string;
}

/** A folder: JMAP's Mailbox (RFC 8621 §2). */
export interface Folder {
  readonly id: string;
  readonly name: string;
  readonly parentId: string | null;
  readonly role: FolderRole | null;
  readonly sortOrder: number;
  readonly totalEmails: number;
  readonly unreadEmails: number;
  readonly myRights: {
    readonly mayAddItems: boolean;
    readonly mayRemoveItems: boolean;
    readonly mayCreateChild: boolean;
    readonly mayRename: boolean;
    readonly mayDelete: boolean;
  };
}
export const folderProperties = [
  "id",
  "name",
  "parentId",
  "role",
  "sortOrder",
  "totalEmails",
  "unreadEmails",
  "myRights",
] as const;

export interface AttachmentNote {
  readonly name: string | null;
  readonly type: string;
  readonly size: number;
}

/** A letter as lists need it; reading these properties never opens a body. */
export interface Letter {
  readonly id: string;
  readonly threadId: string;
  readonly mailboxIds: Readonly<Record<string, true>>;
  readonly keywords: Readonly<Record<string, true>>;
  readonly from: readonly EmailAddress[] | null;
  readonly to: readonly EmailAddress[] | null;
  readonly subject: string | null;
  readonly receivedAt: string;
  readonly size: number;
  readonly preview: string;
  readonly hasAttachment: boolean;
  readonly urgency: Urgency;
  readonly replyBy: string | null;
  readonly attachmentNotes: readonly AttachmentNote[];
}
export const letterProperties = [
  "id",
  "threadId",
  "mailboxIds",
  "keywords",
  "from",
  "to",
  "subject",
  "receivedAt",
  "size",
  "preview",
  "hasAttachment",
  "urgency",
  "replyBy",
  "attachmentNotes",
] as const;

/** RFC 8621 §4.1.4. */
export interface BodyPart {
  readonly partId: string | null;
  readonly blobId: string | null;
  readonly size: number;
  readonly name: string | null;
  readonly type: string;
  readonly disposition: string | null;
  readonly cid: string | null;
}

/** What the reader shows beyond a list row. */
export interface LetterDetail extends Letter {
  readonly cc: readonly EmailAddress[] | null;
  readonly bcc: readonly EmailAddress[] | null;
  readonly replyTo: readonly EmailAddress[] | null;
  readonly sentAt: string | null;
  readonly messageId: readonly string[] | null;
  readonly inReplyTo: readonly string[] | null;
  readonly references: readonly string[] | null;
  readonly attachments: readonly BodyPart[];
}
export const detailProperties = [
  ...letterProperties,
  "cc",
  "bcc",
  "replyTo",
  "sentAt",
  "messageId",
  "inReplyTo",
  "references",
  "attachments",
] as const;
export const partProperties = ["partId", "blobId", "size", "name", "type", "disposition", "cid"] as const;

/** RFC 8621 §6. */
export interface Identity {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

/** RFC 8621 §7. */
export interface Submission {
  readonly id: string;
  readonly emailId: string;
  readonly sendAt: string;
  readonly undoStatus: "pending" | "final" | "canceled";
  readonly deliveryStatus: Readonly<
    Record<string, { readonly smtpReply: string; readonly delivered: "queued" | "yes" | "no" | "unknown" }>
  > | null;
}

/** RFC 8620 §5.3. */
export interface SetError {
  readonly type: string;
  readonly description?: string | null;
  readonly invalidRecipients?: readonly string[];
  readonly properties?: readonly string[];
}
export interface SetResult {
  readonly newState: string;
  readonly created?: Readonly<Record<string, { readonly id: string } & Record<string, unknown>>> | null;
  readonly updated?: Readonly<Record<string, unknown>> | null;
  readonly destroyed?: readonly string[] | null;
  readonly notCreated?: Readonly<Record<string, SetError>> | null;
  readonly notUpdated?: Readonly<Record<string, SetError>> | null;
  readonly notDestroyed?: Readonly<Record<string, SetError>> | null;
}
export interface GetResult<T> {
  readonly state: string;
  readonly list: readonly T[];
  readonly notFound: readonly string[];
}
export interface QueryResult {
  readonly ids: readonly string[];
  readonly position: number;
  readonly total?: number;
}
export interface ChangesResult {
  readonly newState: string;
  readonly hasMoreChanges: boolean;
  readonly created: readonly string[];
  readonly updated: readonly string[];
  readonly destroyed: readonly string[];
}

export const isSeen = (letter: Letter): boolean => letter.keywords.$seen === true;
export const isFlagged = (letter: Letter): boolean => letter.keywords.$flagged === true;
export const isDraft = (letter: Letter): boolean => letter.keywords.$draft === true;
