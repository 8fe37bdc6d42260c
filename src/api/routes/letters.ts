// Letters as a browser shows and saves them: the body as a document of its own behind two walls (rebuilt HTML, strict
// headers), parts, all attachments at once, the exact source.

import type { Context } from "hono";
import { Hono } from "hono";
import { letterBytes } from "#jmap/blobs.ts";
import { numberOf } from "#jmap/ids.ts";
import type { Account, EmailNo } from "#jmap/mail-backend.ts";
import { bodyParts, leaves, type PartNode, partName, partTree } from "#mime/body-parts.ts";
import { headerText } from "#mime/headers.ts";
import { attachmentHeaders } from "#mime/html/attachment-headers.ts";
import { mailBodyDocument, mailBodyHeaders } from "#mime/html/document.ts";
import { safeFileName } from "#mime/html/file-name.ts";
import type { SafeHtml } from "#mime/html/safe-html.ts";
import { rebuildMailHtml } from "#mime/html/sanitize.ts";
import { plainTextToHtml } from "#mime/html/text-to-html.ts";
import { parseMessageIds } from "#mime/message-ids.ts";
import type { Letter } from "#mime/part.ts";
import { bodyText } from "#mime/plain-text.ts";
import { readLetter } from "#mime/read-letter.ts";
import { decodedBytes, decodedText } from "#mime/transfer-encoding.ts";
import { fetchPicture } from "#net/fetch-picture.ts";
import { AtOnce } from "../at-once.ts";
import { accountNamed } from "../jmap-session.ts";
import type { Env, HttpParts } from "../parts.ts";
import { HttpRefusal } from "../problem.ts";
import { isRemotePicture, remotePictureUrl } from "../remote-pictures.ts";
import { signedIn } from "../visitors.ts";
import { distinctNames, zipOf } from "../zip.ts";
import { bytesResponse } from "./blobs.ts";
import { visitorKey } from "./jmap.ts";

interface OpenLetter {
  readonly account: Account;
  readonly accountId: string;
  readonly emailId: string;
  readonly emailNo: EmailNo;
  readonly bytes: Buffer;
  readonly letter: Letter;
}

/** Pictures from outside that one session fetches at once: as many as a browser asks one host for. */
const picturesAtOnce = 8;

export function letterRoutes(parts: HttpParts): Hono<Env> {
  const pictures = new AtOnce(picturesAtOnce);
  const routes = new Hono<Env>();
  const guard = signedIn(parts);

  routes.get("/mail/body/:accountId/:emailId/:partId", guard, async (c) => {
    const opened = await openLetter(c, parts);
    const node = bodyNode(opened.letter, c.req.param("partId"));
    if (node === null) throw new HttpRefusal("not-found");
    await opened.account.mail.recordOpened(opened.emailNo, "web");
    return bodyResponse(opened, node, c.req.query("remote") === "1");
  });

  routes.get("/mail/remote/:accountId/:emailId", guard, async (c) => {
    const { accountId, emailId } = c.req.param();
    const address = c.req.query("u") ?? "";
    await accountNamed(parts, c.var.visitor, accountId);
    if (!isRemotePicture(`${accountId}/${emailId}`, address, c.req.query("k") ?? ""))
      throw new HttpRefusal("not-found");
    using slot = pictures.take(visitorKey(c.var.visitor));
    if (slot === null) throw new HttpRefusal("overloaded");
    const { type, bytes } = await (parts.fetchPicture ?? fetchPicture)(address);
    return bytesResponse(bytes, attachmentHeaders({ name: null, type, inline: true }));
  });

  routes.get("/mail/part/:accountId/:emailId/:partId", guard, async (c) => {
    const { bytes, letter } = await openLetter(c, parts);
    const node = leaves(partTree(letter)).find((one) => one.id === c.req.param("partId"));
    if (node === undefined) throw new HttpRefusal("not-found");
    const { part } = node;
    const inline = c.req.query("download") !== "1";
    const headers = attachmentHeaders({ name: partName(part), type: `${part.type}/${part.subtype}`, inline });
    return bytesResponse(decodedBytes(bytes, part), headers);
  });

  routes.get("/mail/zip/:accountId/:emailId", guard, async (c) => {
    const { bytes, letter, emailId } = await openLetter(c, parts);
    const files = bodyParts(letter).attachments;
    const names = distinctNames(files.map(({ part }) => safeFileName(partName(part))));
    const entries = files.map(({ part }, index) => ({ name: names[index] ?? "", bytes: decodedBytes(bytes, part) }));
    const archive = zipOf(entries, new Date(parts.clock.nowMs()));
    const name = `tep-dinh-kem-${emailId}.zip`;
    return bytesResponse(archive, attachmentHeaders({ name, type: "application/zip", inline: false }));
  });

  routes.get("/mail/source/:accountId/:emailId", guard, async (c) => {
    const { bytes, emailId } = await openLetter(c, parts);
    const headers = attachmentHeaders({ name: `${emailId}.eml.txt`, type: "text/plain", inline: false });
    return bytesResponse(bytes, headers);
  });
  return routes;
}

