import { useState } from "react";
import { useOffice } from "../../app/office-context.tsx";
import { dayTime, instantOf, wallClockOf } from "../../i18n/format.ts";
import { useI18n } from "../../i18n/I18n.tsx";
import { type Urgency, urgencies } from "../../jmap/types.ts";
import { useNow } from "../../ui/clock.ts";
import { urgencyWords } from "../../ui/UrgencyBadge.tsx";
import type { Draft } from "./draft.ts";
import { type Preset, presets } from "./reply-by-presets.ts";
import type { DraftControl } from "./use-draft.ts";

/** Độ khẩn and Trả lời trước. The very urgent needs a deadline: the field says so instead of guessing one. */
export function UrgencyFields({ draft, change }: { draft: Draft; change: DraftControl["change"] }) {
  const { t, formats } = useI18n();
  const { zone } = useOffice().me.organization;
  const now = useNow();
  const [custom, setCustom] = useState(false);
  const options = presets(wallClockOf(now, zone), dayTime(now, zone).weekday);
  const words = (preset: Preset): string => {
    const at = instantOf(preset.wallClock, zone);
    return at ? formats.deadline(at, now) : "";
  };
  const chosen = draft.replyBy === null ? "" : "set";
  return (
    <div className="compose-urgency">
      <label>
        <span>{t("field.urgency")}</span>
        <select
          className="input"
          value={draft.urgency}
          onChange={(event) =>
            change({ urgency: urgencies.find((one): one is Urgency => one === event.target.value) ?? "normal" })
          }
        >
          {urgencies.map((urgency) => (
            <option key={urgency} value={urgency}>
              {t(urgencyWords[urgency])}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span>{t("field.reply-by")}</span>
        <select
          className="input"
          value={custom ? "custom" : chosen}
          onChange={(event) => {
            const { value } = event.target;
            setCustom(value === "custom");
            if (value === "") change({ replyBy: null });
            const preset = options.find(({ wallClock }) => wallClock === value);
            if (preset) change({ replyBy: instantOf(preset.wallClock, zone)?.toISOString() ?? null });
          }}
        >
          <option value="">{t("reply-by.none")}</option>
          {draft.replyBy !== null && <option value="set">{formats.deadline(new Date(draft.replyBy), now)}</option>}
          {options.map((preset) => (
            <option key={preset.wallClock} value={preset.wallClock}>
              {words(preset)}
            </option>
          ))}
          <option value="custom">{t("reply-by.custom")}</option>
        </select>
      </label>
      {custom && (
        <label>
          <span>{t("reply-by.when")}</span>
          <input
            className="input"
            type="datetime-local"
            min={wallClockOf(now, zone)}
            value={draft.replyBy ? wallClockOf(new Date(draft.replyBy), zone) : ""}
            onChange={(event) => change({ replyBy: instantOf(event.target.value, zone)?.toISOString() ?? null })}
          />
        </label>
      )}
      {draft.urgency === "express" && draft.replyBy === null && <p className="compose-hint">{t("reply-by.express")}</p>}
    </div>
  );
}
