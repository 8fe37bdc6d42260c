// The letter that an Email/set create describes (RFC 8621 §4.6), as bytes. The composer writes one text, one HTML and
// files; a bodyStructure is read for its leaves, so a client's own nesting of multiparts is not kept.
import { z } from "zod";
import { CongvuError } from "#base/errors.ts";
import { randomId } from "#base/ids.ts";
import { limits } from "#base/limits.ts";
import { type Composition, composeLetter, type OutgoingFile } from "#mime/compose.ts";
import type { WrittenDate } from "#mime/dates.ts";
import { headerValue } from "#mime/header-value.ts";
import type { MailAddress } from "#mime/part.ts";
import { readBlob } from "../blobs.ts";
import type { Context } from "../context.ts";
import { invalidProperties, SetFailure } from "../errors.ts";
import type { JsonObject } from "../json.ts";
import type { Account } from "../mail-backend.ts";
import { date, id, unsigned } from "../method.ts";
import { type DraftHeaders, headersOf } from "./draft-headers.ts";
import type { NewLetter } from "./keep.ts";
import { flagsOf } from "./keywords.ts";
import { checkedKeywords, folderIdOf, trueKeys } from "./patch.ts";

const bodyPart = z.strictObject({
  partId: z.string().nullish(),
  blobId: id.nullish(),
  type: z.string().max(255).nullish(),
  name: z.string().max(1_000).nullish(),
  disposition: z.string().nullish(),
  cid: z.string().nullish(),
  charset: z.string().nullish(),
  size: unsigned.nullish(),
  language: z.unknown().optional(),
  location: z.unknown().optional(),
  get subParts() {
    return z.array(bodyPart).nullish();
  },
});
type DraftPart = z.infer<typeof bodyPart>;

const bodyValue = z.strictObject({
  value: z.string(),
  isEncodingProblem: z.literal(false).optional(),
  isTruncated: z.literal(false).optional(),
});

const draftShape = z.strictObject({
  mailboxIds: z.unknown(),
  keywords: z.unknown().optional(),
  receivedAt: date.nullish(),
  bodyStructure: bodyPart.nullish(),
  textBody: z.array(bodyPart).max(1).nullish(),
  htmlBody: z.array(bodyPart).max(1).nullish(),
  attachments: z.array(bodyPart).max(limits.mimeParts).nullish(),
  bodyValues: z.record(z.string(), bodyValue).nullish(),
});
type Draft = z.infer<typeof draftShape>;

/** Throws SetFailure for objects that describe no letter. */
export async function draftOf(context: Context, account: Account, object: JsonObject): Promise<NewLetter> {
  const { headers, rest } = headersOf(object);
  const parsed = draftShape.safeParse(rest);
  if (!parsed.success) {
    const names = parsed.error.issues.flatMap((one) =>
      one.code === "unrecognized_keys" ? one.keys : [one.path.join("/")],
    );
    throw invalidProperties([...new Set(names)], "These properties are missing, unknown or of a wrong type.");
  }
  const draft = parsed.data;
  const folders = trueKeys(draft.mailboxIds ?? {}, "mailboxIds").map((one) => folderIdOf(context, one));
  if (folders.length === 0) throw invalidProperties(["mailboxIds"], "An email lies in at least one mailbox.");
  const keywords = checkedKeywords(trueKeys(draft.keywords ?? {}, "keywords"));
  const content = await contentOf(account, draft);
  const bytes = compose(context, account, { ...headers, ...content });
  if (bytes.length > context.maxLetterBytes)
    throw new SetFailure({ type: "tooLarge", maxSize: context.maxLetterBytes });
  const receivedAtMs = draft.receivedAt ? Date.parse(draft.receivedAt) : context.nowMs;
  return { bytes, flags: flagsOf(keywords), folders, receivedAtMs };
}

type Content = Pick<Composition, "text" | "html" | "attachments">;

function compose(context: Context, account: Account, draft: DraftHeaders & Content): Buffer {
  const { urgency, replyBy, sentAt, messageId, extra, ...headers } = draft;
  const vendor = [
    ...(urgency === undefined || urgency === "normal" ? [] : [{ name: "Congvu-Urgency", value: urgency }]),
    ...(replyBy === undefined || replyBy === null ? [] : [{ name: "Congvu-Reply-By", value: replyBy }]),
  ];
  try {
    return composeLetter({
      ...headers,
      writesBcc: true,
      date: sentAt ?? writtenNow(context),
      messageId: messageId ?? `${randomId()}@${domainOf(headers.from, account)}`,
      extra: [...vendor, ...extra].map(({ name, value }) => ({ name, value: headerValue(value, name) })),
    });
  } catch (error) {
    if (!(error instanceof CongvuError) || error.code !== "invalid") throw error;
    throw invalidProperties(blamed(error.detail), error.detail ?? "Not writable.");
  }
}

