// What a key means in the list (ux.md 2.3). Single letters mean nothing; a word being composed is left alone.

export type RowKey =
  | { readonly kind: "go"; readonly index: number; readonly extend: boolean }
  | { readonly kind: "open" | "tick" | "delete" | "back" | "all" };

interface KeyLike {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly isComposing: boolean;
}

export function rowKey(event: KeyLike, at: { index: number; total: number; perPage: number }): RowKey | null {
  if (event.isComposing || event.altKey) return null;
  const control = event.ctrlKey || event.metaKey;
  if (control && event.key === " ") return { kind: "tick" };
  if (control && event.key.toLowerCase() === "a") return { kind: "all" };
  if (control) return null;
  const target = targetOf(event.key, event.shiftKey, at);
  if (target !== null) {
    const index = Math.max(0, Math.min(target, at.total - 1));
    return at.total === 0 ? null : { kind: "go", index, extend: event.shiftKey && event.key !== " " };
  }
  if (event.key === "Enter") return { kind: "open" };
  if (event.key === "Delete") return { kind: "delete" };
  return event.key === "Escape" ? { kind: "back" } : null;
}

function targetOf(
  key: string,
  shift: boolean,
  { index, total, perPage }: { index: number; total: number; perPage: number },
) {
  switch (key) {
    case "ArrowDown":
      return index + 1;
    case "ArrowUp":
      return Math.max(0, index - 1);
    case "PageDown":
      return index + perPage;
    case "PageUp":
      return index - perPage;
    case " ":
      return shift ? index - perPage : index + perPage;
    case "Home":
      return 0;
    case "End":
      return total - 1;
    default:
      return null;
  }
}
