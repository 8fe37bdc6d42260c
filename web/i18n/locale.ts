// Which language the page speaks and in which zone it tells the time. Official times are those of the organization's
// zone whatever the computer's clock is set to.

export type Language = "vi" | "en";
export const languages: readonly Language[] = ["vi", "en"];
export const defaultZone = "Asia/Ho_Chi_Minh";

const storageKey = "congvu.language";

export const isLanguage = (value: unknown): value is Language => value === "vi" || value === "en";

/** The choice made on this device, else Vietnamese. */
export function storedLanguage(): Language {
  const value = localStorage.getItem(storageKey);
  return isLanguage(value) ? value : "vi";
}

export function storeLanguage(language: Language): void {
  localStorage.setItem(storageKey, language);
}
