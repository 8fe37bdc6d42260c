// «Chờ gửi»: letters held for undo or for their hour, and letters that some address did not take, with the reason.
import { useQuery } from "@tanstack/react-query";
import { useOffice } from "../../app/office-context.tsx";
import { useI18n } from "../../i18n/I18n.tsx";
import { call, expectAllSet } from "../../jmap/client.ts";
import { failedRecipients, letterQuery, outboxQuery } from "../../jmap/office.ts";
import type { Account, SetResult, Submission } from "../../jmap/types.ts";
import { Button } from "../../ui/Button.tsx";
import { showToast } from "../../ui/toasts.ts";
import { takeBack } from "../compose/sending.ts";
import { failureWords } from "../failure-words.ts";
import { people } from "../people.ts";
import "./outbox.css";

export function OutboxPane({ account }: { account: Account }) {
  const { t } = useI18n();
  const { data } = useQuery(outboxQuery(account.accountId));
  return (
    <section className="list" aria-label={t("folder.outbox")}>
      <header className="list-head">
        <div className="list-title">
          <h1>{t("folder.outbox")}</h1>
        </div>
      </header>
      {data?.length === 0 && <p className="list-state">{t("outbox.empty")}</p>}
      <ul className="outbox">
        {data?.map((submission) => (
          <OutboxItem key={submission.id} account={account} submission={submission} />
        ))}
      </ul>
    </section>
  );
}

function OutboxItem({ account, submission }: { account: Account; submission: Submission }) {
  const { t, formats, language } = useI18n();
  const office = useOffice();
  const letter = useQuery(letterQuery(account.accountId, submission.emailId)).data;
  const refused = failedRecipients(submission);
  const run = (work: Promise<unknown>): void => {
    work
      .catch((error: unknown) => showToast({ kind: "failed", text: failureWords(error, t, language) }))
      .finally(() => office.refreshOutbox(account.accountId));
  };
  return (
    <li className="outbox-item">
      <p className="outbox-subject">{letter?.subject || t("list.no-subject")}</p>
      <p>{t("list.to", { names: people(letter?.to ?? null, 5) || t("list.nobody") })}</p>
      {refused.length > 0 ? (
        <>
          <p className="outbox-failed">{t("outbox.failed", { addresses: refused.join(", ") })}</p>
          <div className="outbox-actions">
            <Button onClick={() => run(forget(account.accountId, submission.id))}>{t("outbox.forget")}</Button>
          </div>
        </>
      ) : (
        <>
          <p>{t("outbox.waiting", { time: formats.full(new Date(submission.sendAt)) })}</p>
          <div className="outbox-actions">
            <Button onClick={() => run(takeBack(office, account.accountId, submission))}>{t("outbox.cancel")}</Button>
          </div>
        </>
      )}
    </li>
  );
}

async function forget(accountId: string, id: string): Promise<void> {
  const answers = await call([["EmailSubmission/set", { accountId, destroy: [id] }, "set"]]);
  expectAllSet(answers.of<SetResult>("set"));
}
