// Header fields as lines: folding (RFC 5322 §2.2.3), encoded-words (RFC 2047), address lists, message identifiers.
import { CongvuError } from "#base/errors.ts";
import { asciiDomain, quoteLocal, splitMailbox } from "../address.ts";
import { encodeWords } from "../encoded-words.ts";
import { type HeaderValue, headerValue } from "../header-value.ts";
import type { MailAddress } from "../part.ts";

const columns = 76;
const fieldName = /^[!-9;-~]{1,70}$/;
const foldedSpace = "\r\n ";

/** A field of free text: as it is where every reader understands it, else as encoded-words. */
export function textField(name: string, value: HeaderValue): string {
  if (!fieldName.test(name)) throw new CongvuError("invalid", "header field name");
  const room = columns - name.length - 2;
  return `${name}: ${isPlain(value) ? foldWords(value.split(" "), room) : encodeWords(value, foldedSpace, room)}\r\n`;
}

/** Printable ASCII that survives folding and is taken for no encoded-word. */
function isPlain(text: string): boolean {
  if (text === "") return true;
  return !/[^ -~]|=\?| {2}|^ | $|[^ ]{900}/.test(text);
}

/** Words joined by spaces, with line breaks where the line would grow past 76 columns. */
function foldWords(words: readonly string[], firstRoom: number): string {
  let out = "";
  let room = firstRoom;
  for (const [index, word] of words.entries()) {
    if (index > 0) {
      out += word.length + 1 > room ? foldedSpace : " ";
      room = word.length + 1 > room ? columns - 1 : room - 1;
    }
    out += word;
    const lineStart = word.lastIndexOf("\n"); // a display name may bring its own folds
    room = lineStart === -1 ? room - word.length : columns - (word.length - lineStart - 1);
  }
  return out;
}

/** "" when the list is empty: an empty field is no field. */
export function addressField(name: string, addresses: readonly MailAddress[]): string {
  if (addresses.length === 0) return "";
  const items = addresses.map((address, index) => writeMailbox(address) + (index < addresses.length - 1 ? "," : ""));
  return `${name}: ${foldWords(items, columns - name.length - 2)}\r\n`;
}

/** `Name <local@domain>`. Throws `invalid` unless the address is an RFC 5321 mailbox and the name has no controls. */
export function writeMailbox({ name, address }: MailAddress): string {
  const parts = splitMailbox(address.normalize("NFC"));
  const domain = parts === null ? null : asciiDomain(parts.domain);
  if (parts === null || domain === null) throw new CongvuError("invalid", "mail address");
  const written = `${quoteLocal(parts.local)}@${domain}`;
  const phrase = writePhrase(headerValue(name ?? "", "display name").trim());
  return phrase === "" ? written : `${phrase} <${written}>`;
}

function writePhrase(name: string): string {
  if (/^[\w!#$%&'*+/=?^`{|}~-]+(?: [\w!#$%&'*+/=?^`{|}~-]+)*$/.test(name) && isShort(name)) return name;
  if (name === "" || (!/[^ -~]/.test(name) && isShort(name))) {
    return name === "" ? "" : `"${name.replace(/["\\]/g, "\\$&")}"`;
  }
  return encodeWords(name, foldedSpace, 60);
}

const isShort = (name: string): boolean => name.length <= 60 && !name.includes("=?");

/** What may stand between the brackets of an identifier. */
export const isMessageId = (id: string): boolean => /^[!-;=?-~]{1,500}$/.test(id);

/** Identifiers of other letters that could not be written again are left out: they were never good for threading. */
export function idsField(name: string, ids: readonly string[]): string {
  const written = ids.filter(isMessageId).map((id) => `<${id}>`);
  return written.length === 0 ? "" : `${name}: ${foldWords(written, columns - name.length - 2)}\r\n`;
}
