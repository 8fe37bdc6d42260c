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
      <button
        type="button"
        aria-label={t("font.smaller")}
        title={t("font.smaller")}
        disabled={font === 0}
        onClick={() => prefer({ font: font - 1 })}
      >
        A−
      </button>
      <button type="button" aria-label={t("font.normal")} title={t("font.normal")} onClick={() => prefer({ font: 0 })}>
        A
      </button>
      <button
        type="button"
        aria-label={t("font.larger")}
        title={t("font.larger")}
        disabled={font === fontSteps - 1}
        onClick={() => prefer({ font: font + 1 })}
      >
        A+
      </button>
    </fieldset>
  );
}
