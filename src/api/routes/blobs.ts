// Uploads and downloads (RFC 8620 §6). A download is always an attachment in a sandbox: its bytes are a stranger's.
import { Hono } from "hono";
import { limits } from "#base/limits.ts";
import { readBlob } from "#jmap/blobs.ts";
import { uploadBlobId } from "#jmap/ids.ts";
import type { Account } from "#jmap/mail-backend.ts";
import { attachmentHeaders } from "#mime/html/attachment-headers.ts";
import type { AtOnce } from "../at-once.ts";
import { declaredLength, readBody } from "../body.ts";
import { accountNamed } from "../jmap-session.ts";
import type { Env, HttpParts, RouteContext } from "../parts.ts";
import { HttpRefusal } from "../problem.ts";
import { signedIn } from "../visitors.ts";
import { visitorKey } from "./jmap.ts";

const mediaType = /^[\w!#$&^.+-]{1,127}\/[\w!#$&^.+-]{1,127}$/;

export function blobRoutes(parts: HttpParts, atOnce: AtOnce): Hono<Env> {
  const routes = new Hono<Env>();

  routes.post("/jmap/upload/:accountId/", signedIn(parts), async (c) => {
    using slot = atOnce.take(visitorKey(c.var.visitor));
    if (slot === null) throw new HttpRefusal("overloaded");
    const account = await accountNamed(parts, c.var.visitor, c.req.param("accountId"));
    const bytes = await receive(c, account);
    const type = uploadType(c);
    const upload = await account.mail.saveUpload({ type, bytes });
    return c.json({ accountId: account.id, blobId: uploadBlobId(upload.id), type, size: bytes.length }, 201);
  });

  routes.get("/jmap/download/:accountId/:blobId/:name", signedIn(parts), async (c) => {
    const account = await accountNamed(parts, c.var.visitor, c.req.param("accountId"));
    const blob = await readBlob(account, c.req.param("blobId"));
    if (blob === null) throw new HttpRefusal("not-found");
    const asked = c.req.query("type") ?? "";
    const type = mediaType.test(asked) ? asked : blob.type;
    return bytesResponse(blob.bytes, attachmentHeaders({ name: c.req.param("name"), type, inline: false }));
  });
  return routes;
}

/** Room is claimed before the first octet is taken, as much as may come. */
async function receive(c: RouteContext, account: Account): Promise<Buffer> {
  using _room = account.claimRoom(Math.min(declaredLength(c) ?? limits.uploadBytes, limits.uploadBytes));
  return await readBody(c, limits.uploadBytes);
}

function uploadType(c: RouteContext): string {
  const [type] = (c.req.header("content-type") ?? "").split(";");
  const claimed = (type ?? "").trim().toLowerCase();
  return mediaType.test(claimed) ? claimed : "application/octet-stream";
}

/** Stored bytes under the headers given. */
export const bytesResponse = (bytes: Buffer, headers: Record<string, string>): Response =>
  new Response(new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length) as Uint8Array<ArrayBuffer>, {
    headers: { ...headers, "Content-Length": String(bytes.length) },
  });
