import { useI18n } from "../i18n/I18n.tsx";
import { Button } from "../ui/Button.tsx";
import "./start-failed.css";

/** What was being written is kept on this computer whatever happened here. */
export function CrashPage({ error }: { error: unknown }) {
  const { t } = useI18n();
  return (
    <main className="start-failed">
      <h1>{t("crash", { code: codeOf(error) })}</h1>
      <p>{t("crash.kept")}</p>
      <Button variant="primary" onClick={() => location.reload()}>
        {t("crash.reload")}
      </Button>
    </main>
  );
}

/** Four signs a person can read out on the phone; the same fault has the same code. */
export function codeOf(error: unknown): string {
  const text = error instanceof Error ? `${error.name}${error.message}` : String(error);
  let hash = 7;
  for (const unit of text) hash = (hash * 31 + (unit.codePointAt(0) ?? 0)) % 1_679_616;
  return hash.toString(36).toUpperCase().padStart(4, "0");
}
