// The rich text editor: Squire, fed only through our sanitiser. Its undo writes innerHTML, which Trusted Types refuse;
// ours rebuilds the cleaned tree instead.
import Squire from "squire-rte";
import { intoEditor } from "./html.ts";
import { cleanUndo } from "./sanitize.ts";

export class BodyEditor extends Squire {
  override _setRawHTML(html: string): Squire {
    this._root.replaceChildren(cleanUndo(html));
    this._ignoreChange = true;
    return this;
  }
}

export function makeEditor(root: HTMLElement): BodyEditor {
  return new BodyEditor(root, {
    blockTag: "DIV",
    sanitizeToDOMFragment: (html) => intoEditor(html),
    didError: () => {},
    undo: { documentSizeThreshold: 512 * 1024, undoLimit: 30 },
  });
}

export type Format = "bold" | "italic" | "underline" | "bullets" | "numbers";

/** Which formats hold where the caret stands; read from Squire's path («DIV>B>I»). */
export function formatsAt(path: string): ReadonlySet<Format> {
  const tags = new Set(path.split(/[>.[#]/));
  const found = new Set<Format>();
  if (tags.has("B") || tags.has("STRONG")) found.add("bold");
  if (tags.has("I") || tags.has("EM")) found.add("italic");
  if (tags.has("U")) found.add("underline");
  if (tags.has("UL")) found.add("bullets");
  if (tags.has("OL")) found.add("numbers");
  return found;
}

export function toggleFormat(editor: Squire, format: Format, on: boolean): void {
  const acts: Record<Format, readonly [() => Squire, () => Squire]> = {
    bold: [() => editor.bold(), () => editor.removeBold()],
    italic: [() => editor.italic(), () => editor.removeItalic()],
    underline: [() => editor.underline(), () => editor.removeUnderline()],
    bullets: [() => editor.makeUnorderedList(), () => editor.removeList()],
    numbers: [() => editor.makeOrderedList(), () => editor.removeList()],
  };
  acts[format][on ? 0 : 1]();
  editor.focus();
}