/** The property a composer's refusal is about, as far as its words tell. */
const blamed = (detail: string | undefined): string[] =>
  detail?.includes("address") ? ["from", "to", "cc", "bcc", "replyTo"] : detail?.includes("subject") ? ["subject"] : [];

const domainOf = (from: readonly MailAddress[], account: Account): string => {
  const address = from[0]?.address ?? account.address;
  const domain = address.slice(address.lastIndexOf("@") + 1);
  return /^[a-z0-9.-]{1,253}$/i.test(domain) ? domain : account.address.slice(account.address.lastIndexOf("@") + 1);
};

/** The clock on the wall of the organization, for the Date field. */
function writtenNow(context: Context): WrittenDate {
  const here = Temporal.Instant.fromEpochMilliseconds(context.nowMs).toZonedDateTimeISO(context.zone);
  return { epochMs: context.nowMs, offsetMinutes: Math.round(here.offsetNanoseconds / 60e9) };
}

async function contentOf(account: Account, draft: Draft): Promise<Content> {
  const lists = [draft.textBody, draft.htmlBody, draft.attachments];
  if (draft.bodyStructure && lists.some((list) => list))
    throw invalidProperties(["bodyStructure"], "Either bodyStructure or the lists."); // RFC 8621 §4.6
  if (draft.bodyStructure) return fromStructure(account, draft, draft.bodyStructure);
  const text = onlyOf(draft, "textBody", "text/plain");
  const html = onlyOf(draft, "htmlBody", "text/html");
  return bodiesAndFiles(account, draft, { text, html, files: draft.attachments ?? [] });
}

interface Sorted {
  readonly text: DraftPart | null;
  readonly html: DraftPart | null;
  readonly files: readonly DraftPart[];
}

function onlyOf(draft: Draft, name: "textBody" | "htmlBody", type: string): DraftPart | null {
  const part = draft[name]?.[0] ?? null;
  if (part !== null && (part.type ?? type).toLowerCase() !== type) throw invalidProperties([name], `Must be ${type}.`);
  return part;
}

/** First text and first HTML that are written here are the bodies; all other leaves are files. */
function fromStructure(account: Account, draft: Draft, root: DraftPart): Promise<Content> {
  const leaves = leavesOf(root);
  const isBody = (part: DraftPart, type: string) => part.blobId == null && part.type?.toLowerCase() === type;
  const text = leaves.find((part) => isBody(part, "text/plain")) ?? null;
  const html = leaves.find((part) => isBody(part, "text/html")) ?? null;
  const files = leaves.filter((part) => part !== text && part !== html);
  return bodiesAndFiles(account, draft, { text, html, files });
}

const leavesOf = (part: DraftPart): DraftPart[] =>
  part.type?.toLowerCase().startsWith("multipart/") ? (part.subParts ?? []).flatMap(leavesOf) : [part];

async function bodiesAndFiles(account: Account, draft: Draft, { text, html, files }: Sorted): Promise<Content> {
  const missing: string[] = [];
  const attachments: OutgoingFile[] = [];
  for (const part of files) {
    const file = await fileOf(account, draft, part);
    if (file === null) missing.push(part.blobId ?? "");
    else attachments.push(file);
  }
  if (missing.length > 0) throw new SetFailure({ type: "blobNotFound", notFound: missing });
  return {
    text: text === null ? undefined : await textOf(account, draft, text),
    html: html === null ? undefined : await textOf(account, draft, html),
    attachments,
  };
}

async function textOf(account: Account, draft: Draft, part: DraftPart): Promise<string> {
  if (part.blobId != null && part.partId == null) {
    const blob = await readBlob(account, part.blobId);
    if (blob === null) throw new SetFailure({ type: "blobNotFound", notFound: [part.blobId] });
    return blob.bytes.toString();
  }
  const values = draft.bodyValues ?? {};
  const name = part.partId ?? "";
  const value = Object.hasOwn(values, name) ? values[name] : undefined;
  if (part.blobId != null || value === undefined)
    throw invalidProperties(["bodyValues"], "Each part has one of blobId, or a partId with its value.");
  return value.value;
}

/** Null = no such blob. */
async function fileOf(account: Account, draft: Draft, part: DraftPart): Promise<OutgoingFile | null> {
  const contentId = part.cid ?? undefined;
  const name = part.name ?? null;
  if (part.blobId == null) {
    const bytes = Buffer.from(await textOf(account, draft, part));
    return { name, type: part.type ?? "text/plain", bytes, contentId };
  }
  const blob = await readBlob(account, part.blobId);
  return blob && { name, type: part.type ?? blob.type, bytes: blob.bytes, contentId };
}
