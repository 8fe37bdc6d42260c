// Email objects (RFC 8621 §4.1). Properties come from two places: the row, which lists live on, and the letter itself,
// which is opened only when one of its properties is asked for.
import { z } from "zod";
import { bodyParts, leaves, partTree } from "#mime/body-parts.ts";
import type { Letter, LetterSummary } from "#mime/part.ts";
import { readLetter } from "#mime/read-letter.ts";
import { congvu } from "../capabilities.ts";
import type { Context } from "../context.ts";
import { MethodError } from "../errors.ts";
import { idOf, letterBlobId, partBlobId } from "../ids.ts";
import type { EmailRow, Placement } from "../mail-backend.ts";
import { unsigned } from "../method.ts";
import { utcDate } from "../submission/object.ts";
import { bodyValue } from "./body-values.ts";
import { allHeaders, emailAddress, headerPropertyOf, headerPropertyValue, orNull } from "./header-forms.ts";
import { keywordsOf } from "./keywords.ts";
import { checkPartProperties, partObject, usualPartProperties } from "./part-object.ts";

/** Arguments of Email/get and Email/parse about bodies (RFC 8621 §4.2). */
export const bodyArgs = {
  bodyProperties: z.array(z.string()).max(64).nullish(),
  fetchTextBodyValues: z.boolean().nullish(),
  fetchHTMLBodyValues: z.boolean().nullish(),
  fetchAllBodyValues: z.boolean().nullish(),
  maxBodyValueBytes: unsigned.nullish(),
} as const;

const bodyArgsShape = z.object(bodyArgs);
type BodyArgs = z.infer<typeof bodyArgsShape>;

/** A letter as the store has it. */
export interface StoredEmail {
  readonly row: EmailRow;
  readonly placements: readonly Placement[];
}

type RowReader = (email: StoredEmail) => unknown;

const fromStore: Readonly<Record<string, RowReader>> = {
  id: ({ row }) => idOf("e", row.emailNo),
  blobId: ({ row }) => letterBlobId(row.emailNo),
  threadId: ({ row }) => idOf("t", row.thread),
  mailboxIds: ({ placements }) =>
    Object.fromEntries(placements.map((placement) => [idOf("f", placement.folder), true])),
  keywords: ({ placements }) => keywordsOf(placements),
  size: ({ row }) => row.size,
  receivedAt: ({ row }) => utcDate(row.receivedAtMs),
};

const fromSummary: Readonly<Record<string, (summary: LetterSummary) => unknown>> = {
  messageId: ({ messageId }) => orNull(messageId),
  inReplyTo: ({ inReplyTo }) => orNull(inReplyTo),
  references: ({ references }) => orNull(references),
  sender: ({ sender }) => orNull(sender.map(emailAddress)),
  from: ({ from }) => orNull(from.map(emailAddress)),
  to: ({ to }) => orNull(to.map(emailAddress)),
  cc: ({ cc }) => orNull(cc.map(emailAddress)),
  bcc: ({ bcc }) => orNull(bcc.map(emailAddress)),
  replyTo: ({ replyTo }) => orNull(replyTo.map(emailAddress)),
  subject: ({ subject }) => subject,
  sentAt: ({ sentAt }) => sentAt,
  hasAttachment: ({ hasAttachment }) => hasAttachment,
  preview: ({ preview }) => preview,
  urgency: ({ urgency }) => urgency,
  replyBy: ({ replyBy }) => replyBy,
  attachmentNotes: ({ attachments }) => attachments,
};

interface LetterView {
  readonly bytes: Buffer;
  readonly letter: Letter;
  readonly blobIdOf: (partId: string) => string;
  readonly args: BodyArgs;
}

const partView = ({ bytes, blobIdOf, args }: LetterView) => {
  const properties = args.bodyProperties ?? usualPartProperties;
  return { bytes, blobIdOf, properties };
};

const listOf = (name: "textBody" | "htmlBody" | "attachments") => (view: LetterView) =>
  bodyParts(view.letter)[name].map((node) => partObject(node, partView(view), false));

const fromLetter: Readonly<Record<string, (view: LetterView) => unknown>> = {
  headers: ({ bytes, letter }) => allHeaders(bytes, letter.root),
  bodyStructure: (view) => partObject(partTree(view.letter), partView(view), true),
  textBody: listOf("textBody"),
  htmlBody: listOf("htmlBody"),
  attachments: listOf("attachments"),
  bodyValues,
};

