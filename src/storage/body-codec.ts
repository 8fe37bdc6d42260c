// How stored bytes look at rest, the same in the database and in files: an 8-octet header, then the coded bytes.
//   octet 0 version (1) · octet 1 codec (0 as is, 1 zstd) · octets 2-3 dictionary id (0 none) · octets 4-7 key id (0 plain)
// Version, dictionary and key stand there from day one, so that encryption at rest and trained dictionaries need no rewrite.
import { hash } from "node:crypto";
import { constants, zstdCompressSync, zstdDecompressSync } from "node:zlib";
import { CongvuError } from "#base/errors.ts";
import { limits } from "#base/limits.ts";

const headerBytes = 8;
const version = 1;
const codecs = { plain: 0, zstd: 1 } as const;
/** Below this, compression saves less than a page and costs a call. */
const smallestCompressed = 512;
/** Level 1: 4 KB letters at 40,000/s a core; higher levels gain a few percent of such small texts. */
const params = { [constants.ZSTD_c_compressionLevel]: 1 };

/** Bytes as they are kept. Incompressible ones are kept plain. */
export function encodeBody(bytes: Buffer): Buffer {
  const packed = bytes.length >= smallestCompressed ? compressSmall(bytes) : bytes;
  const compressed = packed.length < bytes.length;
  return Buffer.concat([bodyHeader(compressed), compressed ? packed : bytes]);
}

/** Telling zstd the size and Node how much room the answer needs halves the cost of a small text (55 to 31 µs for 4 KB). */
export const compressSmall = (bytes: Buffer): Buffer =>
  zstdCompressSync(bytes, { params, pledgedSrcSize: bytes.length, chunkSize: Math.max(1_024, bytes.length) });

/** The 8 octets in front of coded bytes. */
export function bodyHeader(compressed: boolean): Buffer {
  const header = Buffer.alloc(headerBytes);
  header[0] = version;
  header[1] = compressed ? codecs.zstd : codecs.plain;
  return header;
}

/** The exact bytes back. Throws `body-damaged` when header, length or SHA-256 are not what was stored. */
export function decodeBody(stored: Buffer, expected: { hash: Uint8Array; size: number }): Buffer {
  const bytes = unpack(stored, expected.size);
  if (bytes.length !== expected.size || !hash("sha256", bytes, "buffer").equals(expected.hash)) {
    throw new CongvuError("body-damaged", "hash differs");
  }
  return bytes;
}

function unpack(stored: Buffer, size: number): Buffer {
  if (stored.length < headerBytes || stored[0] !== version) throw new CongvuError("body-damaged", "unknown header");
  const content = stored.subarray(headerBytes);
  if (stored[1] === codecs.plain) return content;
  if (stored[1] !== codecs.zstd) throw new CongvuError("body-damaged", "unknown codec");
  try {
    return zstdDecompressSync(content, { maxOutputLength: Math.min(size + 1, limits.messageBytes * 2) });
  } catch {
    throw new CongvuError("body-damaged", "does not unpack");
  }
}

/** First 48 bits of a SHA-256 as a number SQLite and JavaScript both hold exactly. */
export const hashKey = (digest: Uint8Array): number =>
  Buffer.from(digest.buffer, digest.byteOffset, 6).readUIntBE(0, 6);
