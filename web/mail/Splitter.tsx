// The border between list and reader: dragged, or moved with the arrow keys.
import { type PointerEvent, useRef } from "react";
import { preferences, remPixels } from "../app/preferences.ts";
import { useI18n } from "../i18n/I18n.tsx";

const narrowest = 21.25;
const widest = 40;

export function Splitter({ rem, change }: { rem: number; change: (rem: number) => void }) {
  const { t } = useI18n();
  const start = useRef<{ x: number; rem: number } | null>(null);
  const set = (next: number): void => change(Math.max(narrowest, Math.min(widest, next)));
  const move = (event: PointerEvent): void => {
    if (start.current) set(start.current.rem + (event.clientX - start.current.x) / remPixels(preferences.get().font));
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a focusable separator is the window splitter of the ARIA practices; hr is not
    <div
      className="splitter"
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={t("list.width")}
      aria-valuemin={narrowest}
      aria-valuemax={widest}
      aria-valuenow={Math.round(rem * 10) / 10}
      onKeyDown={(event) => {
        if (event.key === "ArrowLeft") set(rem - 1);
        else if (event.key === "ArrowRight") set(rem + 1);
        else return;
        event.preventDefault();
      }}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        start.current = { x: event.clientX, rem };
      }}
      onPointerMove={move}
      onPointerUp={() => {
        start.current = null;
      }}
    />
  );
}
