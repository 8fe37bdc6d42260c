// Parameters of Content-Type and Content-Disposition on the way out: plain where ASCII, else RFC 2231 sections cut between
// characters, with a plain ASCII file name beside them for readers that know none of it.
import { CongvuError } from "#base/errors.ts";
import { headerValue } from "../header-value.ts";

const sectionLength = 60;
/** Longest file name, octets of UTF-8: its sections stay well below the parameters a reader takes. */
const longestName = 900;

/** `; filename=…` pieces, each on a line of its own. */
export function fileNameParameters(fileName: string): string {
  const name = headerValue(fileName, "file name");
  if (Buffer.byteLength(name) > longestName) throw new CongvuError("invalid", "file name too long");
  const fallback = asciiName(name);
  const plain = `;\r\n filename="${shortened(fallback)}"`;
  if (fallback === name && name.length <= sectionLength && !name.includes("=?")) return plain;
  return plain + extendedParameter("filename", name);
}

/** Vietnamese without its marks, anything else beyond ASCII and the two signs that quoting trips over as `_`. */
function asciiName(name: string): string {
  const bare = name
    .normalize("NFD")
    .replace(/\p{Mn}/gu, "")
    .replace(/đ/g, "d")
    .replace(/Đ/g, "D");
  return bare.replace(/[^ -~]|["\\]/gu, "_");
}

/** The extension is what old readers choose a program by. */
function shortened(name: string): string {
  if (name.length <= sectionLength) return name;
  const extension = /\.[A-Za-z0-9]{1,8}$/.exec(name)?.[0] ?? "";
  return name.slice(0, sectionLength - extension.length) + extension;
}

/** RFC 2231 §4: `name*=UTF-8''…`, in sections when long. */
function extendedParameter(name: string, value: string): string {
  const sections: string[] = [];
  let section = "UTF-8''";
  for (const letter of value) {
    const encoded = percentEncoded(letter);
    if (section.length + encoded.length > sectionLength) {
      sections.push(section);
      section = "";
    }
    section += encoded;
  }
  sections.push(section);
  if (sections.length === 1) return `;\r\n ${name}*=${sections[0]}`;
  return sections.map((text, index) => `;\r\n ${name}*${index}*=${text}`).join("");
}

/** attribute-char of RFC 2231 §7 stays, all else is octets in hexadecimal. */
function percentEncoded(letter: string): string {
  if (/^[\w!#$&+.^`{|}~-]$/.test(letter)) return letter;
  let out = "";
  for (const octet of Buffer.from(letter)) out += `%${octet.toString(16).toUpperCase().padStart(2, "0")}`;
  return out;
}
