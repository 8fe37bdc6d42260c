// The list of active formatting elements (HTML §13.2.4.3): <b>, <font>, <a> … that a block's end closed over and that
// the next text opens again. A marker stands where a cell or caption began: nothing before it reaches inside.
import { htmlLimits } from "./limits.ts";

export interface Active<Element, Open> {
  readonly element: Element;
  /** Where it stands open; null = it waits to be opened again. */
  open: Open | null;
}

export class FormattingList<Element extends { readonly name: string; readonly start: string }, Open> {
  /** null = marker. */
  readonly #entries: (Active<Element, Open> | null)[] = [];

  addMarker(): void {
    this.#entries.push(null);
  }

  /** Forgets everything since the last marker, and the marker. */
  clearToMarker(): void {
    this.#entries.length = Math.max(0, this.#entries.lastIndexOf(null));
  }

  /** At most three alike, and never more than a page could need ("Noah's Ark clause"). */
  add(entry: Active<Element, Open>): void {
    const first = this.#entries.lastIndexOf(null) + 1;
    const here = this.#entries.slice(first);
    const alike = here.filter((other) => other?.element.start === entry.element.start);
    if (alike.length >= 3) this.remove(alike[0]);
    else if (here.length >= htmlLimits.activeFormatting) this.remove(here[0]);
    this.#entries.push(entry);
  }

  remove(entry: Active<Element, Open> | null | undefined): void {
    const index = entry ? this.#entries.lastIndexOf(entry) : -1;
    if (index >= 0) this.#entries.splice(index, 1);
  }

  /** The last one of that name since the last marker. */
  find(name: string): Active<Element, Open> | null {
    for (let i = this.#entries.length - 1; i >= 0; i--) {
      const entry = this.#entries[i];
      if (!entry) return null;
      if (entry.element.name === name) return entry;
    }
    return null;
  }

  /** Those at the end of the list that wait, in the order to open them. */
  waiting(): Active<Element, Open>[] {
    const last = this.#entries.at(-1);
    if (!last || last.open) return []; // the usual case, asked for every text
    const found: Active<Element, Open>[] = [];
    for (let i = this.#entries.length - 1; i >= 0; i--) {
      const entry = this.#entries[i];
      if (!entry || entry.open) break;
      found.unshift(entry);
    }
    return found;
  }
}
