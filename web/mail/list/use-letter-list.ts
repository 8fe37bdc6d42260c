import { useMemo, useSyncExternalStore } from "react";
import { useOffice } from "../../app/office-context.tsx";
import type { Place } from "../../jmap/folders.ts";
import type { LetterList, ListView } from "../../jmap/letter-list.ts";
import type { Account, Folder } from "../../jmap/types.ts";
import { type Chip, sourceOf } from "./sources.ts";

interface Wish {
  readonly account: Account;
  readonly folders: readonly Folder[];
  readonly place: Place;
  readonly chip: Chip;
  readonly search: string;
  readonly here: boolean;
}

/** The list for what the URL says, and its view as it changes. */
export function useLetterList({ account, folders, ...wish }: Wish): { list: LetterList; view: ListView } {
  const letters = useOffice().letters(account.accountId);
  const { place, chip, search, here } = wish;
  const placeKey = place.kind === "folder" ? place.folder.id : place.kind;
  // The source depends on which folders have which role, not on their counts: those change with every letter.
  const roles = folders.map(({ id, role }) => `${id}:${role}`).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: see placeKey and roles
  const list = useMemo(
    () => letters.list(sourceOf({ place, chip, search, here }, folders)),
    [letters, placeKey, roles, chip, search, here],
  );
  return { list, view: useSyncExternalStore(list.subscribe, list.view) };
}
