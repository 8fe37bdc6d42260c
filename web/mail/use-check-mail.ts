// «Kiểm tra thư mới»: asks now and says what came, so that «no new mail» differs from «still asking» (C23).
import { useCallback } from "react";
import { useOffice } from "../app/office-context.tsx";
import { useI18n } from "../i18n/I18n.tsx";
import { sync } from "../jmap/sync.ts";
import { closeToast, showToast } from "../ui/toasts.ts";
import { failureWords } from "./failure-words.ts";

export function useCheckMail(accountId: string): () => void {
  const office = useOffice();
  const { t, formats, language } = useI18n();
  return useCallback(() => {
    const asking = showToast({ text: t("check.asking"), endsAtMs: null });
    let came = 0;
    sync(office, accountId, (_, letters) => {
      came += letters.length;
    })
      .then(
        () => showToast({ text: t("check.done", { count: came, time: formats.clock(new Date()) }) }),
        (error: unknown) => showToast({ kind: "failed", text: failureWords(error, t, language) }),
      )
      .finally(() => closeToast(asking));
  }, [office, accountId, t, formats, language]);
}
