// How this person likes the page on this device. Kept on the device; applied to the root element at once.
import { createStore } from "../ui/store.ts";

export const densities = ["roomy", "medium", "compact"] as const;
export type Density = (typeof densities)[number];
export const fontSteps = 4;

export interface Preferences {
  /** 0 to 3: 16, 18, 20, 24 px. */
  readonly font: number;
  readonly density: Density;
  /** Width of the list in rem; null = as the window suggests. */
  readonly listWidth: number | null;
  /** Plain text under one's own letters, by account. */
  readonly signatures: Readonly<Record<string, string>>;
  /** Ctrl+Enter has been explained and agreed to. */
  readonly quickSend: boolean;
}

const storageKey = "congvu.preferences";
const initial: Preferences = { font: 0, density: "roomy", listWidth: null, signatures: {}, quickSend: false };

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What was kept, each part checked: other versions of this page wrote it. */
export function readPreferences(text: string | null): Preferences {
  let kept: unknown = null;
  try {
    kept = JSON.parse(text ?? "null");
  } catch {
    return initial;
  }
  if (!isRecord(kept)) return initial;
  const { font, density, listWidth, signatures, quickSend } = kept;
  const known = densities.find((one) => one === density);
  return {
    font: Number.isInteger(font) && Number(font) >= 0 && Number(font) < fontSteps ? Number(font) : initial.font,
    density: known ?? initial.density,
    listWidth: typeof listWidth === "number" && listWidth >= 21 && listWidth <= 40 ? listWidth : null,
    signatures: isRecord(signatures)
      ? Object.fromEntries(
          Object.entries(signatures).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
        )
      : {},
    quickSend: quickSend === true,
  };
}

export const preferences = createStore<Preferences>(initial);

/** Reads what was kept and follows changes from now on. */
export function startPreferences(): void {
  preferences.set(readPreferences(localStorage.getItem(storageKey)));
  const apply = (): void => {
    document.documentElement.dataset.font = String(preferences.get().font);
  };
  apply();
  preferences.subscribe(() => {
    localStorage.setItem(storageKey, JSON.stringify(preferences.get()));
    apply();
  });
}

export const prefer = (change: Partial<Preferences>): void => preferences.set((old) => ({ ...old, ...change }));

/** Pixels of one rem at a font step. */
export const remPixels = (font: number): number => [16, 18, 20, 24][font] ?? 16;
