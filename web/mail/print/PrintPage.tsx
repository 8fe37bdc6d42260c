// The letter on paper: header table, text, names of the attachments, who printed it and when (C38). The text is the
// server's rebuilt form, cleaned once more and set into the page itself, since frames break badly across pages.
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { Printer } from "lucide-react";
import { useEffect, useRef } from "react";
import { accountOfParam } from "../../app/account-param.ts";
import { useOffice } from "../../app/office-context.tsx";
import { useI18n } from "../../i18n/I18n.tsx";
import { request } from "../../jmap/http.ts";
import { letterQuery } from "../../jmap/office.ts";
import type { EmailAddress, LetterDetail } from "../../jmap/types.ts";
import { bodyUrl } from "../../jmap/urls.ts";
import { Button } from "../../ui/Button.tsx";
import { UrgencyBadge } from "../../ui/UrgencyBadge.tsx";
import { cleanFragment } from "../compose/sanitize.ts";
import "./print.css";

export function PrintPage() {
  const { t } = useI18n();
  const office = useOffice();
  const { hop, id } = useParams({ from: "/thu/$hop/in/$id" });
  const accountId = accountOfParam(office, hop)?.accountId ?? "";
  const letter = useQuery(letterQuery(accountId, id)).data;
  const body = useQuery({
    queryKey: ["print", accountId, id],
    queryFn: async () => (await request(bodyUrl(accountId, id, false))).text(),
  }).data;
  if (letter === null) return <p className="print">{t("reader.gone")}</p>;
  if (!letter || body === undefined) return <p className="print">{t("loading")}</p>;
  return <Sheet letter={letter} body={body} />;
}

function Sheet({ letter, body }: { letter: LetterDetail; body: string }) {
  const { t, formats } = useI18n();
  const { me } = useOffice();
  const text = useRef<HTMLDivElement>(null);
  useEffect(() => {
    document.title = letter.subject ?? t("list.no-subject");
    text.current?.replaceChildren(document.importNode(cleanFragment(body), true));
    void document.fonts.ready.then(() => window.print());
  }, [letter.subject, body, t]);
  const files = letter.attachments.map(({ name, size }) => `${name ?? t("files.unnamed")} (${formats.size(size)})`);
  const rows: readonly (readonly [string, string])[] = [
    [t("field.from"), names(letter.from)],
    [t("field.to"), names(letter.to)],
    [t("field.cc"), names(letter.cc)],
    [t("field.time"), formats.full(new Date(letter.sentAt ?? letter.receivedAt))],
    [t("field.files"), files.join("; ")],
  ];
  return (
    <div className="print">
      <Button icon={Printer} className="print-button" onClick={() => window.print()}>
        {t("print")}
      </Button>
      <h1>
        <UrgencyBadge urgency={letter.urgency} /> {letter.subject || t("list.no-subject")}
      </h1>
      <table className="print-head">
        <tbody>
          {rows
            .filter(([, value]) => value)
            .map(([label, value]) => (
              <tr key={label}>
                <th scope="row">{label}</th>
                <td>{value}</td>
              </tr>
            ))}
        </tbody>
      </table>
      <div ref={text} className="print-text" />
      <p className="print-foot">{t("print.by", { time: formats.full(new Date()), name: me.person.name })}</p>
    </div>
  );
}

const names = (list: readonly EmailAddress[] | null): string =>
  (list ?? []).map(({ name, email }) => (name ? `${name} <${email}>` : email)).join("; ");
