// The letter's text: toolbar with words, the editor, and below it the quote, which stays outside until opened so that
// long quotes never slow down typing (C32).
import { Bold, Italic, Link2, List, ListOrdered, type LucideIcon, RemoveFormatting, Underline } from "lucide-react";
import { type RefObject, useEffect, useRef, useState } from "react";
import { useI18n } from "../../i18n/I18n.tsx";
import type { MessageKey } from "../../i18n/text.ts";
import { Button } from "../../ui/Button.tsx";
import { type BodyEditor, type Format, formatsAt, makeEditor, toggleFormat } from "./body-editor.ts";
import "../../ui/field.css";
import "./editor.css";

const tools: readonly (readonly [Format, LucideIcon, MessageKey])[] = [
  ["bold", Bold, "edit.bold"],
  ["italic", Italic, "edit.italic"],
  ["underline", Underline, "edit.underline"],
  ["bullets", List, "edit.bullets"],
  ["numbers", ListOrdered, "edit.numbers"],
];
const sizes: readonly (readonly [string, MessageKey])[] = [
  ["13px", "edit.size.small"],
  ["16px", "edit.size.normal"],
  ["20px", "edit.size.large"],
  ["26px", "edit.size.huge"],
];

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

  const formats = formatsAt(path);
  return (
    <div className="editor">
      <div className="editor-tools" role="toolbar" aria-label={t("edit.toolbar")}>
        {tools.map(([format, Icon, words]) => (
          <button
            key={format}
            type="button"
            className="editor-tool"
            aria-pressed={formats.has(format)}
            onClick={() => editor.current && toggleFormat(editor.current, format, !formats.has(format))}
          >
            <Icon size="1.0625em" aria-hidden />
            {t(words)}
          </button>
        ))}
        <LinkTool editor={editor} inLink={path.split(/[>.[#]/).includes("A")} />
        <label className="editor-size">
          <span className="quiet">{t("edit.size")}</span>
          <select
            value=""
            onChange={(event) => {
              editor.current?.setFontSize(event.target.value);
              editor.current?.focus();
            }}
          >
            <option value="" disabled>
              {t("edit.size")}
            </option>
            {sizes.map(([size, words]) => (
              <option key={size} value={size}>
                {t(words)}
              </option>
            ))}
          </select>
        </label>
        <button
          type="button"
          className="editor-tool"
          onClick={() => {
            editor.current?.removeAllFormatting();
            editor.current?.focus();
          }}
        >
          <RemoveFormatting size="1.0625em" aria-hidden />
          {t("edit.clear")}
        </button>
      </div>
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

function LinkTool({ editor, inLink }: { editor: RefObject<BodyEditor | null>; inLink: boolean }) {
  const { t } = useI18n();
  const [asking, setAsking] = useState(false);
  const [url, setUrl] = useState("");
  const make = (): void => {
    const typed = url.trim();
    if (typed) editor.current?.makeLink(/^[a-z]+:/i.test(typed) ? typed : `https://${typed}`);
    editor.current?.focus();
    setAsking(false);
    setUrl("");
  };
  if (asking) {
    return (
      <span className="editor-link">
        <input
          className="input"
          aria-label={t("edit.link.address")}
          placeholder="https://"
          value={url}
          // biome-ignore lint/a11y/noAutofocus: asked for by the press on the tool
          autoFocus
          autoCapitalize="off"
          autoCorrect="off"
          spellCheck={false}
          onChange={(event) => setUrl(event.target.value)}
          onKeyDown={(event) => {
            if (event.nativeEvent.isComposing) return;
            if (event.key === "Enter") {
              event.preventDefault();
              make();
            } else if (event.key === "Escape") {
              event.stopPropagation();
              setAsking(false);
            }
          }}
        />
        <Button onClick={make}>{t("edit.link.make")}</Button>
      </span>
    );
  }
  return (
    <button
      type="button"
      className="editor-tool"
      aria-pressed={inLink}
      onClick={() => (inLink ? editor.current?.removeLink() : setAsking(true))}
    >
      <Link2 size="1.0625em" aria-hidden />
      {t("edit.link")}
    </button>
  );
}
