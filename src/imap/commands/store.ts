// STORE and UID STORE (RFC 9051 §6.4.6, UNCHANGEDSINCE of RFC 7162 §3.1.3)
import type { FlagStore, Picture } from "../backend.ts";
import type { Call, Command } from "../context.ts";
import { expectStoreFlags } from "../flags.ts";
import { no, ok, Refusal, type Reply } from "../replies.ts";
import { expectSequenceSet, indexOfUid, type SequenceSet, setText } from "../sequence-set.ts";
import { indexesOf, selectedOf } from "../targets.ts";

interface Request extends Omit<FlagStore, "uids"> {
  readonly set: SequenceSet;
  readonly isSilent: boolean;
}

export const store: Command = {
  state: "selected",
  mayExpunge: false,
  run: async (call) => {
    const { session, uid } = call;
    const selected = selectedOf(call);
    const request = expectRequest(call);
    if (selected.readOnly) throw new Refusal("READ-ONLY", "The mailbox is open read-only");
    if (request.unchangedSince !== undefined) session.condstore = true; // RFC 7162 §3.1
    await selected.sync(session, { mayExpunge: false });
    const told = await selected.picture();
    const indexes = indexesOf(await selected.resolve(request.set, uid));
    if (indexes.length === 0) return ok("STORE done");
    const uids = indexes.map((index) => told.uids[index] ?? 0);
    const { mode, flags, unchangedSince } = request;
    const { modified } = await selected.view.storeFlags({
      uids,
      mode,
      flags,
      ...(unchangedSince !== undefined && { unchangedSince }),
    });
    const silent = request.isSilent ? { mode, flags } : undefined;
    const gone = await selected.tellFlags(session, { told, indexes, mayExpunge: uid, withUid: uid, silent });
    if (modified.length > 0) return ok("Some were changed meanwhile", modifiedCode(told, modified, uid));
    return replyOf(gone, uid);
  },
};

function expectRequest({ cursor }: Call): Request {
  cursor.expectSpace();
  const set = expectSequenceSet(cursor);
  cursor.expectSpace();
  let unchangedSince: number | undefined;
  if (cursor.peek() === 0x28) {
    cursor.expectList(() => {
      if (!cursor.takeWord("UNCHANGEDSINCE")) cursor.fail("UNCHANGEDSINCE");
      cursor.expectSpace();
      unchangedSince = cursor.expectNumber64();
    });
    cursor.expectSpace();
  }
  const mode = cursor.take("+") ? "add" : cursor.take("-") ? "remove" : "set";
  const name = cursor.expectName("FLAGS");
  if (name !== "FLAGS" && name !== "FLAGS.SILENT") cursor.fail("FLAGS");
  cursor.expectSpace();
  const flags = expectStoreFlags(cursor);
  cursor.expectEnd();
  const isSilent = name === "FLAGS.SILENT";
  return { set, mode, flags, isSilent, ...(unchangedSince !== undefined && { unchangedSince }) };
}

/** Uids for UID STORE, sequence numbers for STORE. */
function modifiedCode(told: Picture, modified: readonly number[], uid: boolean): string {
  const sorted = [...modified].sort((a, b) => a - b);
  return `MODIFIED ${setText(uid ? sorted : sorted.map((each) => indexOfUid(told, each) + 1))}`;
}

function replyOf(gone: number, uid: boolean): Reply {
  if (gone > 0 && !uid) return no("Some of the messages no longer exist", "EXPUNGEISSUED");
  return ok("STORE done");
}
