import { useSyncExternalStore } from "react";
import { useOffice } from "../app/office-context.tsx";
import type { Letter } from "../jmap/types.ts";

/** A letter as the cache has it now; undefined = not met yet. */
export function useLetter(accountId: string, id: string | undefined): Letter | undefined {
  const letters = useOffice().letters(accountId);
  return useSyncExternalStore(letters.subscribe, () => (id === undefined ? undefined : letters.get(id)));
}
