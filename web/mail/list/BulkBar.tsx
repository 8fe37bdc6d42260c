import { Archive, FolderInput, MailOpen, Trash2 } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useOffice } from "../../app/office-context.tsx";
import { useI18n } from "../../i18n/I18n.tsx";
import { isSeen } from "../../jmap/types.ts";
import { Button } from "../../ui/Button.tsx";
import { may } from "../rights.ts";
import type { LetterActions } from "../use-letter-actions.ts";
import type { ListContext } from "./ListPane.tsx";

const MoveDialog = lazy(() => import("../folders/MoveDialog.tsx"));
const ConfirmDialog = lazy(() => import("../../ui/ConfirmDialog.tsx"));

interface Props extends ListContext {
  readonly ids: readonly string[];
  readonly actions: LetterActions;
  readonly done: () => void;
  readonly selectAll: () => void;
}

/** What can be done to all ticked letters; every act can be undone, but for good is asked. */
export function BulkBar({ account, place, ids, actions, done, selectAll }: Props) {
  const { t } = useI18n();
  const office = useOffice();
  const [dialog, setDialog] = useState<"move" | "destroy" | null>(null);
  const inTrash = place.kind === "folder" && place.folder.role === "trash";
  const none = ids.length === 0;
  const allRead = ids.every((id) => {
    const letter = office.letters(account.accountId).get(id);
    return letter !== undefined && isSeen(letter);
  });
  const act = (work: () => void): void => {
    work();
    done();
  };
  return (
    <div className="bulk" role="toolbar" aria-label={t("select.toolbar")}>
      <p aria-live="polite">{t("select.count", { count: ids.length })}</p>
      <div className="bulk-buttons">
        {none ? (
          <Button onClick={selectAll}>{t("select.all")}</Button>
        ) : (
          <>
            <Button icon={MailOpen} onClick={() => act(() => actions.read(ids, !allRead))}>
              {allRead ? t("mark.unread") : t("mark.read")}
            </Button>
            {may(account, "write") && (
              <>
                <Button icon={Archive} onClick={() => act(() => actions.moveToRole(ids, "archive"))}>
                  {t("archive")}
                </Button>
                <Button icon={FolderInput} onClick={() => setDialog("move")}>
                  {t("move")}
                </Button>
                <Button
                  icon={Trash2}
                  onClick={() => (inTrash ? setDialog("destroy") : act(() => actions.moveToRole(ids, "trash")))}
                >
                  {inTrash ? t("destroy") : t("delete")}
                </Button>
              </>
            )}
          </>
        )}
      </div>
      <Suspense>
        {dialog === "move" && (
          <MoveDialog
            accountId={account.accountId}
            count={ids.length}
            from={place.kind === "folder" ? place.folder.id : null}
            close={() => setDialog(null)}
            choose={(folder) => act(() => actions.move(ids, folder))}
          />
        )}
        {dialog === "destroy" && (
          <ConfirmDialog
            title={t("destroy.title", { count: ids.length })}
            text={t("destroy.text")}
            yes={t("destroy")}
            close={() => setDialog(null)}
            confirm={() => act(() => void actions.destroy(ids))}
          />
        )}
      </Suspense>
    </div>
  );
}
