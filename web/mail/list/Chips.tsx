import { useI18n } from "../../i18n/I18n.tsx";
import type { MessageKey } from "../../i18n/text.ts";
import { type Chip, chips, slugOfChip } from "./sources.ts";

const words: Record<Chip, MessageKey> = {
  all: "chip.all",
  unread: "chip.unread",
  reply: "chip.reply",
  urgent: "chip.urgent",
  files: "chip.files",
};

export function Chips({ chip, choose }: { chip: Chip; choose: (slug: string | undefined) => void }) {
  const { t } = useI18n();
  return (
    <fieldset className="chips">
      <legend className="quiet">{t("chip.legend")}</legend>
      {chips.map((one) => (
        <button
          key={one}
          type="button"
          className="chip"
          aria-pressed={one === chip}
          onClick={() => choose(slugOfChip(one))}
        >
          {t(words[one])}
        </button>
      ))}
    </fieldset>
  );
}
