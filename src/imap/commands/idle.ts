// IDLE (RFC 9051 §6.3.13): news is written as soon as a commit touches the account, until the client says DONE.
import type { Command, ImapSession } from "../context.ts";
import { ok } from "../replies.ts";
import type { Selected } from "../selected.ts";
import { BadCommand } from "../syntax.ts";

export const idle: Command = {
  state: "authenticated",
  run: async ({ session, cursor }) => {
    cursor.expectEnd();
    session.output.write("+ Idling\r\n");
    const pushing = session.selected ? push(session, session.selected) : null;
    try {
      const line = await session.readLine(64);
      if (line.toString("latin1").toUpperCase() !== "DONE") throw new BadCommand("Expected DONE");
    } finally {
      await pushing?.stop();
    }
    return ok("IDLE done");
  },
};

/** One writer at a time; changes that come meanwhile are written in the next round. */
function push(session: ImapSession, selected: Selected): { stop(): Promise<void> } {
  const { view } = selected;
  let round: Promise<void> | null = null;
  const write = async () => {
    while (view.changed && view.wake) {
      await selected.sync(session, { mayExpunge: true });
      session.output.flush();
      if (session.output.isFull) await session.output.drained();
    }
  };
  view.wake = () => {
    round ??= write()
      .catch((error: unknown) => session.fail(error))
      .finally(() => {
        round = null;
      });
  };
  if (view.changed) view.wake();
  return {
    stop: async () => {
      view.wake = null;
      await round;
    },
  };
}
