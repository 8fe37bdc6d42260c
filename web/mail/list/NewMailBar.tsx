import { ArrowUp } from "lucide-react";
import { useI18n } from "../../i18n/I18n.tsx";

/** «3 thư mới – Xem»: new letters wait here instead of moving the rows. */
export function NewMailBar({ count, show }: { count: number; show: () => void }) {
  const { t } = useI18n();
  if (count === 0) return null;
  return (
    <button type="button" className="new-mail" onClick={show}>
      <ArrowUp size="1.125em" aria-hidden />
      {t("list.new", { count })}
    </button>
  );
}
