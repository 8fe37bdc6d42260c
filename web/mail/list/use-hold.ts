import { type PointerEvent, type RefObject, useCallback, useEffect, useRef } from "react";
import type { LetterList } from "../../jmap/letter-list.ts";

interface Hold {
  readonly onPointerEnter: (event: PointerEvent) => void;
  readonly onPointerLeave: () => void;
}

/** New rows come in only while the list is at its top and nobody points into it (C26). */
export function useHold(list: LetterList, scroller: RefObject<HTMLElement | null>): Hold {
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
    onPointerEnter: (event) => {
      pointed.current = event.pointerType === "mouse";
      tell();
    },
    onPointerLeave: () => {
      pointed.current = false;
      tell();
    },
  };
}
