import { useI18n } from "../i18n/I18n.tsx";
import { Button } from "../ui/Button.tsx";
import "./start-failed.css";

export function StartFailed() {
  const { t } = useI18n();
  return (
    <main className="start-failed">
      <h1>{t("app.unreachable")}</h1>
      <p>{t("app.unreachable.hint")}</p>
      <Button variant="primary" onClick={() => location.reload()}>
        {t("retry")}
      </Button>
    </main>
  );
}
