import { Link } from "@tanstack/react-router";
import { CircleHelp } from "lucide-react";
import { useI18n } from "../i18n/I18n.tsx";
import { Star } from "../ui/Star.tsx";
import { useStore } from "../ui/use-store.ts";
import { AccountMenu } from "./AccountMenu.tsx";
import { FontSize } from "./FontSize.tsx";
import { layout } from "./layout.ts";
import { useOffice } from "./office-context.tsx";
import { SearchBox } from "./SearchBox.tsx";
import "./header.css";

export function Header() {
  const { t } = useI18n();
  const { me } = useOffice();
  const shape = useStore(layout);
  const roomy = shape === "wide" || shape === "desk";
  return (
    <header className="header">
      <Link to="/" className="brand">
        <Star size="1.375rem" />
        <span className="brand-words">
          <span className="brand-name">{t("brand")}</span>
          <span className="brand-place">{me.organization.name}</span>
          <span className="quiet">{t("notfound.back")}</span>
        </span>
      </Link>
      <SearchBox />
      <div className="header-tools">
        {shape !== "one" && <FontSize />}
        {roomy && (
          <Link to="/tro-giup" className="header-button">
            <CircleHelp size="1.25em" strokeWidth={1.75} aria-hidden />
            {t("help")}
          </Link>
        )}
        <AccountMenu />
      </div>
    </header>
  );
}
