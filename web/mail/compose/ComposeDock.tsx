// All letters being written: one stands open at the right, the others wait as tabs along the foot (C34). Windows stay
// mounted while they wait, so nothing is lost by changing between them.
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { useOffice } from "../../app/office-context.tsx";
import { preferences } from "../../app/preferences.ts";
import { useI18n } from "../../i18n/I18n.tsx";
import { showToast } from "../../ui/toasts.ts";
import { useStore } from "../../ui/use-store.ts";
import { failureWords } from "../failure-words.ts";
import { ComposeWindow } from "./ComposeWindow.tsx";
import { closeCompose, composeFront, composing, type ComposeWindow as Window } from "./desk.ts";
import { startDraft } from "./start-draft.ts";
import { TabLabel } from "./TabLabel.tsx";
import "./compose.css";

export default function ComposeDock() {
  const { t } = useI18n();
  const windows = useStore(composing);
  const front = useStore(composeFront);
  const waiting = windows.filter(({ key }) => key !== front);
  return (
    <>
      {windows.map((window) => (
        <Loaded key={window.key} window={window} front={window.key === front} />
      ))}
      {waiting.length > 0 && (
        <nav className="compose-tabs" aria-label={t("compose.waiting")}>
          {waiting.map(({ key }) => (
            <button key={key} type="button" className="compose-tab" onClick={() => composeFront.set(key)}>
              <TabLabel windowKey={key} />
            </button>
          ))}
        </nav>
      )}
    </>
  );
}

function Loaded({ window, front }: { window: Window; front: boolean }) {
  const office = useOffice();
  const { t, formats, language } = useI18n();
  const { data, error } = useQuery({
    queryKey: ["compose", window.key],
    gcTime: 0,
    queryFn: () =>
      startDraft(window.key, window.wish, {
        office,
        t,
        formats,
        signature: (accountId) => preferences.get().signatures[accountId] ?? "",
      }),
  });
  useEffect(() => {
    if (!error) return;
    closeCompose(window.key);
    showToast({ kind: "failed", text: failureWords(error, t, language) });
  }, [error, window.key, t, language]);
  if (!data) return null;
  return <ComposeWindow initial={data} front={front} />;
}
