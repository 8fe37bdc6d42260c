// Response headers of an attachment, or of any stored bytes a stranger chose (B12). Whatever the bytes are, they never
// act as a page of ours: sandboxed, not sniffed, downloaded; only four kinds of picture may be shown in place. A PDF is
// downloaded too: browsers' viewers follow its links and scripts differ; the reader shows PDFs through a viewer of ours.
import { contentDisposition } from "./file-name.ts";

export interface AttachmentRequest {
  /** As the letter gave it, decoded. */
  readonly name: string | null;
  /** `type/subtype` as the letter claims it. */
  readonly type: string;
  /** The reader asked to see it, not to keep it. */
  readonly inline: boolean;
}

/** Shown in place when asked for. */
const pictures = new Map([
  ["image/png", "image/png"],
  ["image/jpeg", "image/jpeg"],
  ["image/jpg", "image/jpeg"], // Outlook for Mac
  ["image/pjpeg", "image/jpeg"],
  ["image/gif", "image/gif"],
  ["image/webp", "image/webp"],
]);

/** Types told to the browser as they are; it only saves them. Everything else is octets. */
const passive = new Set(
  `text/plain text/csv text/calendar application/pdf application/zip application/rtf application/msword
  application/vnd.ms-excel application/vnd.ms-powerpoint application/vnd.rar application/x-7z-compressed
  image/tiff image/bmp image/heic audio/mpeg audio/wav video/mp4`.split(/\s+/),
);
const officeType = /^application\/vnd\.(?:openxmlformats-officedocument|oasis\.opendocument)\.[a-z0-9.-]{1,80}$/;

export function attachmentHeaders({ name, type, inline }: AttachmentRequest): Record<string, string> {
  const claimed = type.trim().toLowerCase();
  const picture = pictures.get(claimed);
  return {
    "Content-Type": picture ?? (isPassive(claimed) ? claimed : "application/octet-stream"),
    "Content-Disposition": contentDisposition(inline && picture ? "inline" : "attachment", name),
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "private, no-cache",
  };
}

const isPassive = (type: string): boolean => passive.has(type) || officeType.test(type);
