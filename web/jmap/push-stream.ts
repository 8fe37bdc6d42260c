// The one event stream of this browser (RFC 8620 §7.3). HTTP/1.1 gives a browser six connections to a host, so that a
// stream in every tab would stop the seventh: the tab that holds a lock has the stream and tells the others.

export type News =
  /** The stream is alive. */
  | { readonly kind: "alive" }
  /** Something changed in these accounts. */
  | { readonly kind: "changed"; readonly accounts: readonly string[] };

const retryMs = 10_000;
const name = "congvu.push";

/** `hear` is told whatever comes, in whichever tab the stream is. Returns the way to stop. */
export function joinStream(hear: (news: News) => void): () => void {
  const channel = new BroadcastChannel(name);
  channel.addEventListener("message", (event: MessageEvent<News>) => hear(event.data));
  const tell = (news: News): void => {
    hear(news);
    channel.postMessage(news);
  };
  const abort = new AbortController();
  const lead = (): Promise<void> => readStream(tell, abort.signal);
  if (navigator.locks) navigator.locks.request(name, { signal: abort.signal }, lead).catch(() => {});
  else void lead();
  return () => {
    abort.abort();
    channel.close();
  };
}

/** Keeps the stream open until told to stop. */
function readStream(tell: (news: News) => void, stop: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    let source: EventSource | null = null;
    let retry: number | undefined;
    const open = (): void => {
      source = new EventSource("/jmap/eventsource?types=*&closeafter=no&ping=60");
      for (const type of ["open", "ping"]) source.addEventListener(type, () => tell({ kind: "alive" }));
      source.addEventListener("state", (event: MessageEvent<string>) => {
        tell({ kind: "changed", accounts: changedAccounts(event.data) });
      });
      source.addEventListener("error", () => {
        // The browser reconnects by itself, unless it was refused.
        if (source?.readyState === EventSource.CLOSED) retry = window.setTimeout(open, retryMs);
      });
    };
    open();
    stop.addEventListener("abort", () => {
      source?.close();
      clearTimeout(retry);
      resolve();
    });
  });
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
