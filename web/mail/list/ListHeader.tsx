// Title of the list with honest counts, whose mailbox it is, and the folder's own menu.
import { ChevronDown, ListChecks } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { layout } from "../../app/layout.ts";
import { useI18n } from "../../i18n/I18n.tsx";
import { Button } from "../../ui/Button.tsx";
import { useStore } from "../../ui/use-store.ts";
import { FolderMenu } from "../folders/FolderMenu.tsx";
import { placeName } from "../folders/folder-words.ts";
import { may } from "../rights.ts";
import type { ListContext } from "./ListPane.tsx";

const NavSheet = lazy(() => import("../../app/NavSheet.tsx"));

interface Props extends ListContext {
  readonly selecting: boolean;
  readonly toggleSelecting: () => void;
  readonly refresh: () => void;
}

export function ListHeader(props: Props) {
  const { account, place, search, selecting, toggleSelecting } = props;
  const { t } = useI18n();
  const phone = useStore(layout) === "one";
  const [folders, setFolders] = useState(false);
  const name = search ? t("list.results") : placeName(place, t);
  return (
    <header className="list-head">
      {account.kind === "unit" && <p className="unit-band">{t("unit.standing", { unit: account.name })}</p>}
      <div className="list-title">
        <h1>
          {phone ? (
            <button type="button" className="list-choose" aria-haspopup="dialog" onClick={() => setFolders(true)}>
              {name} <ChevronDown size="1.125em" aria-hidden />
            </button>
          ) : (
            name
          )}
        </h1>
        <p className="list-counts">
          <Counts {...props} />
        </p>
        <div className="list-tools">
          {may(account, "flag") && place.kind !== "outbox" && (
            <Button
              variant="quiet"
              icon={ListChecks}
              className="list-tool"
              aria-pressed={selecting}
              onClick={toggleSelecting}
            >
              {selecting ? t("select.stop") : t("select.start")}
            </Button>
          )}
          {place.kind === "folder" && !search && <FolderMenu account={account} folder={place.folder} />}
        </div>
      </div>
      {folders && (
        <Suspense>
          <NavSheet close={() => setFolders(false)} />
        </Suspense>
      )}
    </header>
  );
}

/** Unread and all of the folder, or what the chip or search found: the number the list itself has. */
function Counts({ place, chip, search, view }: ListContext) {
  const { t, formats } = useI18n();
  const shown = view.total === null ? null : view.total + view.waiting;
  if (search || chip !== "all" || place.kind !== "folder") {
    return shown === null ? "…" : t("list.found", { count: shown, shown: formats.count(shown) });
  }
  const { unreadEmails, totalEmails, role } = place.folder;
  const all = t("list.found", { count: totalEmails, shown: formats.count(totalEmails) });
  if (unreadEmails === 0 || role === "sent" || role === "drafts") return all;
  return `${t("list.unread-count", { shown: formats.count(unreadEmails) })} · ${all}`;
}
