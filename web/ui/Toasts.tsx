import { X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useI18n } from "../i18n/I18n.tsx";
import { assertive, polite } from "./announce.ts";
import { Button } from "./Button.tsx";
import { closeToast, type Toast, toasts } from "./toasts.ts";
import { useStore } from "./use-store.ts";
import "./toasts.css";

/** Toasts and the two live regions; once on the page. */
export function Toasts() {
  const { t } = useI18n();
  const list = useStore(toasts);
  return (
    <>
      <section className="toasts" aria-label={t("toast.region")}>
        {list.map((toast) => (
          <ToastCard key={toast.key} toast={toast} />
        ))}
      </section>
      <div className="quiet" role="status">
        {useStore(polite)}
      </div>
      <div className="quiet" role="alert">
        {useStore(assertive)}
      </div>
    </>
  );
}

function ToastCard({ toast }: { toast: Toast }) {
  const { t } = useI18n();
  const secondsLeft = useCountdown(toast);
  return (
    <div className={`toast toast-${toast.kind}`}>
      <p>{typeof toast.text === "string" ? toast.text : toast.text(secondsLeft)}</p>
      {toast.actions.map(({ label, run }) => (
        <button
          key={label}
          type="button"
          className="toast-action"
          onClick={() => {
            closeToast(toast.key);
            run();
          }}
        >
          {label}
        </button>
      ))}
      <Button
        variant="quiet"
        className="toast-close"
        icon={X}
        label={t("close")}
        onClick={() => closeToast(toast.key)}
      />
    </div>
  );
}

/** Seconds left; ends the toast. */
function useCountdown({ key, endsAtMs, ended }: Toast): number {
  const [now, setNow] = useState(Date.now);
  const end = useRef(ended);
  useEffect(() => {
    if (endsAtMs === null) return;
    const timer = setInterval(() => {
      setNow(Date.now());
      if (Date.now() < endsAtMs) return;
      closeToast(key);
      end.current?.();
    }, 250);
    return () => clearInterval(timer);
  }, [key, endsAtMs]);
  return Math.max(0, Math.ceil(((endsAtMs ?? now) - now) / 1000));
}
