import { useNavigate } from "@tanstack/react-router";
import { Ellipsis, FolderPlus, MailOpen, Pencil, RefreshCw, Trash2 } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useOffice } from "../../app/office-context.tsx";
import { useI18n } from "../../i18n/I18n.tsx";
import { changeFolder, emptyFolder, readFolder } from "../../jmap/actions.ts";
import type { Account, Folder } from "../../jmap/types.ts";
import { MenuButton, type MenuEntry } from "../../ui/MenuButton.tsx";
import { showToast } from "../../ui/toasts.ts";
import { failureWords } from "../failure-words.ts";
import { may } from "../rights.ts";
import { useCheckMail } from "../use-check-mail.ts";
import { folderName } from "./folder-words.ts";

const FolderDialog = lazy(() => import("./FolderDialog.tsx"));
const ConfirmDialog = lazy(() => import("../../ui/ConfirmDialog.tsx"));

/** What can be done to the folder one stands in. */
export function FolderMenu({ account, folder }: { account: Account; folder: Folder }) {
  const { t, language, formats } = useI18n();
  const office = useOffice();
  const navigate = useNavigate();
  const [dialog, setDialog] = useState<"create" | "rename" | "delete" | "empty" | null>(null);
  const { accountId } = account;
  const close = (): void => setDialog(null);
  const run = (work: Promise<unknown>, done: string): void => {
    work.then(
      () => showToast({ text: done }),
      (error: unknown) => showToast({ kind: "failed", text: failureWords(error, t, language) }),
    );
  };
  const remove = (): void => {
    run(
      changeFolder(office, accountId, { destroy: { id: folder.id } }).then(() =>
        navigate({ to: "/thu/$hop/$thumuc", params: (now) => ({ hop: now.hop ?? "toi", thumuc: "den" }) }),
      ),
      t("folder.deleted", { folder: folder.name }),
    );
  };
  const writable = may(account, "write");
  const own = writable && folder.role === null;
  const purgeable = writable && (folder.role === "trash" || folder.role === "junk") && folder.totalEmails > 0;
  const check = useCheckMail(accountId);
  const entries: (MenuEntry | false)[] = [
    folder.role === "inbox" && { id: "check", icon: RefreshCw, label: t("check"), run: check },
    folder.unreadEmails > 0 && {
      id: "read",
      icon: MailOpen,
      label: t("folder.read-all"),
      run: () => run(readFolder(office, accountId, folder.id), t("folder.read-all.done")),
    },
    writable && { id: "create", icon: FolderPlus, label: t("folder.create-inside"), run: () => setDialog("create") },
    own &&
      folder.myRights.mayRename && {
        id: "rename",
        icon: Pencil,
        label: t("folder.rename"),
        run: () => setDialog("rename"),
      },
    own &&
      folder.myRights.mayDelete && {
        id: "delete",
        icon: Trash2,
        label: t("folder.delete"),
        run: () => setDialog("delete"),
      },
    purgeable && { id: "empty", icon: Trash2, danger: true, label: t("folder.empty"), run: () => setDialog("empty") },
  ];
  const shown = entries.filter((entry) => entry !== false);
  if (shown.length === 0) return null;
  const name = folderName(folder, t);
  return (
    <>
      <MenuButton
        className="button button-quiet list-tool"
        label={t("folder.menu", { folder: name })}
        groups={[{ entries: shown }]}
        chevron={false}
      >
        <Ellipsis size="1.25em" aria-hidden />
        <span>{t("folder")}</span>
      </MenuButton>
      <Suspense>
        {dialog === "create" && <FolderDialog accountId={accountId} kind="create" parent={folder} close={close} />}
        {dialog === "rename" && <FolderDialog accountId={accountId} kind="rename" folder={folder} close={close} />}
        {dialog === "delete" && (
          <ConfirmDialog
            title={t("folder.delete.title", { folder: name })}
            text={folder.totalEmails > 0 ? t("folder.delete.full") : t("folder.delete.text")}
            yes={t("folder.delete")}
            close={close}
            confirm={remove}
          />
        )}
        {dialog === "empty" && (
          <ConfirmDialog
            title={t("folder.empty.title", { folder: name })}
            text={t("folder.empty.text", { shown: formats.count(folder.totalEmails) })}
            yes={t("folder.empty")}
            close={close}
            confirm={() => run(emptyFolder(office, accountId, folder.id), t("folder.empty.done", { folder: name }))}
          />
        )}
      </Suspense>
    </>
  );
}
