// Addresses in mail HTML: which may be followed, which may be shown, written anew from their parts.
// WHATWG URL §4.4 (what browsers strip), RFC 6068 (mailto), RFC 3966 (tel), RFC 2392 (cid), RFC 2397 (data).
// A relative address is refused: it would point into our own site.
import { htmlLimits } from "./limits.ts";

export interface ImageOptions {
  /** Our own address for a part of the same letter, or null when the letter has no such part. */
  readonly resolveCid: (cid: string) => string | null;
  readonly allowRemoteImages: boolean;
  /** Our proxy's address for a remote one. Without it remote images stay blocked even where they are allowed. */
  readonly remoteImage?: (url: string) => string;
}

export type ImageSource =
  | { readonly kind: "shown"; readonly src: string }
  | { readonly kind: "blocked" } // remote: needs the reader's consent
  | { readonly kind: "refused" };

/** What a browser reads: no tab, CR or LF anywhere, no control or space at either end (WHATWG URL §4.4). */
function asBrowserReads(address: string): string {
  const joined = /[\t\n\r]/.test(address) ? address.replace(/[\t\n\r]/g, "") : address;
  let start = 0;
  let end = joined.length;
  while (start < end && joined.charCodeAt(start) <= 0x20) start++;
  while (end > start && joined.charCodeAt(end - 1) <= 0x20) end--;
  return joined.slice(start, end);
}

/** `"HTTP://x"` → `["http", "//x"]`; without a scheme `["", address]`. */
function splitScheme(address: string): [scheme: string, rest: string] {
  const colon = address.indexOf(":");
  const scheme = colon > 0 && colon <= 16 ? address.slice(0, colon) : "";
  return /^[A-Za-z][A-Za-z0-9+.-]*$/.test(scheme) ? [scheme.toLowerCase(), address.slice(colon + 1)] : ["", address];
}

/** The canonical address a link may lead to, or null. */
export function linkTarget(written: string): string | null {
  if (written.length > htmlLimits.url) return null;
  const address = asBrowserReads(written);
  const [scheme, rest] = splitScheme(address);
  if (scheme === "http" || scheme === "https") return webAddress(address);
  if (scheme === "mailto") return mailAddress(rest);
  if (scheme === "tel") return phoneNumber(rest);
  return isProtocolRelative(address) ? webAddress(`https:${address}`) : null;
}

const isProtocolRelative = (address: string): boolean => /^[/\\]{2}/.test(address);

function webAddress(address: string): string | null {
  const url = URL.parse(address);
  if (url === null || url.hostname === "") return null;
  // "https://mof.gov.vn@evil.example" only serves to deceive.
  url.username = "";
  url.password = "";
  return url.href;
}

const mailFields = new Set(["to", "cc", "subject", "body"]); // never bcc, attach or other fields: RFC 6068 §7

/** RFC 6068 §2: addresses and the harmless fields only, each decoded and encoded again. */
function mailAddress(rest: string): string | null {
  const withoutFragment = rest.split("#", 1)[0] ?? "";
  const question = withoutFragment.indexOf("?");
  const addresses = (question < 0 ? withoutFragment : withoutFragment.slice(0, question)).split(",");
  const to = addresses.map((part) => recoded(part, "")).filter((part) => part !== "" && part !== null);
  const fields: string[] = [];
  for (const field of question < 0 ? [] : withoutFragment.slice(question + 1).split("&")) {
    const equals = field.indexOf("=");
    const name = field.slice(0, Math.max(equals, 0)).toLowerCase();
    const value = mailFields.has(name) ? recoded(field.slice(equals + 1), name) : null;
    if (value) fields.push(`${name}=${value}`);
  }
  if (to.length === 0 && fields.length === 0) return null;
  return `mailto:${to.join(",")}${fields.length > 0 ? `?${fields.join("&")}` : ""}`;
}

/** Percent-decoded, line ends (but in a body) and other controls turned to spaces, percent-encoded again. */
function recoded(part: string, field: string): string | null {
  try {
    const text = decodeURIComponent(part.trim());
    const clean = text.replace(field === "body" ? /[\0-\x09\x0b\x0c\x0e-\x1f\x7f]/g : /[\0-\x1f\x7f]+/g, " ");
    return encodeURIComponent(clean.toWellFormed()).replaceAll("%40", "@");
  } catch {
    return null; // not UTF-8 behind the percent signs
  }
}

function phoneNumber(rest: string): string | null {
  const digits = decodedOrAsWritten(rest).replace(/[^0-9+*#().-]/g, "");
  return /[0-9]/.test(digits) && digits.length <= 40 ? `tel:${digits.replaceAll("#", "%23")}` : null;
}

function decodedOrAsWritten(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** True where loading the address would tell another host about the reader. */
export function isRemote(written: string): boolean {
  const address = asBrowserReads(written.slice(0, 256));
  const [scheme] = splitScheme(address);
  return scheme === "http" || scheme === "https" || scheme === "ftp" || isProtocolRelative(address);
}

/** What to do with the `src` of an image. */
export function imageSource(written: string, options: ImageOptions): ImageSource {
  const [scheme] = splitScheme(asBrowserReads(written.slice(0, 256)));
  if (scheme === "data") return dataImage(written);
  if (written.length > htmlLimits.url) return { kind: "refused" };
  if (scheme === "cid") {
    const [, contentId] = splitScheme(asBrowserReads(written));
    const src = options.resolveCid(decodedOrAsWritten(contentId)); // RFC 2392 §2: percent-encoded Content-ID
    return src === null ? { kind: "refused" } : { kind: "shown", src };
  }
  const target = isRemote(written) ? linkTarget(written) : null;
  if (target === null) return { kind: "refused" };
  if (!options.allowRemoteImages || !options.remoteImage) return { kind: "blocked" };
  return { kind: "shown", src: options.remoteImage(target) };
}

const rasterTypes = new Map([
  ["png", "png"],
  ["jpeg", "jpeg"],
  ["jpg", "jpeg"], // Outlook for Mac writes image/jpg
  ["gif", "gif"],
  ["webp", "webp"],
]);

/** Only `data:image/<raster>;base64,<base64>`, without parameters; SVG is a document, not a picture. */
function dataImage(written: string): ImageSource {
  if (written.length > htmlLimits.dataImage) return { kind: "refused" };
  const comma = written.indexOf(",");
  const head = /^data:image\/([a-z]+);base64$/i.exec(asBrowserReads(written.slice(0, Math.max(comma, 0))));
  const type = rasterTypes.get(head?.[1]?.toLowerCase() ?? "");
  const data = written.slice(comma + 1).replace(/[\t\n\r\x20]/g, "");
  if (!type || !/^[A-Za-z0-9+/]+={0,2}$/.test(data)) return { kind: "refused" };
  return { kind: "shown", src: `data:image/${type};base64,${data}` };
}
