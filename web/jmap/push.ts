// New mail without reload: the event stream (RFC 8620 §7.3) says which accounts changed, sync asks what. Where the
// stream fails, every account is asked once a minute instead.
import { reachable } from "./connection.ts";
import type { Office } from "./office.ts";
import { type Arrived, sync } from "./sync.ts";

const pollMs = 60_000;
const retryMs = 10_000;

/** Starts both; returns the way to stop them. `submissions` is told of accounts whose outgoing letters changed. */
export function startPush(office: Office, arrived: Arrived, submissions: (accountId: string) => void): () => void {
  let source: EventSource | null = null;
  let lastWordAt = 0;
  let retry: number | undefined;

  const changed = (accountId: string): void => {
    submissions(accountId);
    sync(office, accountId, arrived).catch(() => {});
  };
  const all = (): void => {
    for (const { accountId } of office.me.mailboxes) changed(accountId);
  };

  const open = (): void => {
    source?.close();
    source = new EventSource("/jmap/eventsource?types=*&closeafter=no&ping=60");
    source.addEventListener("open", () => {
      lastWordAt = Date.now();
      reachable.set(true);
    });
    source.addEventListener("ping", () => {
      lastWordAt = Date.now();
    });
    source.addEventListener("state", (event: MessageEvent<string>) => {
      lastWordAt = Date.now();
      for (const accountId of changedAccounts(event.data)) changed(accountId);
    });
    source.addEventListener("error", () => {
      if (source?.readyState !== EventSource.CLOSED) return;
      clearTimeout(retry);
      retry = window.setTimeout(open, retryMs);
    });
  };

  const poll = window.setInterval(() => {
    if (Date.now() - lastWordAt > pollMs + 15_000) all();
  }, pollMs);
  const wake = (): void => {
    if (document.visibilityState === "visible") all();
  };
  window.addEventListener("online", all);
  document.addEventListener("visibilitychange", wake);
  open();

  return () => {
    source?.close();
    clearTimeout(retry);
    clearInterval(poll);
    window.removeEventListener("online", all);
    document.removeEventListener("visibilitychange", wake);
  };
}

/** Accounts named in a StateChange (RFC 8620 §7.1); anything else names none. */
export function changedAccounts(data: string): string[] {
  try {
    const change: unknown = JSON.parse(data);
    if (typeof change !== "object" || change === null || !("changed" in change)) return [];
    const { changed } = change;
    return typeof changed === "object" && changed !== null ? Object.keys(changed) : [];
  } catch {
    return [];
  }
}
