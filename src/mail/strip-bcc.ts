// The Bcc field never leaves with the letter (RFC 5322 §3.6.3, RFC 8621 §7.5). All other bytes stay as they are.
import { afterField, fieldsNamed } from "#mime/headers.ts";
import { readLetter } from "#mime/read-letter.ts";

/** The same buffer when there is nothing to strip. */
export function withoutBcc(bytes: Buffer): Buffer {
  const fields = fieldsNamed(readLetter(bytes).root, "bcc");
  if (fields.length === 0) return bytes;
  const pieces: Buffer[] = [];
  let at = 0;
  for (const field of fields) {
    pieces.push(bytes.subarray(at, field.start));
    at = afterField(bytes, field);
  }
  return Buffer.concat([...pieces, bytes.subarray(at)]);
}
