// How many panes the window carries. Widths are those of the design at 16 px; larger letters need a larger window, so
// the measure is taken in rem.
import { createStore } from "../ui/store.ts";
import { preferences, remPixels } from "./preferences.ts";

/** wide: three panes as drawn; desk: three narrower; two: reader replaces the list; one: phone. */
export type Layout = "wide" | "desk" | "two" | "one";

export function layoutOf(widthPx: number, font: number): Layout {
  const width = (widthPx * 16) / remPixels(font);
  if (width >= 1440) return "wide";
  if (width >= 1200) return "desk";
  return width >= 800 ? "two" : "one";
}

export const layout = createStore<Layout>("desk");

export function startLayout(): void {
  const measure = (): void => {
    layout.set(layoutOf(window.innerWidth, preferences.get().font));
    document.documentElement.dataset.layout = layout.get();
  };
  measure();
  window.addEventListener("resize", measure);
  preferences.subscribe(measure);
}
