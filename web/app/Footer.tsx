import { Lock } from "lucide-react";
import { useI18n } from "../i18n/I18n.tsx";
import { useSite } from "./site.ts";

/** State secrets never pass here; help stands in the same place on every page (WCAG 3.2.6). */
export function Footer() {
  const { t } = useI18n();
  const site = useSite();
  return (
    <footer className="frame-footer">
      <Lock size="1em" aria-hidden />
      <span>{t("footer.secret")}</span>
      {site?.support && <span>{t("footer.support", { contact: site.support })}</span>}
    </footer>
  );
}
