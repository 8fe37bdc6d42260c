// Names of attachments. A name comes from a stranger and ends on an official's Windows disk: it never names a path, a
// device or a second extension that cannot be seen (B11).
import { fold } from "#base/fold.ts";

const fallback = "tep-dinh-kem";
const bytesAtMost = 200;
/** U+061C, U+200B to U+200F, U+202A to U+202E, U+2060 to U+2069, U+FEFF: not seen, but they reorder or glue. */
const invisible = /[\0-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/g;
const notInNames = /[<>:"|?*]/g; // what Windows refuses
const device = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9\u00b9\u00b2\u00b3])$/i;

/** A name safe to save under: `"../../x.pdf"` → `"x.pdf"`. Never empty, at most 200 octets of UTF-8, NFC. */
export function safeFileName(name: string | null): string {
  const visible = (name ?? "").toWellFormed().normalize("NFC").replace(invisible, "");
  const last = visible.slice(Math.max(visible.lastIndexOf("/"), visible.lastIndexOf("\\")) + 1);
  const clean = shorten(trimEnds(last.replace(notInNames, "_")));
  if (clean === "") return fallback;
  // Windows takes "con.txt" and "con .txt" for the device as well.
  const stem = clean.split(".", 1)[0]?.trim() ?? "";
  return device.test(stem) ? `_${clean}` : clean;
}

/** Windows drops dots and spaces at the end; at the front a dot hides the file elsewhere. */
function trimEnds(name: string): string {
  let start = 0;
  let end = name.length;
  while (start < end && isDotOrSpace(name.charAt(start))) start++;
  while (end > start && isDotOrSpace(name.charAt(end - 1))) end--;
  return name.slice(start, end);
}

const isDotOrSpace = (character: string): boolean => character === "." || character.trim() === "";

/** Cuts the stem, not the extension. */
function shorten(name: string): string {
  if (Buffer.byteLength(name) <= bytesAtMost) return name;
  const dot = name.lastIndexOf(".");
  const extension = dot > 0 && name.length - dot <= 16 ? name.slice(dot) : "";
  const room = bytesAtMost - Buffer.byteLength(extension);
  let stem = "";
  let used = 0;
  for (const character of name.slice(0, name.length - extension.length)) {
    used += Buffer.byteLength(character);
    if (used > room) break;
    stem += character;
  }
  return trimEnds(stem + extension);
}

/** `Content-Disposition` with a name for all readers (RFC 6266 §4.3, App. D) and its full form (RFC 8187 §3.2). */
export function contentDisposition(kind: "inline" | "attachment", name: string | null): string {
  const safe = safeFileName(name);
  const plain = asciiName(safe);
  const full = plain === safe ? "" : `; filename*=UTF-8''${extendedValue(safe)}`;
  return `${kind}; filename="${plain}"${full}`;
}

/** Without diacritics where folding knows the letter, `_` elsewhere. `%` would be decoded by some browsers. */
function asciiName(name: string): string {
  let out = "";
  for (const character of name) {
    const folded = /^[\x20-\x7e]$/.test(character) ? character : fold(character);
    const cased = character === character.toLowerCase() ? folded : folded.toUpperCase();
    out += /^[\x20-\x7e]+$/.test(cased) ? cased : "_";
  }
  return out.replace(/["\\%]/g, "_");
}

/** RFC 8187 §3.2.1: attr-char stays, every other octet of UTF-8 is percent-encoded. */
function extendedValue(name: string): string {
  return encodeURIComponent(name).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
