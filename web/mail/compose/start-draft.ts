// Turns a wish (new, reply, forward, open a draft) into a draft ready to be written on.
import type { Formats } from "../../i18n/format.ts";
import type { Translate } from "../../i18n/text.ts";
import { call } from "../../jmap/client.ts";
import { identitiesQuery, type Office } from "../../jmap/office.ts";
import {
  type BodyPart,
  detailProperties,
  type EmailAddress,
  type GetResult,
  type LetterDetail,
  partProperties,
} from "../../jmap/types.ts";
import { ownAddresses } from "../own-addresses.ts";
import type { Wish } from "./desk.ts";
import type { Draft, DraftFile } from "./draft.ts";
import { escapeText, htmlOfText, splitQuote, toEditor } from "./html.ts";
import { parseRecipients, type Recipient } from "./recipients.ts";
import { type Addressees, forwardSubject, replySubject, replyTo, replyToAll, threadHeaders } from "./reply.ts";

interface Tools {
  readonly office: Office;
  readonly t: Translate;
  readonly formats: Formats;
  /** Plain text put under one's own letters. */
  readonly signature: (accountId: string) => string;
}

export async function startDraft(key: string, wish: Wish, tools: Tools): Promise<Draft> {
  if (wish.kind === "again") return wish.draft;
  const blank = await blankDraft(key, wish.accountId, tools);
  if (wish.kind === "new") {
    return { ...blank, to: wish.to ? parseRecipients(wish.to, tools.office.me.organization.domain) : [] };
  }
  if (wish.kind === "draft") return storedDraft(blank, wish.emailId);
  if (wish.kind === "forward") return forward(blank, wish.letter, tools);
  return answer(blank, { letter: wish.letter, all: wish.kind === "reply-all" }, tools);
}

async function blankDraft(key: string, accountId: string, { office, signature }: Tools): Promise<Draft> {
  const account = office.account(accountId);
  const identities = await office.queries.ensureQueryData(identitiesQuery(accountId)).catch(() => []);
  const identity = identities.find(({ email }) => email === account?.address) ?? identities[0];
  const signed = signature(accountId).trim();
  return {
    key,
    accountId,
    from: { name: identity?.name ?? account?.name ?? null, email: identity?.email ?? account?.address ?? "" },
    identityId: identity?.id ?? null,
    to: [],
    cc: [],
    bcc: [],
    subject: "",
    urgency: "normal",
    replyBy: null,
    html: signed ? `<div><br></div><div><br></div>${htmlOfText(signed)}` : "<div><br></div>",
    quote: null,
    files: [],
    inReplyTo: [],
    references: [],
    origin: null,
    serverId: null,
  };
}

const recipients = (list: readonly EmailAddress[] | null): Recipient[] =>
  (list ?? []).map(({ name, email }) => ({ name, email, valid: true }));

async function answer(
  blank: Draft,
  { letter, all }: { letter: LetterDetail; all: boolean },
  tools: Tools,
): Promise<Draft> {
  const account = tools.office.account(blank.accountId);
  const own = account ? ownAddresses(tools.office, account) : [];
  const who: Addressees = all ? replyToAll(letter, own) : replyTo(letter, own);
  const body = await bodyOf(blank.accountId, letter.id);
  const sender = letter.from?.[0];
  const line = tools.t("quote.line", {
    time: tools.formats.full(new Date(letter.sentAt ?? letter.receivedAt)),
    name: sender ? (sender.name ? `${sender.name} <${sender.email}>` : sender.email) : "",
  });
  return {
    ...blank,
    to: recipients(who.to),
    cc: recipients(who.cc),
    subject: replySubject(letter.subject),
    quote: `<div>${escapeText(line)}</div><blockquote style="${quoteStyle}">${body.html}</blockquote>`,
    files: filesOf(body.inline, true),
    ...threadHeaders(letter),
    origin: { kind: "reply", emailId: letter.id },
  };
}

const quoteStyle = "margin: 0 0 0 8px; padding-left: 12px; border-left: 2px solid #b4bdc9";

