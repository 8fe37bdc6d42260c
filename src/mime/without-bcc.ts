// The Bcc field never leaves with the letter (RFC 5322 §3.6.3, RFC 8621 §7.5): one letter goes to all recipients here, so
// one that stays would show every hidden name to everyone. All other octets stay as they are.
import { afterField, fieldsNamed } from "./headers.ts";
import type { Part } from "./part.ts";

/** `root`: the letter's own part, or one read of its header alone. The same buffer when there is nothing to take out. */
export function withoutBcc(bytes: Buffer, root: Part): Buffer {
  const fields = fieldsNamed(root, "bcc");
  if (fields.length === 0) return bytes;
  const pieces: Buffer[] = [];
  let at = 0;
  for (const field of fields) {
    pieces.push(bytes.subarray(at, field.start));
    at = afterField(bytes, field);
  }
  return Buffer.concat([...pieces, bytes.subarray(at)]);
}
