// EmailBodyValue (RFC 8621 §4.1.4): text of a part, charset undone, line ends as LF, cut at a whole character.
import type { PartNode } from "#mime/body-parts.ts";
import { readText } from "#mime/transfer-encoding.ts";

export interface BodyValue {
  readonly value: string;
  readonly isEncodingProblem: boolean;
  readonly isTruncated: boolean;
}

/** `maxBytes` counts octets of UTF-8; 0 = no limit. */
export function bodyValue(bytes: Buffer, { part }: PartNode, maxBytes: number): BodyValue {
  const { text, problem } = readText(bytes, part);
  const whole = text.replaceAll("\r\n", "\n");
  const value = cut(whole, maxBytes, part.subtype === "html");
  return { value, isEncodingProblem: problem, isTruncated: value.length < whole.length };
}

function cut(text: string, maxBytes: number, isHtml: boolean): string {
  if (maxBytes === 0 || text.length * 3 <= maxBytes) return text;
  const octets = Buffer.from(text);
  if (octets.length <= maxBytes) return text;
  let end = maxBytes;
  while (end > 0 && ((octets[end] ?? 0) & 0xc0) === 0x80) end--; // never inside a character
  const kept = octets.toString("utf8", 0, end);
  return isHtml ? beforeOpenTag(kept) : kept;
}

/** A cut inside a tag would make the rest of the page part of it (RFC 8621 §4.1.4). */
function beforeOpenTag(html: string): string {
  const open = html.lastIndexOf("<");
  return open > html.lastIndexOf(">") ? html.slice(0, open) : html;
}
