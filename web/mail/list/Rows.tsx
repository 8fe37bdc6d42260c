// The rows themselves: a list box over a window of the letters. It holds the focus and names the active row, so that
// 100,000 letters are fifteen elements, and a screen reader hears «5 trên 100.000».
import { useVirtualizer } from "@tanstack/react-virtual";
import { type MouseEvent, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { preferences, remPixels } from "../../app/preferences.ts";
import { useI18n } from "../../i18n/I18n.tsx";
import { useStore } from "../../ui/use-store.ts";
import type { LetterActions } from "../use-letter-actions.ts";
import type { RowEvents } from "./LetterRow.tsx";
import type { ListContext } from "./ListPane.tsx";
import { NewMailBar } from "./NewMailBar.tsx";
import { rowRem, Slot } from "./Slot.tsx";
import { useHold } from "./use-hold.ts";
import { useRowKeys } from "./use-row-keys.ts";
import "./row.css";

const skeletonRows = 8;

export interface RowsProps extends ListContext {
  readonly openLetter: (id: string) => void;
  readonly actions: LetterActions;
  readonly selection: ReadonlySet<string>;
  readonly selecting: boolean;
  readonly tick: (id: string, range: boolean) => void;
  /** Nothing is ticked any more. */
  readonly stop: () => void;
  /** Folded words of the search, to be marked. */
  readonly words: readonly string[];
  readonly folderOf: (id: string) => string | null;
}

export function Rows(props: RowsProps) {
  const { list, view, openId, selecting } = props;
  const { t } = useI18n();
  const { density, font } = useStore(preferences);
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState<string | null>(openId);
  const rowHeight = rowRem[density] * remPixels(font);
  const virtual = useVirtualizer({
    count: view.total ?? skeletonRows,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 4,
  });
  const items = virtual.getVirtualItems();
  const [first, last] = [items[0]?.index ?? 0, items.at(-1)?.index ?? skeletonRows];

  // biome-ignore lint/correctness/useExhaustiveDependencies: version says that rows moved and holes may have opened
  useEffect(() => list.ensure(first, last), [list, first, last, view.version]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another row height, another total height
  useEffect(() => virtual.measure(), [virtual, rowHeight]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new list starts at its top
  useEffect(() => {
    scroller.current?.scrollTo({ top: 0 });
  }, [list]);
  useEffect(() => setActive((old) => openId ?? old), [openId]);
  const hold = useHold(list, scroller);
  const goTo = useCallback(
    (index: number): void => {
      virtual.scrollToIndex(index, { align: "auto" });
      setActive(list.idAt(index) ?? null);
    },
    [list, virtual],
  );
  const keyDown = useRowKeys(props, { active, rowHeight, scroller, goTo, setActive });
  const events = useRowEvents(props, setActive);
  const activeIndex = active === null ? -1 : list.indexOf(active);
  return (
    <div className={`list-body density-${density} ${selecting ? "list-selecting" : ""}`} {...hold}>
      <NewMailBar
        count={view.waiting}
        show={() => {
          list.showNew();
          scroller.current?.scrollTo({ top: 0 });
        }}
      />
      <div
        ref={scroller}
        className="list-rows"
        role="listbox"
        tabIndex={0}
        aria-label={t("list.label")}
        aria-multiselectable={selecting || undefined}
        aria-activedescendant={activeIndex >= first && activeIndex <= last ? `row-${active}` : undefined}
        onKeyDown={keyDown}
        onFocus={() => setActive((old) => old ?? list.idAt(0) ?? null)}
      >
        <div className="list-inner" role="presentation" style={{ height: virtual.getTotalSize() }}>
          {items.map(({ index, start, size }) => (
            <Slot
              key={list.idAt(index) ?? `hole-${index}`}
              {...props}
              id={list.idAt(index)}
              index={index}
              top={start}
              height={size}
              isActive={index === activeIndex}
              events={events}
            />
          ))}
        </div>
      </div>
    </div>
  );
}

/** What the pointer does; one object as long as nothing changes, so that rows are not drawn anew. */
function useRowEvents(props: RowsProps, setActive: (id: string) => void): RowEvents {
  const { actions, selecting, tick, openLetter } = props;
  return useMemo(
    () => ({
      open(id: string) {
        setActive(id);
        if (selecting) tick(id, false);
        else openLetter(id);
      },
      star: (id: string, on: boolean) => actions.star([id], on),
      select: (id: string, event: MouseEvent) => tick(id, event.shiftKey),
    }),
    [actions, selecting, tick, openLetter, setActive],
  );
}
