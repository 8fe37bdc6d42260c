// What a screen reader is told without moving the focus: politely (new mail) or at once (result of sending).
import { createStore } from "./store.ts";

export const polite = createStore("");
export const assertive = createStore("");

export function announce(text: string, urgently = false): void {
  const region = urgently ? assertive : polite;
  // The same sentence twice must be spoken twice: a trailing no-break space makes it another text.
  region.set((old) => (old === text ? `${text}\u00a0` : text));
}
