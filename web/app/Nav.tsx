// Left navigation: compose, one's own mailbox, unit mailboxes as roots of equal rank (C28), work pages that exist.
import { Link, useParams } from "@tanstack/react-router";
import { BookUser, Building2, SquarePen } from "lucide-react";
import { useEffect, useRef } from "react";
import { useI18n } from "../i18n/I18n.tsx";
import { byRole } from "../jmap/folders.ts";
import type { Account } from "../jmap/types.ts";
import { openCompose } from "../mail/compose/desk.ts";
import { AddFolder, FolderList } from "../mail/folders/FolderList.tsx";
import { useFolders } from "../mail/folders/use-folders.ts";
import { Button } from "../ui/Button.tsx";
import { accountOfParam, paramOfAccount } from "./account-param.ts";
import { useOffice } from "./office-context.tsx";
import { QuotaBar } from "./QuotaBar.tsx";
import "./nav.css";

/** `followed`: a link was taken, for the sheet on phones. */
export function Nav({ followed = () => {} }: { followed?: () => void }) {
  const { t } = useI18n();
  const office = useOffice();
  const { hop } = useParams({ strict: false });
  const here = accountOfParam(office, hop) ?? office.me.mailboxes[0];
  const units = office.me.mailboxes.filter(({ kind }) => kind === "unit");
  const own = office.account(office.me.accountId);
  return (
    <div className="nav">
      <Button
        variant="primary"
        icon={SquarePen}
        className="nav-compose"
        onClick={() => {
          openCompose({ kind: "new", accountId: here?.accountId ?? office.me.accountId });
          followed();
        }}
      >
        {t("compose")}
      </Button>
      {own && (
        <nav aria-label={t("nav.own")}>
          <div className="nav-head">
            <h2>{t("nav.own")}</h2>
            <AddFolder account={own} />
          </div>
          <FolderList account={own} followed={followed} />
        </nav>
      )}
      {units.length > 0 && (
        <nav aria-label={t("nav.units")}>
          <h2>{t("nav.units")}</h2>
          {units.map((unit) => (
            <UnitRoot key={unit.accountId} unit={unit} open={here?.accountId === unit.accountId} followed={followed} />
          ))}
        </nav>
      )}
      <nav aria-label={t("nav.work")}>
        <h2>{t("nav.work")}</h2>
        <Link to="/danh-ba" className="nav-link" onClick={followed}>
          <BookUser size="1.25em" strokeWidth={1.75} aria-hidden />
          <span className="nav-words">{t("directory")}</span>
        </Link>
      </nav>
      {here && <QuotaBar accountId={here.accountId} />}
    </div>
  );
}

function UnitRoot({ unit, open, followed }: { unit: Account; open: boolean; followed: () => void }) {
  const { t, formats } = useI18n();
  const office = useOffice();
  const folders = useFolders(unit.accountId);
  const unread = byRole(folders ?? [], "inbox")?.unreadEmails ?? 0;
  const inside = useRef<HTMLDivElement>(null);
  const known = folders !== undefined;
  useEffect(() => {
    if (open && known) inside.current?.scrollIntoView({ block: "nearest" });
  }, [open, known]);
  return (
    <div className="nav-unit">
      <Link
        to="/thu/$hop/$thumuc"
        params={{ hop: paramOfAccount(office, unit.accountId), thumuc: "den" }}
        className={open ? "nav-link nav-root-open" : "nav-link"}
        onClick={followed}
      >
        <Building2 size="1.25em" strokeWidth={1.75} aria-hidden />
        <span className="nav-words">{unit.name}</span>
        {unread > 0 && (
          <span className="nav-pill">
            {formats.count(unread)}
            <span className="quiet"> {t("nav.unread")}</span>
          </span>
        )}
      </Link>
      {open && (
        <div ref={inside} className="nav-unit-folders">
          <FolderList account={unit} followed={followed} />
          <AddFolder account={unit} />
        </div>
      )}
    </div>
  );
}
