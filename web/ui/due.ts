// The words of a deadline in a list row and in the reader.
import type { Formats } from "../i18n/format.ts";
import type { Translate } from "../i18n/text.ts";

export interface Due {
  readonly overdue: boolean;
  /** For the reader: «Trả lời trước 15:00 hôm nay», «Quá hạn 09:00 ngày 21/11/2026». */
  readonly line: string;
  /** For a list row: «Trả lời trước 15:00 hôm nay», «Hạn trả lời 24/11», «Quá hạn 21/11». */
  readonly short: string;
  /** «còn 4 giờ 12 phút», «quá 2 ngày». */
  readonly left: string;
}

export function dueOf(replyBy: string, now: Date, { t, formats }: { t: Translate; formats: Formats }): Due | null {
  const at = new Date(replyBy);
  if (Number.isNaN(at.getTime())) return null;
  const overdue = at.getTime() < now.getTime();
  const deadline = formats.deadline(at, now);
  const span = formats.span(at.getTime() - now.getTime());
  const days = formats.daysUntil(at, now);
  const near = days === 0 || days === 1;
  const date = days === -1 ? formats.listTime(at, now).toLowerCase() : formats.listTime(at, now);
  const far = overdue ? t("due.over", { deadline: date }) : t("due.on", { date });
  const line = overdue ? t("due.over", { deadline }) : t("due.by", { deadline });
  return {
    overdue,
    short: near ? line : far,
    line,
    left: overdue ? t("due.late", { span }) : t("due.left", { span }),
  };
}
