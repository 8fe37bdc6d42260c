// Short answers to what people ask most, keys, and whom to call. Prints on one page.
import { Printer } from "lucide-react";
import { KeyTable } from "../app/KeyTable.tsx";
import { useSite } from "../app/site.ts";
import { useTitle } from "../app/use-title.ts";
import { useI18n } from "../i18n/I18n.tsx";
import type { MessageKey } from "../i18n/text.ts";
import { Button } from "../ui/Button.tsx";
import "./help.css";

const answers: readonly (readonly [MessageKey, MessageKey])[] = [
  ["help.send.q", "help.send.a"],
  ["help.undo.q", "help.undo.a"],
  ["help.find.q", "help.find.a"],
  ["help.unit.q", "help.unit.a"],
  ["help.delete.q", "help.delete.a"],
  ["help.draft.q", "help.draft.a"],
  ["help.size.q", "help.size.a"],
  ["help.phishing.q", "help.phishing.a"],
];

export function HelpPage() {
  const { t } = useI18n();
  useTitle(t("help.title"));
  const site = useSite();
  return (
    <div className="help">
      <div className="help-head">
        <h1>{t("help.title")}</h1>
        <Button icon={Printer} onClick={() => window.print()}>
          {t("print")}
        </Button>
      </div>
      {site?.support && <p className="help-call">{t("footer.support", { contact: site.support })}</p>}
      {answers.map(([question, answer]) => (
        <section key={question}>
          <h2>{t(question)}</h2>
          <p>{t(answer)}</p>
        </section>
      ))}
      <section>
        <h2>{t("keys.title")}</h2>
        <KeyTable />
      </section>
    </div>
  );
}
