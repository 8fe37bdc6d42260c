// EXPUNGE (RFC 9051 §6.4.3) and UID EXPUNGE (§6.4.9); the session writes the EXPUNGE responses.
import type { Command } from "../context.ts";
import { ok, Refusal } from "../replies.ts";
import { expectSequenceSet } from "../sequence-set.ts";
import { selectedOf, uidsOfRanges } from "../targets.ts";

export const expunge: Command = {
  state: "selected",
  run: async (call) => {
    const { session, cursor, uid } = call;
    const selected = selectedOf(call);
    if (uid) cursor.expectSpace();
    const set = uid ? expectSequenceSet(cursor) : null;
    cursor.expectEnd();
    if (selected.readOnly) throw new Refusal("READ-ONLY", "The mailbox is open read-only");
    const uids = set && uidsOfRanges(await selected.picture(), await selected.resolve(set, true));
    if (uids === null || uids.length > 0) await selected.view.expunge(uids);
    await selected.sync(session, { mayExpunge: true, afterWrite: true });
    return ok("EXPUNGE done", session.condstore ? `HIGHESTMODSEQ ${selected.modSeq}` : undefined);
  },
};
