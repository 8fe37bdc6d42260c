import { Link } from "@tanstack/react-router";
import { useI18n } from "../i18n/I18n.tsx";
import "./start-failed.css";

export function NotFoundPage() {
  const { t } = useI18n();
  return (
    <main className="start-failed">
      <h1>{t("notfound")}</h1>
      <Link to="/" className="button button-primary">
        {t("notfound.back")}
      </Link>
    </main>
  );
}
