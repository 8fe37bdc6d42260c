import { Link, useParams } from "@tanstack/react-router";
import { Building2, Mail, Menu, SquarePen } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useI18n } from "../i18n/I18n.tsx";
import { openCompose } from "../mail/compose/desk.ts";
import { accountOfParam, paramOfAccount } from "./account-param.ts";
import { useOffice } from "./office-context.tsx";

const NavSheet = lazy(() => import("./NavSheet.tsx"));

/** Thư · Đơn vị · Soạn · Thêm, for one hand. */
export function BottomBar() {
  const { t } = useI18n();
  const office = useOffice();
  const { hop } = useParams({ strict: false });
  const [open, setOpen] = useState(false);
  const here = accountOfParam(office, hop);
  const unit = here?.kind === "unit" ? here : office.me.mailboxes.find(({ kind }) => kind === "unit");
  return (
    <nav className="bottom-bar" aria-label={t("nav.main")}>
      <Link to="/thu/$hop/$thumuc" params={{ hop: "toi", thumuc: "den" }} activeOptions={{ includeSearch: false }}>
        <Mail size="1.375rem" strokeWidth={1.75} aria-hidden />
        {t("bar.mail")}
      </Link>
      {unit ? (
        <Link
          to="/thu/$hop/$thumuc"
          params={{ hop: paramOfAccount(office, unit.accountId), thumuc: "den" }}
          activeOptions={{ includeSearch: false }}
        >
          <Building2 size="1.375rem" strokeWidth={1.75} aria-hidden />
          {t("bar.unit")}
        </Link>
      ) : (
        <span />
      )}
      <button
        type="button"
        className="bottom-compose"
        onClick={() => openCompose({ kind: "new", accountId: here?.accountId ?? office.me.accountId })}
      >
        <SquarePen size="1.375rem" strokeWidth={1.75} aria-hidden />
        {t("bar.compose")}
      </button>
      <button type="button" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <Menu size="1.375rem" strokeWidth={1.75} aria-hidden />
        {t("bar.more")}
      </button>
      {open && (
        <Suspense>
          <NavSheet close={() => setOpen(false)} />
        </Suspense>
      )}
    </nav>
  );
}
