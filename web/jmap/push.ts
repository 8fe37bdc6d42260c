// New mail without reload: the event stream says which accounts changed, sync asks what. Where the stream falls silent,
// every account is asked once a minute instead.
import { reachable } from "./connection.ts";
import type { Office } from "./office.ts";
import { joinStream } from "./push-stream.ts";
import { type Arrived, sync } from "./sync.ts";

const pollMs = 60_000;
/** Pings come once a minute; a little later the stream counts as silent. */
const silentMs = pollMs + 15_000;

/** Returns the way to stop. */
export function startPush(office: Office, arrived: Arrived): () => void {
  let lastWordAt = 0;
  const changed = (accountId: string): void => {
    office.refreshOutbox(accountId);
    sync(office, accountId, arrived).catch(() => {});
  };
  const all = (): void => {
    for (const { accountId } of office.me.mailboxes) changed(accountId);
  };
  const leave = joinStream((news) => {
    lastWordAt = Date.now();
    reachable.set(true);
    if (news.kind === "changed") for (const id of news.accounts) if (office.account(id)) changed(id);
  });
  const poll = window.setInterval(() => {
    if (Date.now() - lastWordAt > silentMs) all();
  }, pollMs);
  const wake = (): void => {
    if (document.visibilityState === "visible") all();
  };
  window.addEventListener("online", all);
  document.addEventListener("visibilitychange", wake);
  return () => {
    leave();
    clearInterval(poll);
    window.removeEventListener("online", all);
    document.removeEventListener("visibilitychange", wake);
  };
}
