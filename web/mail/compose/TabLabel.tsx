import { useI18n } from "../../i18n/I18n.tsx";
import { createStore } from "../../ui/store.ts";
import { useStore } from "../../ui/use-store.ts";

/** Subjects of the letters being written, for their tabs. */
export const tabTitles = createStore<Readonly<Record<string, string>>>({});

export function TabLabel({ windowKey }: { windowKey: string }) {
  const { t } = useI18n();
  return useStore(tabTitles)[windowKey] || t("compose.untitled");
}
