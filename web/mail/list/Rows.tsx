// The rows themselves: a list box over a window of the letters. It holds the focus and names the active row, so that
// 100,000 letters are fifteen elements, and a screen reader hears «5 trên 100.000».
import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, type MouseEvent, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useOffice } from "../../app/office-context.tsx";
import { type Density, preferences, remPixels } from "../../app/preferences.ts";
import { useI18n } from "../../i18n/I18n.tsx";
import { isSeen } from "../../jmap/types.ts";
import { useStore } from "../../ui/use-store.ts";
import { may } from "../rights.ts";
import { useLetter } from "../use-letter.ts";
import type { LetterActions } from "../use-letter-actions.ts";
import { LetterRow, type RowEvents } from "./LetterRow.tsx";
import type { ListContext } from "./ListPane.tsx";
import { NewMailBar } from "./NewMailBar.tsx";
import { rowKey } from "./row-keys.ts";
import "./row.css";

const rowRem: Record<Density, number> = { roomy: 5.25, medium: 4, compact: 2.75 };
const skeletonRows = 8;

interface Props extends ListContext {
  readonly openLetter: (id: string) => void;
  readonly actions: LetterActions;
  readonly selection: ReadonlySet<string>;
  readonly selecting: boolean;
  readonly tick: (id: string, range: boolean) => void;
  readonly stop: () => void;
  readonly words: readonly string[];
  readonly folderOf: (id: string) => string | null;
}

export function Rows(props: Props) {
  const { list, view, openId, selection, selecting, actions, account } = props;
  const { t } = useI18n();
  const office = useOffice();
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

  const activeIndex = active === null ? -1 : list.indexOf(active);
  const goTo = useCallback(
    (index: number): void => {
      const target = Math.max(0, Math.min(index, (view.total ?? 1) - 1));
      virtual.scrollToIndex(target, { align: "auto" });
      setActive(list.idAt(target) ?? null);
    },
    [list, view.total, virtual],
  );
  const keyDown = (event: KeyboardEvent): void => {
    const perPage = Math.max(1, Math.floor((scroller.current?.clientHeight ?? rowHeight) / rowHeight) - 1);
    const key = rowKey(event.nativeEvent, { index: activeIndex, total: view.total ?? 0, perPage });
    if (!key) return;
    event.preventDefault();
    const id = active;
    if (key.kind === "go") {
      if (key.extend && id) props.tick(id, true);
      goTo(key.index);
      const next = list.idAt(key.index);
      if (key.extend && next) props.tick(next, true);
    } else if (key.kind === "all") for (const one of list.loadedIds()) if (!selection.has(one)) props.tick(one, false);
    if (key.kind === "back") selecting ? props.stop() : props.open(null);
    if (!id) return;
    if (key.kind === "open") props.openLetter(id);
    if (key.kind === "tick" && may(account, "flag")) props.tick(id, false);
    if (key.kind === "delete" && may(account, "write") && !isTrash(props)) {
      const next = list.idAt(activeIndex + 1) ?? list.idAt(activeIndex - 1) ?? null;
      actions.moveToRole(selection.size > 0 ? [...selection] : [id], "trash");
      setActive(next);
      props.stop();
    }
  };

  const events = useMemo<RowEvents>(
    () => ({
      open: (id) => {
        setActive(id);
        if (selecting) props.tick(id, false);
        else props.openLetter(id);
      },
      star: (id, on) => actions.star([id], on),
      select: (id: string, event: MouseEvent) => props.tick(id, event.shiftKey),
    }),
    [actions, selecting, props.tick, props.openLetter],
  );
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
              isActive={active !== null && list.idAt(index) === active}
              events={events}
              unreadOf={(id) => {
                const letter = office.letters(account.accountId).get(id);
                return letter !== undefined && !isSeen(letter);
              }}
            />
          ))}
        </div>
      </div>
    </div>
  );
}

const isTrash = ({ place }: Props): boolean => place.kind === "folder" && place.folder.role === "trash";

/** New rows come in only while the list is at its top and nobody points into it. */
function useHold(list: ListContext["list"], scroller: React.RefObject<HTMLDivElement | null>) {
  const pointed = useRef(false);
  const tell = useCallback((): void => {
    list.setAtTop((scroller.current?.scrollTop ?? 0) < 4 && !pointed.current);
  }, [list, scroller]);
  useEffect(() => {
    const element = scroller.current;
    tell();
    element?.addEventListener("scroll", tell, { passive: true });
    return () => element?.removeEventListener("scroll", tell);
  }, [tell, scroller]);
  return {
    onPointerEnter: (event: React.PointerEvent) => {
      pointed.current = event.pointerType === "mouse";
      tell();
    },
    onPointerLeave: () => {
      pointed.current = false;
      tell();
    },
  };
}

interface SlotProps extends Props {
  readonly id: string | undefined;
  readonly index: number;
  readonly top: number;
  readonly height: number;
  readonly isActive: boolean;
  readonly events: RowEvents;
  readonly unreadOf: (id: string) => boolean;
}

function Slot(props: SlotProps) {
  const { id, index, top, height, view, openId, selection, selecting, account, place } = props;
  const letter = useLetter(account.accountId, id);
  const style = { transform: `translateY(${top}px)`, height };
  if (!letter) {
    return (
      <div className="list-slot skeleton" role="presentation" style={style}>
        <span />
        <span />
        <span />
      </div>
    );
  }
  const isOpen = openId === letter.id;
  const selected = selection.has(letter.id);
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the list box holds the focus (aria-activedescendant)
    <div
      id={`row-${letter.id}`}
      role="option"
      className={props.isActive ? "list-slot row-active" : "list-slot"}
      style={style}
      aria-selected={selecting ? selected : isOpen}
      aria-setsize={view.total ?? -1}
      aria-posinset={index + 1}
    >
      <LetterRow
        {...props.events}
        letter={letter}
        isOpen={isOpen}
        selected={selected}
        outgoing={place.kind === "folder" && (place.folder.role === "sent" || place.folder.role === "drafts")}
        words={props.words}
        folder={props.folderOf(letter.id)}
        maySelect={may(account, "flag")}
        mayStar={may(account, "flag")}
      />
    </div>
  );
}
