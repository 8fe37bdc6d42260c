// SEARCH and UID SEARCH (RFC 9051 §6.4.4; ESEARCH, SEARCHRES)
import type { Call, Command } from "../context.ts";
import { ok, Refusal } from "../replies.ts";
import { findMessages } from "../search/evaluate.ts";
import { expectSearchKeys, keysOf, type SearchKey } from "../search/keys.ts";
import { esearchLine, kept, type ReturnOptions, searchLine, takeReturn } from "../search/result.ts";
import { merge } from "../sequence-set.ts";
import { BadCommand, type Cursor } from "../syntax.ts";
import { selectedOf } from "../targets.ts";

export const search: Command = {
  state: "selected",
  mayExpunge: false,
  run: async (call) => {
    const { session, cursor } = call;
    const selected = selectedOf(call);
    cursor.expectSpace();
    const options = takeReturn(cursor);
    takeCharset(cursor, session.utf8Accept);
    const key = expectSearchKeys(cursor, { maxDepth: session.door.limits.imapDepth });
    const withModSeq = keysOf(key, "modseq").length > 0;
    if (withModSeq) session.condstore = true; // RFC 7162 §3.1
    await selected.sync(session, { mayExpunge: false });
    const indexes = await run(call, key, options);
    const told = await selected.picture();
    const found = { told, selected, indexes, withModSeq };
    if (options?.save) {
      selected.saved = merge(kept(indexes, options).flatMap((index) => [told.uids[index] ?? 0, told.uids[index] ?? 0]));
    }
    if (!options && !session.rev2) session.output.write(searchLine(call, found));
    else if (!options || !isSaveOnly(options)) session.output.write(esearchLine(call, found, options ?? everything));
    return ok("SEARCH done");
  },
};

const everything: ReturnOptions = { min: false, max: false, all: true, count: false, save: false };

/** SAVE alone asks for no answer (RFC 5182 §2.1). */
const isSaveOnly = ({ min, max, all, count, save }: ReturnOptions): boolean => save && !min && !max && !all && !count;

/** A search that fails leaves "$" empty (RFC 9051 §6.4.4.1). */
async function run(call: Call, key: SearchKey, options: ReturnOptions | null): Promise<number[]> {
  const selected = selectedOf(call);
  let isDone = false;
  try {
    const indexes = await findMessages(call.session, selected, key);
    isDone = true;
    return indexes;
  } finally {
    if (!isDone && options?.save) selected.saved = [];
  }
}

/** Text is UTF-8, of which US-ASCII is a part (RFC 9051 §6.4.4); after ENABLE UTF8=ACCEPT saying so is an error (RFC 6855 §3). */
function takeCharset(cursor: Cursor, isForbidden: boolean): void {
  if (!cursor.takeWord("CHARSET")) return;
  if (isForbidden) throw new BadCommand("CHARSET is not allowed with UTF8=ACCEPT");
  cursor.expectSpace();
  const name = cursor.expectText("a charset").toUpperCase();
  if (name !== "UTF-8" && name !== "US-ASCII") throw new Refusal("BADCHARSET (UTF-8 US-ASCII)", "Unknown charset");
  cursor.expectSpace();
}
