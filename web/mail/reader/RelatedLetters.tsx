// Letters of the same thread, newest first. Conversations are not grouped in the list (C41); this strip shows them.
import { useQuery } from "@tanstack/react-query";
import { useOffice } from "../../app/office-context.tsx";
import { useI18n } from "../../i18n/I18n.tsx";
import { call, idsOf } from "../../jmap/client.ts";
import { type Account, type Letter, type LetterDetail, letterProperties } from "../../jmap/types.ts";
import { useNow } from "../../ui/clock.ts";
import { people } from "../people.ts";

export function RelatedLetters({
  account,
  letter,
  goTo,
}: {
  account: Account;
  letter: LetterDetail;
  goTo: (id: string) => void;
}) {
  const { t, formats } = useI18n();
  const office = useOffice();
  const now = useNow();
  const { accountId } = account;
  const { data = [] } = useQuery({
    queryKey: ["thread", accountId, letter.threadId],
    staleTime: 30_000,
    queryFn: async (): Promise<readonly Letter[]> => {
      const answers = await call([
        ["Thread/get", { accountId, ids: [letter.threadId] }, "thread"],
        [
          "Email/get",
          { accountId, "#ids": idsOf("thread", "Thread/get", "/list/*/emailIds"), properties: letterProperties },
          "get",
        ],
      ]);
      return [...office.letters(accountId).adopt(answers, "get")];
    },
  });
  const others = data.filter(({ id, keywords }) => id !== letter.id && !keywords.$draft);
  if (others.length === 0) return null;
  others.sort((a, b) => b.receivedAt.localeCompare(a.receivedAt));
  return (
    <section className="related" aria-labelledby="related">
      <h3 id="related">{t("related", { count: others.length })}</h3>
      <ul>
        {others.map((other) => (
          <li key={other.id}>
            <button type="button" className="related-letter" onClick={() => goTo(other.id)}>
              <span className="related-who">{people(other.from, 1) || t("list.nobody")}</span>
              <span className="related-preview">{other.preview || other.subject}</span>
              <time dateTime={other.receivedAt}>{formats.listTime(new Date(other.receivedAt), now)}</time>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
