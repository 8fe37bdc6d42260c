// COPY (RFC 9051 §6.4.7) and MOVE (§6.4.8) with COPYUID. All of the messages go or none; those expunged meanwhile by
// another session are left out (RFC 2180 §4.4.1).
import type { Copied } from "../backend.ts";
import type { Call, Command } from "../context.ts";
import { expectMailboxName, findMailbox } from "../mailbox-lookup.ts";
import { ok, Refusal } from "../replies.ts";
import { expectSequenceSet, setText } from "../sequence-set.ts";
import { selectedOf, uidsOfRanges } from "../targets.ts";

interface Plan {
  readonly uids: readonly number[];
  readonly target: number;
}

export const copy: Command = {
  state: "selected",
  run: async (call) => {
    const { uids, target } = await plan(call);
    const copied = uids.length > 0 ? await selectedOf(call).view.copy(uids, target) : null;
    return ok("COPY done", copied ? copyUid(copied) : undefined);
  },
};

export const move: Command = {
  state: "selected",
  run: async (call) => {
    const selected = selectedOf(call);
    const { uids, target } = await plan(call);
    if (selected.readOnly) throw new Refusal("READ-ONLY", "The mailbox is open read-only");
    if (target === selected.view.mailbox) throw new Refusal("CANNOT", "The messages are there already");
    const moved = uids.length > 0 ? await selected.view.move(uids, target) : null;
    const code = moved && copyUid(moved);
    if (code) call.session.output.write(`* OK [${code}] Moved\r\n`); // before the EXPUNGEs (RFC 6851 §4.3)
    await selected.sync(call.session, { mayExpunge: true, afterWrite: true });
    return ok("MOVE done");
  },
};

async function plan(call: Call): Promise<Plan> {
  const { cursor, uid } = call;
  cursor.expectSpace();
  const set = expectSequenceSet(cursor);
  const name = expectMailboxName(call);
  cursor.expectEnd();
  const selected = selectedOf(call);
  const uids = uidsOfRanges(await selected.picture(), await selected.resolve(set, uid));
  const target = await findMailbox(call, name, "TRYCREATE");
  return { uids, target: target.id };
}

/** Nothing to say when nothing was there to copy. */
function copyUid({ uidValidity, pairs }: Copied): string | undefined {
  if (pairs.length === 0) return undefined;
  return `COPYUID ${uidValidity} ${setText(pairs.map(([from]) => from))} ${setText(pairs.map(([, to]) => to))}`;
}
