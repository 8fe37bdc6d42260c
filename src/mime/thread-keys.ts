// Threading keys: letters that share one belong to the same thread (RFC 8621 §3 asks for a shared message identifier and
// the same base subject). A key is the first 48 bits of a hash over both, so that the store compares integers.
// The base subject is that of RFC 5256 §2.1, with the prefixes that Vietnamese programs write, folded without diacritics.
import { hash } from "node:crypto";
import { fold } from "#base/fold.ts";
import type { LetterSummary } from "./part.ts";

/** Ancestors named in References that count, newest first in time. */
const mostReferences = 20;

/** Keys of the letter's own identifier and of those it answers; no duplicates. */
export function threadKeys(
  summary: Pick<LetterSummary, "messageId" | "inReplyTo" | "references" | "subject">,
): number[] {
  const subject = baseSubject(summary.subject ?? "");
  const ids = [...summary.messageId, ...summary.inReplyTo, ...summary.references.slice(-mostReferences)];
  return [...new Set(ids)].map((id) => keyOf(id, subject));
}

function keyOf(id: string, subject: string): number {
  return Number.parseInt(hash("sha256", `${id}\0${subject}`, "hex").slice(0, 12), 16);
}

/** After folding: "Trả lời:" and "Chuyển tiếp:" and their short forms stand beside RFC 5256's re, fw, fwd. */
const replyPrefix = /^(?:re|fwd?|tra loi|chuyen tiep|tl|ct) ?(?:\[[^[\]]*\] ?)?:/;
const blob = /^\[[^[\]]*\] ?/;
const longestSubject = 1_000;

/** RFC 5256 §2.1 on the folded subject: the text that answers and forwards share. */
export function baseSubject(subject: string): string {
  let text = fold(subject.slice(0, longestSubject).normalize("NFC")).replace(/\s+/g, " ").trim();
  for (;;) {
    const before = text;
    text = withoutTrailer(text);
    text = withoutLeader(text);
    const forwarded = /^\[fwd: ?(.*)\]$/.exec(text); // step 6
    if (forwarded !== null) text = (forwarded[1] ?? "").trim();
    if (text === before) return text;
  }
}

/** Step 2: "(fwd)" at the end. */
function withoutTrailer(text: string): string {
  let end = text.length;
  while (text.endsWith("(fwd)", end)) end = text.slice(0, end - 5).trimEnd().length;
  return text.slice(0, end);
}

/** Steps 3 to 5: reply and forward marks, each perhaps behind a [blob]; a blob alone goes when text is left. */
function withoutLeader(text: string): string {
  const bare = text.replace(blob, "");
  const mark = replyPrefix.exec(text) ?? replyPrefix.exec(bare);
  if (mark !== null) return (replyPrefix.test(text) ? text : bare).slice(mark[0].length).trimStart();
  return bare === "" ? text : bare;
}
