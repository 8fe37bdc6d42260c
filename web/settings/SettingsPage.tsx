// Settings that exist: how the page looks, its language, signatures. Changes show at once; there is no save button.
import { useOffice } from "../app/office-context.tsx";
import { type Density, densities, fontSteps, prefer, preferences } from "../app/preferences.ts";
import { useTitle } from "../app/use-title.ts";
import { useI18n } from "../i18n/I18n.tsx";
import type { Language } from "../i18n/locale.ts";
import type { MessageKey } from "../i18n/text.ts";
import { may } from "../mail/rights.ts";
import { useStore } from "../ui/use-store.ts";
import "../ui/field.css";
import "./settings.css";

const fontWords: readonly MessageKey[] = ["font.0", "font.1", "font.2", "font.3"];
const densityWords: Record<Density, MessageKey> = {
  roomy: "density.roomy",
  medium: "density.medium",
  compact: "density.compact",
};
const languageNames: readonly (readonly [Language, string])[] = [
  ["vi", "Tiếng Việt"],
  ["en", "English"],
];

export function SettingsPage() {
  const { t, language, changeLanguage } = useI18n();
  useTitle(t("settings"));
  const { me } = useOffice();
  const { font, density, signatures } = useStore(preferences);
  return (
    <div className="settings">
      <h1>{t("settings")}</h1>
      <p className="settings-note">{t("settings.device")}</p>
      <Choice
        legend={t("font.legend")}
        options={Array.from({ length: fontSteps }, (_, step) => [String(step), t(fontWords[step] ?? "font.0")])}
        value={String(font)}
        choose={(value) => prefer({ font: Number(value) })}
      />
      <Choice
        legend={t("density.legend")}
        options={densities.map((one) => [one, t(densityWords[one])])}
        value={density}
        choose={(value) => prefer({ density: densities.find((one) => one === value) ?? "roomy" })}
      />
      <Choice
        legend={t("language")}
        options={languageNames}
        value={language}
        choose={(value) => void changeLanguage(value === "en" ? "en" : "vi")}
      />
      <section>
        <h2>{t("signature.legend")}</h2>
        {me.mailboxes
          .filter((account) => may(account, "send"))
          .map(({ accountId, name, address }) => (
            <label key={accountId} className="settings-signature">
              <span>
                {name} &lt;{address}&gt;
              </span>
              <textarea
                className="input"
                rows={4}
                maxLength={2_000}
                placeholder={t("signature.hint")}
                autoCapitalize="off"
                value={signatures[accountId] ?? ""}
                onChange={(event) => prefer({ signatures: { ...signatures, [accountId]: event.target.value } })}
              />
            </label>
          ))}
      </section>
    </div>
  );
}

interface ChoiceProps {
  readonly legend: string;
  readonly options: readonly (readonly [value: string, words: string])[];
  readonly value: string;
  readonly choose: (value: string) => void;
}

function Choice({ legend, options, value, choose }: ChoiceProps) {
  return (
    <fieldset className="settings-choice">
      <legend>{legend}</legend>
      {options.map(([one, words]) => (
        <label key={one}>
          <input type="radio" name={legend} value={one} checked={one === value} onChange={() => choose(one)} />
          {words}
        </label>
      ))}
    </fieldset>
  );
}
