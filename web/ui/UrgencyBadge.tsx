import { useI18n } from "../i18n/I18n.tsx";
import type { MessageKey } from "../i18n/text.ts";
import type { Urgency } from "../jmap/types.ts";
import "./urgency.css";

export const urgencyWords: Record<Urgency, MessageKey> = {
  normal: "urgency.normal",
  urgent: "urgency.urgent",
  "very-urgent": "urgency.very-urgent",
  express: "urgency.express",
};

/** Word and shape, never colour alone. */
export function UrgencyBadge({ urgency }: { urgency: Urgency }) {
  const { t } = useI18n();
  if (urgency === "normal") return null;
  return <span className={`urgency urgency-${urgency}`}>{t(urgencyWords[urgency])}</span>;
}
