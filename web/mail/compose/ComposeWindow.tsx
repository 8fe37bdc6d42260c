// One letter being written.
import { Maximize2, Minimize2, Minus, Send, Trash2, X } from "lucide-react";
import { type DragEvent, type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useI18n } from "../../i18n/I18n.tsx";
import { Button } from "../../ui/Button.tsx";
import type { BodyEditor } from "./body-editor.ts";
import { ComposeFields } from "./ComposeFields.tsx";
import { composeFront, makeKey } from "./desk.ts";
import type { Draft } from "./draft.ts";
import { wholeHtml } from "./draft.ts";
import { EditorField } from "./EditorField.tsx";
import { AttachButton, FilesField } from "./FilesField.tsx";
import { Prompts } from "./Prompts.tsx";
import { SaveWords } from "./SaveWords.tsx";
import { tabTitles } from "./TabLabel.tsx";
import { useDraft } from "./use-draft.ts";
import { useFiles } from "./use-files.ts";
import { useSender } from "./use-sender.ts";

export function ComposeWindow({ initial, front }: { initial: Draft; front: boolean }) {
  const { t } = useI18n();
  const control = useDraft(initial);
  const { draft, change } = control;
  const files = useFiles(control);
  const sender = useSender(control);
  const editor = useRef<BodyEditor | null>(null);
  const [full, setFull] = useState(false);
  const [dropping, setDropping] = useState(false);
  const title = draft.subject.trim() || t("compose.untitled");

  useEffect(() => {
    tabTitles.set((old) => ({ ...old, [draft.key]: draft.subject.trim() }));
  }, [draft.key, draft.subject]);

  const pasteFiles = (pasted: readonly File[]): void => {
    for (const file of pasted) {
      if (!file.type.startsWith("image/")) files.add([file]);
      else {
        const cid = `${makeKey()}@congvu`;
        files.add([file], cid);
        editor.current?.insertImage(URL.createObjectURL(file), { "data-cid": cid, alt: file.name });
      }
    }
  };
  const openQuote = (): void => {
    const html = wholeHtml({ ...draft, html: editor.current?.getHTML() ?? draft.html });
    change({ html, quote: null });
    editor.current?.setHTML(html);
    editor.current?.moveCursorToStart();
  };
  const keyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const command = event.ctrlKey || event.metaKey;
    if (command && event.key === "Enter") sender.submit("keys");
    else if (command && event.key.toLowerCase() === "s") void control.saveNow();
    else if (event.key === "Escape") composeFront.set(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const drop = (event: DragEvent): void => {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    setDropping(event.type === "dragover");
    if (event.type === "drop") files.add([...event.dataTransfer.files]);
  };
  const state = [front ? "" : "compose-waiting", full ? "compose-full" : "", dropping ? "compose-dropping" : ""];
  return (
    <section
      className={`compose ${state.filter(Boolean).join(" ")}`}
      aria-label={t("compose.region", { title })}
      inert={!front}
      onKeyDown={keyDown}
      onDragOver={drop}
      onDragLeave={() => setDropping(false)}
      onDrop={drop}
    >
      <header className="compose-head">
        <h2>{title}</h2>
        <Button variant="quiet" icon={Minus} onClick={() => composeFront.set(null)}>
          {t("compose.minimise")}
        </Button>
        <Button
          variant="quiet"
          className="compose-size"
          icon={full ? Minimize2 : Maximize2}
          onClick={() => setFull(!full)}
        >
          {full ? t("compose.dock") : t("compose.full")}
        </Button>
        <Button variant="quiet" icon={X} label={t("compose.close")} onClick={() => void sender.close()} />
      </header>
      <div className="compose-scroll">
        <ComposeFields control={control} files={files} focusTo={initial.to.length === 0} />
        <EditorField
          html={initial.html}
          changed={(html) => change({ html })}
          editor={editor}
          pasteFiles={pasteFiles}
          quote={draft.quote}
          openQuote={openQuote}
          focusFirst={initial.to.length > 0}
        />
        <p className="compose-secret">{t("footer.secret")}</p>
      </div>
      <FilesField draft={draft} files={files} />
      <Prompts sender={sender} />
      <footer className="compose-foot">
        <Button variant="primary" icon={Send} disabled={sender.busy} onClick={() => sender.submit("button")}>
          {sender.busy ? t("compose.sending") : t("compose.send")}
        </Button>
        <AttachButton files={files} />
        <SaveWords state={control.save} />
        <Button variant="quiet" className="compose-discard" icon={Trash2} onClick={() => void sender.discard()}>
          {t("compose.discard")}
        </Button>
      </footer>
    </section>
  );
}
