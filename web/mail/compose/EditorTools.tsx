// Formats with words beside their signs; each says whether it holds where the caret stands.
import { Bold, Italic, Link2, List, ListOrdered, type LucideIcon, RemoveFormatting, Underline } from "lucide-react";
import { type RefObject, useState } from "react";
import { useI18n } from "../../i18n/I18n.tsx";
import type { MessageKey } from "../../i18n/text.ts";
import { Button } from "../../ui/Button.tsx";
import { type BodyEditor, type Format, formatsAt, toggleFormat } from "./body-editor.ts";

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

type Editor = RefObject<BodyEditor | null>;

/** `path`: where the caret stands, in the editor's own words («DIV>B»). */
export function EditorTools({ editor, path }: { editor: Editor; path: string }) {
  const { t } = useI18n();
  const formats = formatsAt(path);
  return (
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
  );
}

function LinkTool({ editor, inLink }: { editor: Editor; inLink: boolean }) {
  const { t } = useI18n();
  const [asking, setAsking] = useState(false);
  const [url, setUrl] = useState("");
  const make = (): void => {
    const typed = url.trim();
    if (typed) editor.current?.makeLink(/^(?:https?|mailto|tel):/i.test(typed) ? typed : `https://${typed}`);
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
