// Message identifiers (RFC 5322 §3.6.4): opaque text between angle brackets. Identifiers are compared octet for octet and
// given without the brackets; folding that senders put inside is dropped.
import { cleanText } from "./encoded-words.ts";

/** Longest identifier kept; longer ones name nothing that another letter refers to. */
const longestId = 998;

/**
 * The identifiers of an unfolded Message-ID, In-Reply-To or References value, in order, at most `most` counted from the
 * end. A value without any brackets counts as one identifier when it is a single word: old senders leave them off.
 */
export function parseMessageIds(value: string, most = 100): string[] {
  const ids: string[] = [];
  for (let open = value.indexOf("<"); open !== -1; ) {
    const close = value.indexOf(">", open + 1);
    if (close === -1) break;
    const inner = value.lastIndexOf("<", close);
    addId(ids, value.slice(inner + 1, close));
    open = value.indexOf("<", close + 1);
  }
  const bare = value.trim();
  if (ids.length === 0 && bare !== "" && !/[\s<>]/.test(bare)) addId(ids, bare);
  return ids.slice(-most);
}

function addId(ids: string[], text: string): void {
  const id = cleanText(text.replace(/[ \t\r\n]/g, ""));
  if (id !== "" && id.length <= longestId) ids.push(id);
}
