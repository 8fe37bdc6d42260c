import { useI18n } from "../i18n/I18n.tsx";
import { useStore } from "../ui/use-store.ts";
import { fontSteps, prefer, preferences } from "./preferences.ts";

/** A− A A+: most people do not know Ctrl +. */
export function FontSize() {
  const { t } = useI18n();
  const { font } = useStore(preferences);
  return (
    <fieldset className="font-size">
      <legend className="quiet">{t("font.legend")}</legend>
      <button type="button" title={t("font.smaller")} disabled={font === 0} onClick={() => prefer({ font: font - 1 })}>
        A−<span className="quiet"> {t("font.smaller")}</span>
      </button>
      <button type="button" title={t("font.normal")} onClick={() => prefer({ font: 0 })}>
        A<span className="quiet"> {t("font.normal")}</span>
      </button>
      <button
        type="button"
        title={t("font.larger")}
        disabled={font === fontSteps - 1}
        onClick={() => prefer({ font: font + 1 })}
      >
        A+<span className="quiet"> {t("font.larger")}</span>
      </button>
    </fieldset>
  );
}
