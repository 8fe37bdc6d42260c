// Letters being written on this page. Small, because every page knows it; what it takes to write a letter (editor,
// sanitiser) is a chunk of its own that turns these wishes into drafts.
import type { LetterDetail } from "../../jmap/types.ts";
import { createStore } from "../../ui/store.ts";
import type { Draft } from "./draft.ts";

export type Wish =
  | { readonly kind: "new"; readonly accountId: string; readonly to?: string }
  | { readonly kind: "reply" | "reply-all" | "forward"; readonly accountId: string; readonly letter: LetterDetail }
  /** A draft of the drafts folder. */
  | { readonly kind: "draft"; readonly accountId: string; readonly emailId: string }
  /** A draft as it was: after an undo, or rescued after a crash. */
  | { readonly kind: "again"; readonly draft: Draft };

export interface ComposeWindow {
  readonly key: string;
  readonly wish: Wish;
}

export const composing = createStore<readonly ComposeWindow[]>([]);
/** The window that stands open; the others wait as tabs. Null = all wait. */
export const composeFront = createStore<string | null>(null);

export const makeKey = (): string => `${Date.now().toString(36)}-${Math.floor(Math.random() * 1e9).toString(36)}`;

/** Newest server copy of each window's draft: it changes its id with every save. */
const serverIds = new Map<string, string>();

/** How each window saves what it holds: asked of all before signing out. */
const savers = new Map<string, () => Promise<boolean>>();

export function noteSaver(key: string, save: (() => Promise<boolean>) | null): void {
  if (save === null) savers.delete(key);
  else savers.set(key, save);
}

/** True = everything being written is on the server. */
export async function saveAll(): Promise<boolean> {
  const saved = await Promise.all([...savers.values()].map((save) => save()));
  return saved.every(Boolean);
}

export function noteServerId(key: string, id: string | null): void {
  if (id === null) serverIds.delete(key);
  else serverIds.set(key, id);
}

/** Always a new window (C14), except for a draft that is open already. */
export function openCompose(wish: Wish): void {
  const open = composing.get().find(({ key, wish: other }) => isOpen(key, other, wish));
  const key = open?.key ?? (wish.kind === "again" ? wish.draft.key : makeKey());
  if (!open) composing.set((old) => [...old, { key, wish }]);
  composeFront.set(key);
}

export function closeCompose(key: string): void {
  composing.set((old) => old.filter((one) => one.key !== key));
  serverIds.delete(key);
  if (composeFront.get() === key) composeFront.set(null);
}

function isOpen(key: string, open: Wish, wish: Wish): boolean {
  if (wish.kind === "again") return key === wish.draft.key;
  if (wish.kind !== "draft") return false;
  return serverIds.get(key) === wish.emailId || (open.kind === "draft" && open.emailId === wish.emailId);
}
