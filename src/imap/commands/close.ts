// CLOSE and UNSELECT (RFC 9051 §6.4.1, §6.4.2): CLOSE expunges silently, in a read-write mailbox only.
import type { Call, Command } from "../context.ts";
import { ok, type Reply } from "../replies.ts";

export const close: Command = { state: "selected", run: (call) => leave(call, true) };
export const unselect: Command = { state: "selected", run: (call) => leave(call, false) };

async function leave({ session, cursor }: Call, expunges: boolean): Promise<Reply> {
  cursor.expectEnd();
  const selected = session.selected;
  session.selected = null;
  using view = selected?.view;
  if (expunges && selected && !selected.readOnly) await view?.expunge(null);
  return ok(expunges ? "CLOSE done" : "UNSELECT done");
}
