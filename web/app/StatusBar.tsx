import { WifiOff } from "lucide-react";
import { useI18n } from "../i18n/I18n.tsx";
import { reachable } from "../jmap/connection.ts";
import { useStore } from "../ui/use-store.ts";

export function StatusBar() {
  const { t } = useI18n();
  if (useStore(reachable)) return null;
  return (
    <div className="status-bar" role="status">
      <WifiOff size="1.125em" aria-hidden />
      {t("offline")}
    </div>
  );
}
