// Replies as octets (RFC 1939 §3).
import { stuffed } from "./dot-stuffing.ts";
import type { Output } from "./output.ts";

export function writeStatus(output: Output, { ok, text }: { ok: boolean; text: string }): void {
  output.line(`${ok ? "+OK" : "-ERR"} ${text}`);
}

/** Characters of a listing turned into octets at once. */
const listingCharacters = 16 * 1024;

/** Lines must be ASCII and not begin with a dot. */
export async function writeListing(output: Output, lines: Iterable<string>): Promise<void> {
  let text = "";
  for (const line of lines) {
    text += `${line}\r\n`;
    if (text.length < listingCharacters) continue;
    output.put(Buffer.from(text));
    text = "";
    if (output.full) await output.flush();
    if (output.closed) return;
  }
  output.put(Buffer.from(`${text}.\r\n`));
}

export async function writeLetter(output: Output, letter: Buffer): Promise<void> {
  for (const piece of stuffed(letter)) {
    output.put(piece);
    if (output.full) await output.flush();
    if (output.closed) return;
  }
}
