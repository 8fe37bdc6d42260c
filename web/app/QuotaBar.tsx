import { useQuery } from "@tanstack/react-query";
import { useI18n } from "../i18n/I18n.tsx";
import { usageQuery } from "../jmap/office.ts";

/** From this share on the bar warns. */
const warnShare = 0.8;

export function QuotaBar({ accountId }: { accountId: string }) {
  const { t, formats } = useI18n();
  const usage = useQuery(usageQuery(accountId)).data;
  if (!usage) return null;
  const used = formats.size(usage.bytes);
  if (usage.quotaBytes === null) return <p className="quota">{t("quota.used", { used })}</p>;
  const share = Math.min(1, usage.bytes / usage.quotaBytes);
  const values = { used, quota: formats.size(usage.quotaBytes) };
  const full = share >= warnShare;
  return (
    <div className={full ? "quota quota-full" : "quota"}>
      {full ? t("quota.nearly", values) : t("quota.of", values)}
      {/* biome-ignore lint/a11y/useSemanticElements: the colours of <meter> cannot be set alike in all browsers */}
      <div
        className="quota-track"
        role="meter"
        aria-label={t("quota")}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(share * 100)}
      >
        <div style={{ width: `${share * 100}%` }} />
      </div>
    </div>
  );
}
