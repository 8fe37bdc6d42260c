// Directory entries for what is being typed; the server folds and knows initials. A short pause gathers keystrokes.
import { useEffect, useState } from "react";
import { request } from "../../jmap/http.ts";
import { type Recipient, sameAddress } from "./recipients.ts";

export interface Suggestion {
  readonly name: string;
  readonly address: string;
  readonly title: string | null;
  readonly agencyName: string | null;
  readonly kind: string;
}

const pauseMs = 120;
const shown = 8;

export async function searchDirectory(typed: string, limit: number, signal: AbortSignal): Promise<Suggestion[]> {
  const query = new URLSearchParams({ q: typed, limit: String(limit) });
  const response = await request(`/api/v1/directory?${query}`, { signal });
  return ((await response.json()) as { entries: Suggestion[] }).entries;
}

export interface Suggestions {
  /** To choose from: without those taken already. */
  readonly suggestions: readonly Suggestion[];
  readonly found: readonly Suggestion[];
  readonly clear: () => void;
}

export function useSuggestions(typed: string, taken: readonly Recipient[]): Suggestions {
  const [found, setFound] = useState<Suggestion[]>([]);
  const words = typed.trim();
  useEffect(() => {
    setFound((old) => (words === "" ? [] : old));
    if (words === "") return;
    const abort = new AbortController();
    const timer = setTimeout(() => {
      searchDirectory(words, shown, abort.signal).then(setFound, () => {});
    }, pauseMs);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [words]);
  const suggestions = found.filter(({ address }) => !taken.some(({ email }) => sameAddress(email, address)));
  return { suggestions: words === "" ? [] : suggestions, found, clear: () => setFound([]) };
}
