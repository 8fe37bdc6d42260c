// Whether the server can be reached and whether the session still stands. Both are told by requests themselves:
// navigator.onLine knows cables, not networks.
import { createStore } from "../ui/store.ts";

export const reachable = createStore(true);

/** True while the sign-in dialog stands over the page; requests wait for its end. */
export const sessionEnded = createStore(false);

let waiting: Promise<void> | null = null;

/** Resolves once the person has signed in again. All requests that met a 401 wait for the same sign-in. */
export function signedInAgain(): Promise<void> {
  if (!waiting) {
    waiting = new Promise<void>((resolve) => {
      const stop = sessionEnded.subscribe(() => {
        if (sessionEnded.get()) return;
        stop();
        waiting = null;
        resolve();
      });
    });
    sessionEnded.set(true);
  }
  return waiting;
}
