// Which letters of a list are ticked. Pure, so that ranges and toggles can be tested without a page.

export interface Selection {
  readonly ids: ReadonlySet<string>;
  /** Where a range with Shift begins. */
  readonly anchor: number | null;
}

export const noSelection: Selection = { ids: new Set(), anchor: null };

export function toggle({ ids }: Selection, id: string, index: number): Selection {
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  return { ids: next, anchor: index };
}

/** Adds everything between the anchor and `index`; letters not brought yet cannot be ticked. */
export function extend(selection: Selection, index: number, idAt: (index: number) => string | undefined): Selection {
  const anchor = selection.anchor ?? index;
  const next = new Set(selection.ids);
  for (let i = Math.min(anchor, index); i <= Math.max(anchor, index); i++) {
    const id = idAt(i);
    if (id !== undefined) next.add(id);
  }
  return { ids: next, anchor };
}

/** Without letters that have left the list. */
export function only(selection: Selection, present: (id: string) => boolean): Selection {
  const kept = [...selection.ids].filter(present);
  return kept.length === selection.ids.size ? selection : { ids: new Set(kept), anchor: selection.anchor };
}
