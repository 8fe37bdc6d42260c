// Blobs (RFC 8620 §6): bytes by id within one mailbox. Uploads, whole letters and parts of letters.

import { CongvuError } from "#base/errors.ts";
import { leaves, partName, partTree } from "#mime/body-parts.ts";
import { readLetter } from "#mime/read-letter.ts";
import { decodedBytes } from "#mime/transfer-encoding.ts";
import { type BlobRef, blobRefOf } from "./ids.ts";
import type { Account, EmailNo } from "./mail-backend.ts";

export interface Blob {
  readonly bytes: Buffer;
  readonly type: string;
  readonly name: string | null;
}

/** Null = no such blob in this mailbox. */
export async function readBlob(account: Account, blobId: string): Promise<Blob | null> {
  const ref = blobRefOf(blobId);
  if (ref === null) return null;
  let blob = await baseOf(account, ref);
  for (const section of ref.sections) blob = blob === null ? null : partOf(blob.bytes, section);
  return blob;
}

async function baseOf(account: Account, { base }: BlobRef): Promise<Blob | null> {
  if (base.kind === "upload") {
    const upload = await account.mail.upload(base.id);
    return upload === null ? null : { ...upload, name: null };
  }
  const bytes = await letterBytes(account, base.emailNo as EmailNo);
  return bytes === null ? null : { bytes, type: "message/rfc822", name: null };
}

/** One part of a letter, its transfer encoding undone; null = no such leaf. */
export function partOf(bytes: Buffer, partId: string): Blob | null {
  const node = leaves(partTree(readLetter(bytes))).find((one) => one.id === partId);
  if (node === undefined) return null;
  const { part } = node;
  return { bytes: decodedBytes(bytes, part), type: `${part.type}/${part.subtype}`, name: partName(part) };
}

/** Bytes of a letter that lies somewhere in the mailbox. */
export async function letterBytes(account: Account, emailNo: EmailNo): Promise<Buffer | null> {
  const places = (await account.mail.placementsOf([emailNo])).get(emailNo) ?? [];
  if (places.length === 0) return null;
  try {
    return await account.mail.body(emailNo);
  } catch (error) {
    if (error instanceof CongvuError && error.code === "not-found") return null;
    throw error;
  }
}
