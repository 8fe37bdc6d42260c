// The letter's text: toolbar with words, the editor, and below it the quote, which stays outside until opened so that
// long quotes never slow down typing (C32).
import { type RefObject, useEffect, useRef, useState } from "react";
import { useI18n } from "../../i18n/I18n.tsx";
import { Button } from "../../ui/Button.tsx";
import { type BodyEditor, makeEditor } from "./body-editor.ts";
import { EditorTools } from "./EditorTools.tsx";
import "../../ui/field.css";
import "./editor.css";

interface Props {
  readonly html: string;
  readonly changed: (html: string) => void;
  readonly editor: RefObject<BodyEditor | null>;
  readonly pasteFiles: (files: readonly File[]) => void;
  readonly quote: string | null;
  readonly openQuote: () => void;
  readonly focusFirst: boolean;
}

export function EditorField({ html, changed, editor, pasteFiles, quote, openQuote, focusFirst }: Props) {
  const { t } = useI18n();
  const root = useRef<HTMLDivElement>(null);
  const [path, setPath] = useState("");
  const latest = useRef({ changed, pasteFiles, html, focusFirst });
  latest.current = { ...latest.current, changed, pasteFiles };

  useEffect(() => {
    if (!root.current) return;
    const made = makeEditor(root.current);
    made.setHTML(latest.current.html);
    made.addEventListener("input", () => latest.current.changed(made.getHTML()));
    made.addEventListener("pathChange", () => setPath(made.getPath()));
    made.addEventListener("pasteImage", (event) => {
      const detail = event instanceof CustomEvent ? (event.detail as { clipboardData?: DataTransfer }) : {};
      latest.current.pasteFiles([...(detail.clipboardData?.files ?? [])]);
    });
    // Undo and redo speak through the same keys everywhere; Ctrl+S and Ctrl+Enter belong to the window around.
    if (latest.current.focusFirst) made.moveCursorToStart().focus();
    editor.current = made;
    return () => {
      editor.current = null;
      made.destroy();
    };
  }, [editor]);

  return (
    <div className="editor">
      <EditorTools editor={editor} path={path} />
      {/* biome-ignore lint/a11y/useSemanticElements: a rich text field is no textarea */}
      <div
        ref={root}
        className="editor-text"
        role="textbox"
        tabIndex={0}
        aria-multiline="true"
        aria-label={t("edit.body")}
      />
      {quote !== null && (
        <div className="editor-quote">
          <Button variant="quiet" onClick={openQuote}>
            {t("quote.open")}
          </Button>
        </div>
      )}
    </div>
  );
}
