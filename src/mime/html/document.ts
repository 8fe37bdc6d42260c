// The document a letter's body is shown in, and the headers it is served with (architecture.md "Mail bodies with one
// host"). The headers are a wall of their own: with the rebuilding taken away they still let no script run and nothing
// load from elsewhere, and the rebuilt HTML is harmless without them; tests/html takes each away in turn.
import { escapeAttribute, escapeText } from "./escape.ts";
import type { SafeHtml } from "./safe-html.ts";

export interface MailBodyDocument {
  /** From `rebuildMailHtml` or `plainTextToHtml`; goes in as it is. */
  readonly html: SafeHtml;
  /** Language of the interface, as BCP 47 writes it: "vi", "en". */
  readonly lang: string;
  /** Title of the frame for those who hear the page. */
  readonly title?: string;
  /** `blockedRemote`, for the page around the frame to read from `documentElement.dataset.remoteBlocked`. */
  readonly remoteBlocked?: number;
}

/** Our own rules only; a letter brings none. Wide tables scroll, long words break, missing pictures show as a box. */
const styleSheet = `
html{color-scheme:light;background:#fff;font-size:16px}
body{margin:0;padding:12px 16px;overflow-x:auto;overflow-wrap:anywhere;color:#1b1f24;
font:1rem/1.5 "Be Vietnam Pro","Segoe UI",Roboto,"Noto Sans",Arial,sans-serif}
table{overflow-wrap:break-word}
img{max-width:100%;object-fit:contain}
img:not([src]){display:inline-block;min-width:16px;min-height:16px;overflow:hidden;background:#eef1f4;
outline:1px dashed #6b7785;outline-offset:-1px;color:#47515c;font-size:.875rem}
a{color:#0b57a4}
a:focus-visible{outline:3px solid #0b57a4;outline-offset:2px}
pre{white-space:pre-wrap;font-family:ui-monospace,Consolas,"Liberation Mono",monospace}
blockquote{margin:.5em 0;padding:0 0 0 .9em;border-left:3px solid #c3ccd6}
@media print{body{padding:0}a{color:inherit}table{page-break-inside:auto}tr,img{page-break-inside:avoid}}
`.trim();

/** The whole document. */
export function mailBodyDocument({ html, lang, title, remoteBlocked }: MailBodyDocument): string {
  const blocked = remoteBlocked === undefined ? "" : ` data-remote-blocked="${remoteBlocked}"`;
  return `<!DOCTYPE html>
<html lang="${escapeAttribute(lang)}"${blocked}><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>${escapeText(title ?? "")}</title>
<style>${styleSheet}</style></head><body>${html}</body></html>`;
}

export interface MailBodyHeaderOptions {
  /** The origin whose pages may frame the body; default: only our own. Named where `web.content_origin` is another host. */
  readonly frameAncestor?: string;
}

/** What the frame element and the response both allow: measuring its height, and links that open a new page. */
export const mailBodySandbox = "allow-same-origin allow-popups allow-popups-to-escape-sandbox";

/** Response headers of a mail body. Never `allow-scripts`. */
export function mailBodyHeaders({ frameAncestor = "'self'" }: MailBodyHeaderOptions = {}): Record<string, string> {
  return {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy": [
      "default-src 'none'",
      "img-src 'self' data:",
      "style-src 'unsafe-inline'",
      "base-uri 'none'",
      "form-action 'none'",
      `sandbox ${mailBodySandbox}`,
      `frame-ancestors ${frameAncestor}`,
    ].join("; "),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-DNS-Prefetch-Control": "off", // looking up the host of a link already tells its owner (C07)
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "private, no-cache",
  };
}