/** Everything the letter carried goes along, a PDF marked inline too (C13). */
async function forward(blank: Draft, letter: LetterDetail, { t, formats }: Tools): Promise<Draft> {
  const body = await bodyOf(blank.accountId, letter.id);
  const names = (list: readonly EmailAddress[] | null): string =>
    (list ?? []).map(({ name, email }) => (name ? `${name} <${email}>` : email)).join(", ");
  const rows: [string, string][] = [
    [t("field.from"), names(letter.from)],
    [t("field.time"), formats.full(new Date(letter.sentAt ?? letter.receivedAt))],
    [t("field.subject"), letter.subject ?? ""],
    [t("field.to"), names(letter.to)],
    [t("field.cc"), names(letter.cc)],
  ];
  const head = rows
    .filter(([, value]) => value)
    .map(([label, value]) => `<div><b>${escapeText(label)}:</b> ${escapeText(value)}</div>`)
    .join("");
  return {
    ...blank,
    subject: forwardSubject(letter.subject),
    urgency: letter.urgency,
    quote: `<div>${escapeText(t("quote.forwarded"))}</div>${head}<div><br></div>${body.html}`,
    files: [...filesOf(body.inline, true), ...filesOf(body.attached, false)],
    references: threadHeaders(letter).references,
    origin: { kind: "forward", emailId: letter.id },
  };
}

async function storedDraft(blank: Draft, emailId: string): Promise<Draft> {
  const body = await bodyOf(blank.accountId, emailId);
  const { letter } = body;
  const { own, quote } = splitQuote(body.html);
  return {
    ...blank,
    from: letter.from?.[0] ?? blank.from,
    to: recipients(letter.to),
    cc: recipients(letter.cc),
    bcc: recipients(letter.bcc),
    subject: letter.subject ?? "",
    urgency: letter.urgency,
    replyBy: letter.replyBy,
    html: own || "<div><br></div>",
    quote,
    files: [...filesOf(body.inline, true), ...filesOf(body.attached, false)],
    inReplyTo: letter.inReplyTo ?? [],
    references: letter.references ?? [],
    serverId: emailId,
  };
}

interface Body {
  readonly letter: LetterDetail;
  /** Cleaned, pictures of the letter shown from their parts. */
  readonly html: string;
  readonly inline: readonly BodyPart[];
  readonly attached: readonly BodyPart[];
}

type WithBody = LetterDetail & {
  readonly htmlBody: readonly BodyPart[];
  readonly bodyValues: Readonly<Record<string, { readonly value: string }>>;
};

async function bodyOf(accountId: string, emailId: string): Promise<Body> {
  const args = {
    accountId,
    ids: [emailId],
    properties: [...detailProperties, "htmlBody", "bodyValues"],
    bodyProperties: partProperties,
    fetchHTMLBodyValues: true,
  };
  const letter = (await call([["Email/get", args, "get"]])).of<GetResult<WithBody>>("get").list[0];
  if (!letter) throw new Error("the letter is gone");
  const raw = letter.htmlBody.map((part) => partHtml(part, letter.bodyValues[part.partId ?? ""]?.value ?? "")).join("");
  const pictures = letter.attachments.filter((part) => part.cid !== null && part.type.startsWith("image/"));
  const used = pictures.filter((part) => raw.includes(`cid:${part.cid}`));
  const html = toEditor(raw, (cid) => {
    const part = used.find((one) => one.cid === cid);
    return part?.blobId ? downloadUrl(accountId, part.blobId, part.type) : null;
  });
  return { letter, html, inline: used, attached: letter.attachments.filter((part) => !used.includes(part)) };
}

function partHtml(part: BodyPart, value: string): string {
  if (part.type === "text/html") return value;
  return part.type.startsWith("text/") ? htmlOfText(value) : "";
}

export const downloadUrl = (accountId: string, blobId: string, type: string): string =>
  `/jmap/download/${encodeURIComponent(accountId)}/${encodeURIComponent(blobId)}/anh?type=${encodeURIComponent(type)}`;

function filesOf(parts: readonly BodyPart[], inline: boolean): DraftFile[] {
  return parts
    .filter((part) => part.blobId !== null)
    .map((part) => ({
      key: part.blobId ?? "",
      name: part.name ?? (part.type === "message/rfc822" ? "thu.eml" : "tep"),
      type: part.type,
      size: part.size,
      blobId: part.blobId,
      progress: 1,
      failed: false,
      cid: inline ? part.cid : null,
    }));
}