function bodyValues({ bytes, letter, args }: LetterView): Record<string, unknown> {
  const { textBody, htmlBody } = bodyParts(letter);
  const wanted = [
    ...(args.fetchTextBodyValues || args.fetchAllBodyValues ? textBody : []),
    ...(args.fetchHTMLBodyValues || args.fetchAllBodyValues ? htmlBody : []),
    ...(args.fetchAllBodyValues ? leaves(partTree(letter)) : []),
  ];
  const values: Record<string, unknown> = {};
  for (const node of wanted) {
    if (node.id === null || node.part.type !== "text" || Object.hasOwn(values, node.id)) continue;
    values[node.id] = bodyValue(bytes, node, args.maxBodyValueBytes ?? 0);
  }
  return values;
}

const vendorProperties = ["urgency", "replyBy", "attachmentNotes"];
const usualProperties = [
  ...["id", "blobId", "threadId", "mailboxIds", "keywords", "size", "receivedAt", "messageId", "inReplyTo"],
  ...["references", "sender", "from", "to", "cc", "bcc", "replyTo", "subject", "sentAt", "hasAttachment"],
  ...["preview", "bodyValues", "textBody", "htmlBody", "attachments"],
];

/** The properties asked for, or the usual ones (RFC 8621 §4.2); throws invalidArguments for unknown names. */
export function emailProperties(context: Context, asked: readonly string[] | null | undefined): readonly string[] {
  if (asked === null || asked === undefined)
    return context.using.has(congvu) ? [...usualProperties, ...vendorProperties] : usualProperties;
  const unknown = asked.find((name) => !isEmailProperty(name));
  if (unknown !== undefined) throw new MethodError("invalidArguments", `properties: unknown ${unknown}`);
  return [...new Set(["id", ...asked])];
}

const isEmailProperty = (name: string): boolean =>
  [fromStore, fromSummary, fromLetter].some((readers) => Object.hasOwn(readers, name)) ||
  headerPropertyOf(name) !== null;

export function checkBodyArgs(args: BodyArgs): void {
  if (args.bodyProperties) checkPartProperties(args.bodyProperties);
}

/** True when the letter must be opened for these properties. */
export const needsLetter = (properties: readonly string[]): boolean =>
  properties.some((name) => Object.hasOwn(fromLetter, name) || headerPropertyOf(name) !== null);

/** True when text of the letter itself goes out: it then counts as opened. */
export const showsBody = (args: BodyArgs): boolean =>
  Boolean(args.fetchTextBodyValues || args.fetchHTMLBodyValues || args.fetchAllBodyValues);

/** One Email. `bytes` may be missing when no property needs them. */
export function emailObject(
  email: StoredEmail,
  bytes: Buffer | null,
  { properties, args }: { properties: readonly string[]; args: BodyArgs },
): Record<string, unknown> {
  const letter = bytes === null ? null : letterProperties(bytes, { properties, args }, email.row.emailNo);
  const object: Record<string, unknown> = {};
  for (const name of properties) {
    const store = fromStore[name];
    const summary = fromSummary[name];
    if (store !== undefined) object[name] = store(email);
    else if (summary !== undefined) object[name] = summary(email.row.summary);
    else object[name] = letter?.[name] ?? null;
  }
  return object;
}

function letterProperties(
  bytes: Buffer,
  { properties, args }: { properties: readonly string[]; args: BodyArgs },
  emailNo: number,
): Record<string, unknown> {
  const blobIdOf = (partId: string) => partBlobId(letterBlobId(emailNo), partId);
  return readFromLetter({ bytes, letter: readLetter(bytes), blobIdOf, args }, properties);
}

function readFromLetter(view: LetterView, properties: readonly string[]): Record<string, unknown> {
  const object: Record<string, unknown> = {};
  for (const name of properties) {
    const header = headerPropertyOf(name);
    if (header !== null) object[name] = headerPropertyValue(view.bytes, view.letter.root, header);
    else if (Object.hasOwn(fromLetter, name)) object[name] = fromLetter[name]?.(view);
  }
  return object;
}

/** An Email of bytes that are no letter of a mailbox (RFC 8621 §4.9): what a mailbox knows of it is null. */
export function parsedEmail(
  view: LetterView,
  summary: LetterSummary,
  { properties, blobId }: { properties: readonly string[]; blobId: string },
): Record<string, unknown> {
  const letter = readFromLetter(view, properties);
  const object: Record<string, unknown> = {};
  for (const name of properties) {
    const read = fromSummary[name];
    if (name === "blobId") object[name] = blobId;
    else if (name === "size") object[name] = view.bytes.length;
    else object[name] = read === undefined ? (letter[name] ?? null) : read(summary);
  }
  return object;
}
