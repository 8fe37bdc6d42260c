import { useI18n } from "../../i18n/I18n.tsx";
import type { SaveState } from "./use-draft.ts";

/** Saved, saving, kept here only: states with time, never silence. */
export function SaveWords({ state }: { state: SaveState }) {
  const { t, formats } = useI18n();
  const words = {
    new: "",
    changed: "",
    saving: t("save.saving"),
    saved: state.kind === "saved" ? t("save.saved", { time: formats.clock(new Date(state.atMs)) }) : "",
    local: t("save.local"),
  };
  return <p className={`save-words save-${state.kind}`}>{words[state.kind]}</p>;
}
