import { AlarmClock } from "lucide-react";
import { useOffice } from "../../app/office-context.tsx";
import { useI18n } from "../../i18n/I18n.tsx";
import type { Account, LetterDetail } from "../../jmap/types.ts";
import { Button } from "../../ui/Button.tsx";
import { useNow } from "../../ui/clock.ts";
import { dueOf } from "../../ui/due.ts";
import { openCompose } from "../compose/desk.ts";
import { sameAddress } from "../compose/recipients.ts";
import { ownAddresses } from "../own-addresses.ts";
import { may } from "../rights.ts";

/** The deadline a sender set, how long it leaves, and whether it has been answered. */
export function ReplyByBand({ account, letter }: { account: Account; letter: LetterDetail }) {
  const { t, formats } = useI18n();
  const office = useOffice();
  const now = useNow();
  const due = letter.replyBy ? dueOf(letter.replyBy, now, { t, formats }) : null;
  const own = ownAddresses(office, account);
  const written = letter.from?.some(({ email }) => own.some((address) => sameAddress(address, email)));
  if (!due || written) return null;
  const answered = letter.keywords.$answered === true;
  return (
    <div className={due.overdue && !answered ? "due-band due-band-over" : "due-band"}>
      <AlarmClock size="1.25rem" aria-hidden />
      <p>
        <strong>{due.line}</strong> {answered ? t("due.answered") : `(${due.left})`}
      </p>
      {!answered && may(account, "send") && (
        <Button variant="primary" onClick={() => openCompose({ kind: "reply", accountId: account.accountId, letter })}>
          {t("reply")}
        </Button>
      )}
    </div>
  );
}
