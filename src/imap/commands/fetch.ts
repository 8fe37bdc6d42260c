// FETCH and UID FETCH (RFC 9051 §6.4.5, CHANGEDSINCE of RFC 7162 §3.1.4)
import { errorCatalogue } from "#base/errors.ts";
import type { Picture } from "../backend.ts";
import { flagBits } from "../backend.ts";
import type { Call, Command } from "../context.ts";
import { expectFetchPlan, type FetchPlan, planOf } from "../fetch/items.ts";
import { type FetchOutcome, respond } from "../fetch/respond.ts";
import { no, ok, type Reply } from "../replies.ts";
import type { Selected } from "../selected.ts";
import { expectSequenceSet } from "../sequence-set.ts";
import { indexesOf, selectedOf } from "../targets.ts";

export const fetch: Command = {
  state: "selected",
  mayExpunge: false,
  run: async (call) => {
    const { session, cursor, uid } = call;
    const selected = selectedOf(call);
    cursor.expectSpace();
    const set = expectSequenceSet(cursor);
    cursor.expectSpace();
    const parsed = expectFetchPlan(cursor, uid ? ["UID"] : []);
    const changedSince = cursor.take(" ") ? expectModifiers(call) : null;
    cursor.expectEnd();
    const plan = withModSeq(parsed, changedSince !== null);
    if (plan.items.some(({ kind }) => kind === "MODSEQ")) session.condstore = true; // RFC 7162 §3.1
    await selected.sync(session, { mayExpunge: false });
    const told = await selected.picture();
    selected.tellKeywords(told, session.output);
    const all = indexesOf(await selected.resolve(set, uid));
    const indexes = changedSince === null ? all : all.filter((index) => modSeqOf(selected, told, index) > changedSince);
    const outcome = await respond({ session, selected, told, indexes, plan });
    if (plan.setsSeen && outcome.read.length > 0) await markSeen(call, told, outcome.read);
    return replyOf(outcome);
  },
};

const modSeqOf = (selected: Selected, told: Picture, index: number): number => {
  const now = selected.latest(told, index);
  return now.picture.modSeqs[now.index] ?? 0;
};

/** fetch-modifiers = SP "(" fetch-modifier *(SP fetch-modifier) ")" */
function expectModifiers({ cursor }: Call): number {
  const [since] = cursor.expectList(() => {
    if (!cursor.takeWord("CHANGEDSINCE")) cursor.fail("CHANGEDSINCE");
    cursor.expectSpace();
    return cursor.expectNumber64();
  });
  return since ?? cursor.fail("CHANGEDSINCE");
}

function withModSeq(plan: FetchPlan, wanted: boolean): FetchPlan {
  if (!wanted || plan.items.some(({ kind }) => kind === "MODSEQ")) return plan;
  return planOf([...plan.items, { kind: "MODSEQ" }], plan.setsSeen);
}

/** The letters were read: \Seen and the record of it, told after the octets have left (RFC 9051 §6.4.5). */
async function markSeen(call: Call, told: Picture, read: readonly number[]): Promise<void> {
  const { session } = call;
  const selected = selectedOf(call);
  session.output.flush();
  const opened = Promise.all(read.map((index) => selected.view.recordOpened(told.emailNos[index] ?? 0)));
  const unseen = read.filter((index) => {
    const now = selected.latest(told, index);
    return !((now.picture.bits[now.index] ?? 0) & flagBits.seen);
  });
  if (unseen.length > 0 && !selected.readOnly) {
    const uids = unseen.map((index) => told.uids[index] ?? 0);
    await selected.view.storeFlags({ uids, mode: "add", flags: { bits: flagBits.seen, keywords: [] } });
    await selected.tellFlags(session, { told, indexes: unseen, mayExpunge: call.uid });
  }
  await opened;
}

function replyOf({ gone, damaged }: FetchOutcome): Reply {
  if (damaged > 0) return no(errorCatalogue["body-damaged"].en, "SERVERBUG");
  if (gone > 0) return no("Some of the messages no longer exist", "EXPUNGEISSUED"); // RFC 9051 §7.1
  return ok("FETCH done");
}