async function openLetter(c: Context<Env>, parts: HttpParts): Promise<OpenLetter> {
  const { accountId = "", emailId = "" } = c.req.param() as Record<string, string>;
  const account = await accountNamed(parts, c.var.visitor, accountId);
  const emailNo = numberOf("e", emailId) as EmailNo | null;
  const bytes = emailNo === null ? null : await letterBytes(account, emailNo);
  if (emailNo === null || bytes === null) throw new HttpRefusal("not-found");
  return { account, accountId, emailId, emailNo, bytes, letter: readLetter(bytes) };
}

/** "auto": the first HTML of the body, else its first text. Only text can be shown as a document. */
function bodyNode(letter: Letter, partId: string): PartNode | null {
  if (partId !== "auto") {
    const node = leaves(partTree(letter)).find((one) => one.id === partId);
    return node?.part.type === "text" ? node : null;
  }
  const { htmlBody, textBody } = bodyParts(letter);
  const texts = [...htmlBody, ...textBody].filter(({ part }) => part.type === "text");
  return texts.find(({ part }) => part.subtype === "html") ?? texts[0] ?? emptyBody(letter);
}

/** A letter without any text still has a body: an empty one. */
function emptyBody(letter: Letter): PartNode {
  const { root } = letter;
  const part = { ...root, type: "text", subtype: "plain", bodyStart: root.end, encoding: "7bit", children: [] };
  return { id: "0", part, children: [] };
}

function bodyResponse(opened: OpenLetter, node: PartNode, remote: boolean): Response {
  const { html, blocked } = node.part.subtype === "html" ? rebuilt(opened, node, remote) : plain(opened, node);
  const document = mailBodyDocument({ html, lang: "vi", remoteBlocked: blocked });
  return new Response(document, { headers: { ...mailBodyHeaders(), "Congvu-Remote-Blocked": String(blocked) } });
}

interface Shown {
  readonly html: SafeHtml;
  readonly blocked: number;
}

function plain({ bytes }: OpenLetter, { part }: PartNode): Shown {
  return { html: plainTextToHtml(decodedText(bytes, part)), blocked: 0 };
}

function rebuilt(opened: OpenLetter, node: PartNode, remote: boolean): Shown {
  const { bytes, letter, accountId, emailId } = opened;
  const byCid = new Map(leaves(partTree(letter)).flatMap((leaf) => cidEntry(bytes, leaf)));
  const resolveCid = (cid: string): string | null => {
    const partId = byCid.get(cid);
    return partId === undefined ? null : `/mail/part/${accountId}/${emailId}/${partId}`;
  };
  const remoteImage = (address: string): string => remotePictureUrl(`${accountId}/${emailId}`, address);
  const options = { resolveCid, allowRemoteImages: remote, remoteImage };
  const result = rebuildMailHtml(decodedText(bytes, node.part), options);
  if (!result.tooComplex) return { html: result.html, blocked: result.blockedRemote };
  return { html: plainTextToHtml(bodyText(bytes, letter)), blocked: 0 };
}

function cidEntry(bytes: Buffer, { id, part }: PartNode): [string, string][] {
  const [cid] = parseMessageIds(headerText(bytes, part, "content-id") ?? "");
  return id === null || cid === undefined ? [] : [[cid, id]];
}
