// Bodies on their way in and out: small ones ride in the unit of work, large ones become files first.
import { promisify } from "node:util";
import { constants, zstdCompress } from "node:zlib";
import { CongvuError } from "#base/errors.ts";
import { limits } from "#base/limits.ts";
import type { LetterFacts } from "#mail/ports.ts";
import type { BodyFiles } from "../blobs-fs/body-files.ts";
import { bodyHeader, decodeBody } from "../body-codec.ts";
import type { BodyInput, LetterInput } from "./operations/placing.ts";
import type { Statements } from "./statements.ts";

const compress = promisify(zstdCompress);
const options = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };

/** What the unit carries of the bytes. A body past the database's limit is a durable file when this resolves. */
export async function prepareBody(
  files: BodyFiles,
  body: { organization: number; hash: Uint8Array; receivedHash: Uint8Array; bytes: Buffer },
): Promise<BodyInput> {
  const { organization, bytes } = body;
  const common = { organization, hash: body.hash, receivedHash: body.receivedHash, size: bytes.length };
  // A copy of its own: a view into a shared pool would cross the thread border with the whole pool.
  if (bytes.length <= limits.bodyInDatabaseBytes) {
    return { ...common, raw: new Uint8Array(bytes), encoded: null, file: null };
  }
  const packed = await compress(bytes, options);
  const smaller = packed.length < bytes.length;
  const stored = Buffer.concat([bodyHeader(smaller), smaller ? packed : bytes]);
  if (stored.length <= limits.bodyInDatabaseBytes) {
    return { ...common, raw: null, encoded: new Uint8Array(stored), file: null };
  }
  return { ...common, raw: null, encoded: null, file: await files.write(organization, body.hash, stored) };
}

/** The letter as plain data for the writer, and the buffers given away with it. */
export async function prepareLetter(
  files: BodyFiles,
  organization: number,
  letter: LetterFacts,
): Promise<{ input: LetterInput; transfer: ArrayBuffer[] }> {
  const body = await prepareBody(files, { organization, ...letter });
  const { summary } = letter;
  const input = {
    ...body,
    envelope: letter.envelope,
    structure: letter.structure,
    summary: JSON.stringify(summary),
    hasAttachment: summary.hasAttachment,
    urgency: summary.urgency,
    threadKeys: letter.threadKeys,
  };
  return { input, transfer: transferOf(body) };
}

export const transferOf = (body: BodyInput): ArrayBuffer[] =>
  [body.raw, body.encoded].flatMap((bytes) => (bytes ? [bytes.buffer as ArrayBuffer] : []));

interface BodyRow {
  readonly hash: Uint8Array;
  readonly size: number;
  readonly file: string | null;
  readonly data: Uint8Array | null;
}

/** Exact stored bytes of a body row; throws `body-damaged` when they are not what was stored. */
export async function readBody(sql: Statements, files: BodyFiles, body: number): Promise<Buffer> {
  const row = sql.get<BodyRow>("SELECT hash, size, file, data FROM body WHERE id = ?1", body);
  if (!row) throw new CongvuError("body-damaged", "no body row");
  const stored = row.data
    ? Buffer.from(row.data.buffer, row.data.byteOffset, row.data.byteLength)
    : await files.read(row.file ?? "").catch(() => {
        throw new CongvuError("body-damaged", "no body file");
      });
  return decodeBody(stored, row);
}
