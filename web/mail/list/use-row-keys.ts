// Keys of the list, acted upon.
import type { KeyboardEvent, RefObject } from "react";
import { may } from "../rights.ts";
import type { RowsProps } from "./Rows.tsx";
import { type RowKey, rowKey } from "./row-keys.ts";

interface At {
  readonly active: string | null;
  readonly rowHeight: number;
  readonly scroller: RefObject<HTMLElement | null>;
  readonly goTo: (index: number) => void;
  readonly setActive: (id: string | null) => void;
}

export function useRowKeys(props: RowsProps, at: At): (event: KeyboardEvent) => void {
  const { list, view, account } = props;
  return (event) => {
    const index = at.active === null ? -1 : list.indexOf(at.active);
    const visible = Math.floor((at.scroller.current?.clientHeight ?? at.rowHeight) / at.rowHeight);
    const key = rowKey(event.nativeEvent, { index, total: view.total ?? 0, perPage: Math.max(1, visible - 1) });
    if (!key) return;
    event.preventDefault();
    if (key.kind === "go") walk(props, at, key);
    if (key.kind === "all") for (const id of list.loadedIds()) if (!props.selection.has(id)) props.tick(id, false);
    if (key.kind === "back") props.selecting ? props.stop() : props.open(null);
    if (at.active === null) return;
    if (key.kind === "open") props.openLetter(at.active);
    if (key.kind === "tick" && may(account, "flag")) props.tick(at.active, false);
    if (key.kind === "delete" && may(account, "write")) remove(props, at, { id: at.active, index });
  };
}

function walk({ list, tick }: RowsProps, { active, goTo }: At, key: RowKey & { kind: "go" }): void {
  if (key.extend && active !== null) tick(active, true);
  goTo(key.index);
  const next = list.idAt(key.index);
  if (key.extend && next !== undefined) tick(next, true);
}

/** To the trash; the row that takes its place becomes the active one. */
function remove(props: RowsProps, { setActive }: At, { id, index }: { id: string; index: number }): void {
  const { list, place, selection } = props;
  if (place.kind === "folder" && place.folder.role === "trash") return;
  setActive(list.idAt(index + 1) ?? list.idAt(index - 1) ?? null);
  props.actions.moveToRole(selection.size > 0 ? [...selection] : [id], "trash");
  props.stop();
}
