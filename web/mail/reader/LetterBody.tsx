// The letter's text in a frame of its own: the server rebuilt it from an allow list under a strict policy without
// scripts. Same origin only so that its height can be measured.
import { ImageOff } from "lucide-react";
import { useCallback, useEffect, useRef, useState } from "react";
import { preferences, remPixels } from "../../app/preferences.ts";
import { useI18n } from "../../i18n/I18n.tsx";
import type { LetterDetail } from "../../jmap/types.ts";
import { bodyUrl } from "../../jmap/urls.ts";
import { Button } from "../../ui/Button.tsx";
import { useStore } from "../../ui/use-store.ts";

interface Measured {
  readonly height: number;
  readonly blocked: number;
  readonly failed: boolean;
}

export function LetterBody({ accountId, letter }: { accountId: string; letter: LetterDetail }) {
  const { t } = useI18n();
  const { font } = useStore(preferences);
  const frame = useRef<HTMLIFrameElement>(null);
  const stop = useRef<(() => void) | null>(null);
  const [remote, setRemote] = useState(false);
  const [measured, setMeasured] = useState<Measured>({ height: 120, blocked: 0, failed: false });

  const loaded = useCallback((): void => {
    stop.current?.();
    stop.current = frame.current && watch(frame.current, remPixels(font) / 16, setMeasured);
  }, [font]);
  useEffect(() => {
    loaded();
    return () => stop.current?.();
  }, [loaded]);

  return (
    <>
      {measured.blocked > 0 && !remote && (
        <div className="remote-band">
          <ImageOff size="1.125rem" aria-hidden />
          <p>{t("reader.blocked", { count: measured.blocked })}</p>
          <Button onClick={() => setRemote(true)}>{t("reader.show-images")}</Button>
        </div>
      )}
      {measured.failed && (
        <p className="remote-band" role="alert">
          {t("reader.body-failed")}
        </p>
      )}
      <iframe
        ref={frame}
        className="letter-body"
        title={t("reader.body", { subject: letter.subject ?? "" })}
        sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
        src={bodyUrl(accountId, letter.id, remote)}
        style={{ height: measured.height }}
        onLoad={loaded}
      />
    </>
  );
}

/** As letters are meant to be seen where they name no font of their own. */
const bodyFont = "Arial, 'Liberation Sans', sans-serif";

/** Follows the height of the framed document and tells keys of the page that were pressed inside it. */
function watch(frame: HTMLIFrameElement, zoom: number, tell: (measured: Measured) => void): (() => void) | null {
  const page = frame.contentDocument;
  if (!page?.body || page.URL === "about:blank") return null;
  const failed = page.contentType !== "text/html";
  const blocked = Number(page.documentElement.dataset.remoteBlocked ?? 0);
  page.body.style.setProperty("zoom", String(zoom));
  page.body.style.setProperty("padding", "0");
  page.body.style.setProperty("font-family", bodyFont);
  const measure = (): void => {
    const height = failed ? 0 : Math.ceil(page.documentElement.getBoundingClientRect().height);
    const scrollBar = page.documentElement.scrollWidth > page.documentElement.clientWidth ? 18 : 0;
    tell({ height: Math.max(failed ? 0 : 40, height + scrollBar), blocked, failed });
  };
  const passOn = (event: KeyboardEvent): void => {
    const copy = new KeyboardEvent("keydown", { ...keyParts(event), bubbles: true, cancelable: true });
    if (!frame.dispatchEvent(copy)) event.preventDefault();
  };
  const observer = new ResizeObserver(measure);
  observer.observe(page.documentElement);
  page.addEventListener("keydown", passOn);
  measure();
  return () => {
    observer.disconnect();
    page.removeEventListener("keydown", passOn);
  };
}

const keyParts = ({ key, code, ctrlKey, metaKey, shiftKey, altKey }: KeyboardEvent): KeyboardEventInit => ({
  key,
  code,
  ctrlKey,
  metaKey,
  shiftKey,
  altKey,
});
