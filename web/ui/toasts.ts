// Messages at the foot of the page: what was done with a way back, or what failed and why. Failures stay until closed.
import { announce } from "./announce.ts";
import { createStore } from "./store.ts";

export interface ToastAction {
  readonly label: string;
  readonly run: () => void;
}

export interface Toast {
  readonly key: number;
  readonly kind: "done" | "failed";
  /** With a countdown the seconds left are put into the text. */
  readonly text: string | ((secondsLeft: number) => string);
  readonly actions: readonly ToastAction[];
  /** Null = stays until closed. */
  readonly endsAtMs: number | null;
  readonly ended: (() => void) | null;
}

export const toasts = createStore<readonly Toast[]>([]);
export const undoMs = 10_000;
const shown = 3;
let lastKey = 0;

export function showToast(toast: Partial<Omit<Toast, "key" | "text">> & Pick<Toast, "text">): number {
  lastKey += 1;
  const { kind = "done", actions = [], ended = null, text } = toast;
  const endsAtMs = toast.endsAtMs !== undefined ? toast.endsAtMs : kind === "failed" ? null : Date.now() + undoMs;
  toasts.set((old) => [...old, { key: lastKey, kind, text, actions, endsAtMs, ended }].slice(-shown));
  announce(
    typeof text === "string" ? text : text(Math.round(((endsAtMs ?? 0) - Date.now()) / 1000)),
    kind === "failed",
  );
  return lastKey;
}

export function closeToast(key: number): void {
  toasts.set((old) => old.filter((toast) => toast.key !== key));
}
