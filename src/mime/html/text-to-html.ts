// A plain text body as HTML for the same frame: white space kept, addresses as links, quoted lines as quotations
// (RFC 3676 §4.5 counts the ">"; format=flowed is not joined here, lines stay as they were sent).
// What it writes is in the language of sanitize.ts: rebuilding it changes nothing, and a test holds that.
import { linkStart } from "./attributes.ts";
import { escapeText, withoutControls } from "./escape.ts";
import { htmlLimits } from "./limits.ts";
import { linkify } from "./linkify.ts";
import { asSafeHtml, type SafeHtml } from "./safe-html.ts";

/** The content of <body> for a plain text. Linear; the string is final. */
export function plainTextToHtml(text: string): SafeHtml {
  let out = '<div style="white-space:pre-wrap">';
  let depth = 0;
  let lineBefore = false;
  for (const written of withoutControls(text.replace(/\r\n?|\f/g, "\n")).split("\n")) {
    const line = unquote(written);
    const change = line.depth - depth;
    if (change > 0) out += "<blockquote>".repeat(change);
    else if (change < 0) out += "</blockquote>".repeat(-change);
    else if (lineBefore) out += "\n";
    out += linkedText(line.text);
    depth = line.depth;
    lineBefore = true;
  }
  return asSafeHtml(`${out}${"</blockquote>".repeat(depth)}</div>`.toWellFormed());
}

/** `"> > text"` → depth 2, "text". */
function unquote(line: string): { depth: number; text: string } {
  let depth = 0;
  let position = 0;
  while (line[position] === ">" || (depth > 0 && line.startsWith(" >", position))) {
    position += line[position] === ">" ? 1 : 2;
    depth++;
  }
  if (depth > 0 && line[position] === " ") position++;
  return { depth: Math.min(depth, htmlLimits.quoteDepth), text: line.slice(position) };
}

function linkedText(text: string): string {
  let out = "";
  for (const piece of linkify(text)) {
    const content = escapeText(piece.text);
    out += piece.href === null ? content : `${linkStart(piece.href)}${content}</a>`;
  }
  return out;
}
