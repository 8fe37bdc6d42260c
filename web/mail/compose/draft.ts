// A letter being written, and how it becomes an Email object (docs/reference/web-api.md, «Writing a letter»). Plain data,
// so that every change can be kept on this computer.
import type { EmailAddress, Urgency } from "../../jmap/types.ts";
import type { Recipient } from "./recipients.ts";

export interface DraftFile {
  readonly key: string;
  readonly name: string;
  readonly type: string;
  readonly size: number;
  /** Null while it is on its way. */
  readonly blobId: string | null;
  /** Share sent, 0 to 1. */
  readonly progress: number;
  readonly failed: boolean;
  /** Images that stand in the text carry a content id. */
  readonly cid: string | null;
}

export type Origin = { readonly kind: "reply" | "forward"; readonly emailId: string };

export interface Draft {
  /** Number on this computer; the server's draft changes its id with every save. */
  readonly key: string;
  readonly accountId: string;
  readonly from: EmailAddress;
  readonly identityId: string | null;
  readonly to: readonly Recipient[];
  readonly cc: readonly Recipient[];
  readonly bcc: readonly Recipient[];
  readonly subject: string;
  readonly urgency: Urgency;
  readonly replyBy: string | null;
  /** The writer's own text, signature included. */
  readonly html: string;
  /** The letter answered or forwarded; it stays outside the editor until opened. */
  readonly quote: string | null;
  readonly files: readonly DraftFile[];
  readonly inReplyTo: readonly string[];
  readonly references: readonly string[];
  readonly origin: Origin | null;
  /** Email id of the newest copy in the drafts folder. */
  readonly serverId: string | null;
}

export const quoteMark = "data-congvu-quote";

/** The same for every copy of a draft: a sending whose answer was lost can be found again. */
export const messageIdOf = (draft: Draft): string => `${draft.key}@${draft.from.email.split("@").at(-1)}`;

export const allRecipients = (draft: Draft): Recipient[] => [...draft.to, ...draft.cc, ...draft.bcc];

export const filesSize = (draft: Draft): number => draft.files.reduce((sum, file) => sum + file.size, 0);

/** Own text and quote as one body. */
export const wholeHtml = (draft: Draft): string =>
  draft.quote === null ? draft.html : `${draft.html}<div ${quoteMark}="1">${draft.quote}</div>`;

export interface Rendered {
  readonly html: string;
  readonly text: string;
}

/** The Email/set create object; `drafts`: id of the drafts folder. */
export function emailOf(draft: Draft, body: Rendered, drafts: string): Record<string, unknown> {
  const plain = (list: readonly Recipient[]): EmailAddress[] => list.map(({ name, email }) => ({ name, email }));
  return {
    mailboxIds: { [drafts]: true },
    keywords: { $draft: true, $seen: true },
    messageId: [messageIdOf(draft)],
    from: [draft.from],
    ...(draft.to.length > 0 && { to: plain(draft.to) }),
    ...(draft.cc.length > 0 && { cc: plain(draft.cc) }),
    ...(draft.bcc.length > 0 && { bcc: plain(draft.bcc) }),
    subject: draft.subject,
    urgency: draft.urgency,
    ...(draft.replyBy && { replyBy: draft.replyBy }),
    ...(draft.inReplyTo.length > 0 && { inReplyTo: draft.inReplyTo }),
    ...(draft.references.length > 0 && { references: draft.references }),
    textBody: [{ partId: "t", type: "text/plain" }],
    htmlBody: [{ partId: "h", type: "text/html" }],
    bodyValues: { t: { value: body.text }, h: { value: documentOf(body.html) } },
    ...(draft.files.length > 0 && { attachments: attachmentsOf(draft, body.html) }),
  };
}

/** A whole document: readers elsewhere guess the language and the character set from it. */
const documentOf = (html: string): string =>
  `<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"></head><body>${html}</body></html>`;

function attachmentsOf(draft: Draft, html: string): Record<string, unknown>[] {
  return draft.files
    .filter((file) => file.blobId !== null && (file.cid === null || html.includes(`cid:${file.cid}`)))
    .map(({ blobId, type, name, cid }) => ({
      blobId,
      type,
      name: name.normalize("NFC"),
      ...(cid === null ? { disposition: "attachment" } : { disposition: "inline", cid }),
    }));
}

/** Why a letter cannot be sent as it stands; null = it can. */
export type Obstacle = "no-recipients" | "bad-recipient" | "files-uploading" | "files-failed" | "too-large";

export function obstacleOf(draft: Draft, maxBytes: number): Obstacle | null {
  const recipients = allRecipients(draft);
  if (recipients.length === 0) return "no-recipients";
  if (recipients.some(({ valid }) => !valid)) return "bad-recipient";
  if (draft.files.some((file) => file.failed)) return "files-failed";
  if (draft.files.some((file) => file.blobId === null)) return "files-uploading";
  return filesFit(filesSize(draft), maxBytes) ? null : "too-large";
}

/** Attachments grow by a third on their way (base64, RFC 2045 §6.8), line ends included. */
export const filesFit = (octets: number, maxBytes: number): boolean => Math.ceil(octets / 57) * 78 <= maxBytes;

/** What fits into one letter, as told to the writer. */
export const roomForFiles = (maxBytes: number): number => Math.floor(maxBytes / 78) * 57;
