import { useEffect } from "react";
import { useI18n } from "../i18n/I18n.tsx";

/** The window's title: what the page shows, then whose system it is. */
export function useTitle(title: string): void {
  const { t } = useI18n();
  useEffect(() => {
    document.title = `${title} – ${t("brand")}`;
  }, [title, t]);
}
