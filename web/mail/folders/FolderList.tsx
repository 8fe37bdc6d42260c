import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { FolderPlus, type LucideIcon } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { paramOfAccount } from "../../app/account-param.ts";
import { useOffice } from "../../app/office-context.tsx";
import { useI18n } from "../../i18n/I18n.tsx";
import { ownFolders, placeOf, slugOf, slugOrder } from "../../jmap/folders.ts";
import { outboxQuery } from "../../jmap/office.ts";
import type { Account, Folder } from "../../jmap/types.ts";
import { may } from "../rights.ts";
import { folderName, ownFolderIcon, roleIcon, roleName } from "./folder-words.ts";
import { useFolders } from "./use-folders.ts";

const FolderDialog = lazy(() => import("./FolderDialog.tsx"));

export function FolderList({ account, followed }: { account: Account; followed: () => void }) {
  const { t } = useI18n();
  const folders = useFolders(account.accountId) ?? [];
  const outbox = useQuery({ ...outboxQuery(account.accountId), enabled: may(account, "send") }).data?.length ?? 0;
  const row = { account, followed };
  return (
    <ul className="nav-folders">
      {slugOrder.map((slug) => {
        const place = placeOf(slug, folders);
        if (!place) return null;
        if (place.kind === "outbox" && !may(account, "send")) return null;
        if (place.kind !== "folder") {
          const count = place.kind === "outbox" ? outbox : 0;
          return (
            <Row
              key={slug}
              {...row}
              slug={slug}
              icon={roleIcon(place.kind)}
              name={roleName(place.kind, t)}
              count={count}
            />
          );
        }
        const { folder } = place;
        const icon = roleIcon(folder.role ?? "inbox");
        return <Row key={slug} {...row} slug={slug} icon={icon} name={folderName(folder, t)} count={countOf(folder)} />;
      })}
      {ownFolders(folders).map(({ folder, depth }) => (
        <Row
          key={folder.id}
          {...row}
          slug={slugOf(folder)}
          icon={ownFolderIcon}
          name={folder.name}
          count={countOf(folder)}
          depth={depth}
        />
      ))}
    </ul>
  );
}

/** Stands beside the heading of a mailbox. */
export function AddFolder({ account }: { account: Account }) {
  const { t } = useI18n();
  const [creating, setCreating] = useState(false);
  if (!may(account, "write")) return null;
  return (
    <>
      <button type="button" className="nav-add" title={t("folder.add")} onClick={() => setCreating(true)}>
        <FolderPlus size="1.125em" strokeWidth={1.75} aria-hidden />
        {t("folder.add.short")}
        <span className="quiet"> – {t("folder.add")}</span>
      </button>
      {creating && (
        <Suspense>
          <FolderDialog accountId={account.accountId} kind="create" parent={null} close={() => setCreating(false)} />
        </Suspense>
      )}
    </>
  );
}

/** Drafts are counted whole; what was sent or thrown away is no news. */
function countOf({ role, totalEmails, unreadEmails }: Folder): number {
  if (role === "drafts") return totalEmails;
  return role === "sent" || role === "trash" ? 0 : unreadEmails;
}

interface RowProps {
  readonly account: Account;
  readonly followed: () => void;
  readonly slug: string;
  readonly icon: LucideIcon;
  readonly name: string;
  readonly count: number;
  readonly depth?: number;
}

function Row({ account, followed, slug, icon: Icon, name, count, depth = 0 }: RowProps) {
  const { t, formats } = useI18n();
  const office = useOffice();
  return (
    <li>
      <Link
        to="/thu/$hop/$thumuc"
        params={{ hop: paramOfAccount(office, account.accountId), thumuc: slug }}
        activeOptions={{ includeSearch: false }}
        className="nav-link"
        style={depth > 0 ? { paddingLeft: `${0.75 + Math.min(depth, 6)}rem` } : undefined}
        onClick={followed}
      >
        <Icon size="1.25em" strokeWidth={1.75} aria-hidden />
        <span className="nav-words">{name}</span>
        {count > 0 && (
          <span className="nav-count">
            {formats.count(count)}
            {slug !== "nhap" && slug !== "cho-gui" && <span className="quiet"> {t("nav.unread")}</span>}
          </span>
        )}
      </Link>
    </li>
  );
}
