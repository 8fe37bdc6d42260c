// «Chuyển tới…»: type to filter, without diacritics; the last three targets first (C16). One list box under one field.
import { type KeyboardEvent, useId, useMemo, useState } from "react";
import { useI18n } from "../../i18n/I18n.tsx";
import { byRole, ownFolders } from "../../jmap/folders.ts";
import type { Folder, FolderRole } from "../../jmap/types.ts";
import { Button } from "../../ui/Button.tsx";
import { matches } from "../../ui/fold.ts";
import { ModalDialog } from "../../ui/ModalDialog.tsx";
import { folderName, ownFolderIcon, roleIcon } from "./folder-words.ts";
import { useFolders } from "./use-folders.ts";
import "../../ui/field.css";
import "./move.css";

interface Props {
  readonly accountId: string;
  readonly count: number;
  /** The folder one stands in is no target. */
  readonly from: string | null;
  readonly close: () => void;
  readonly choose: (folder: Folder) => void;
}

const targets: readonly FolderRole[] = ["inbox", "archive", "junk", "trash"];
const recentShown = 3;
const recent: string[] = [];

export default function MoveDialog({ accountId, count, from, close, choose }: Props) {
  const { t } = useI18n();
  const id = useId();
  const folders = useFolders(accountId);
  const [typed, setTyped] = useState("");
  const [active, setActive] = useState(0);
  const shown = useMemo(() => {
    const all = folders ?? [];
    const named = targets.map((role) => byRole(all, role)).filter((folder) => folder !== undefined);
    const rows = [...named, ...ownFolders(all).map(({ folder }) => folder)].filter(({ id }) => id !== from);
    const last = recent.map((one) => rows.find((folder) => folder.id === one)).filter((folder) => folder !== undefined);
    const ordered = [...last, ...rows.filter((folder) => !last.includes(folder))];
    return ordered.filter((folder) => matches(path(folder, all, t), typed));
  }, [folders, typed, from, t]);

  const take = (folder: Folder | undefined): void => {
    if (!folder) return;
    remember(folder.id);
    close();
    choose(folder);
  };
  const keyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter") take(shown[active]);
    else if (event.key === "ArrowDown") setActive(Math.min(active + 1, shown.length - 1));
    else if (event.key === "ArrowUp") setActive(Math.max(active - 1, 0));
    else return;
    event.preventDefault();
  };
  return (
    <ModalDialog title={t("move.title", { count })} close={close}>
      <input
        className="input"
        role="combobox"
        aria-label={t("move.filter")}
        placeholder={t("move.filter")}
        aria-expanded
        aria-controls={`${id}-list`}
        aria-activedescendant={shown[active] ? `${id}-${shown[active].id}` : undefined}
        autoCapitalize="off"
        autoCorrect="off"
        autoComplete="off"
        spellCheck={false}
        // biome-ignore lint/a11y/noAutofocus: the dialog was opened to type here
        autoFocus
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setActive(0);
        }}
        onKeyDown={keyDown}
      />
      <div id={`${id}-list`} className="move-list" role="listbox" aria-label={t("move.folders")} tabIndex={-1}>
        {shown.map((folder, index) => {
          const Icon = folder.role ? roleIcon(folder.role) : ownFolderIcon;
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the field above holds the focus and takes the keys
            // biome-ignore lint/a11y/useFocusableInteractive: see aria-activedescendant
            <div
              key={folder.id}
              id={`${id}-${folder.id}`}
              role="option"
              aria-selected={index === active}
              className={index < recent.length && index < recentShown && !typed ? "move-item move-recent" : "move-item"}
              onPointerMove={() => setActive(index)}
              onClick={() => take(folder)}
            >
              <Icon size="1.25em" strokeWidth={1.75} aria-hidden />
              {path(folder, folders ?? [], t)}
            </div>
          );
        })}
      </div>
      {shown.length === 0 && <p className="move-none">{t("move.none")}</p>}
      <div className="modal-foot">
        <Button onClick={close}>{t("cancel")}</Button>
      </div>
    </ModalDialog>
  );
}

function remember(id: string): void {
  recent.splice(0, recent.length, ...[id, ...recent.filter((one) => one !== id)].slice(0, recentShown));
}

/** «Đề án 06 / Quý IV». */
function path(folder: Folder, all: readonly Folder[], t: Parameters<typeof folderName>[1]): string {
  const names = [folderName(folder, t)];
  const seen = new Set([folder.id]);
  for (let up = parentOf(folder, all); up && !seen.has(up.id); up = parentOf(up, all)) {
    seen.add(up.id);
    names.unshift(folderName(up, t));
  }
  return names.join(" / ");
}

const parentOf = (folder: Folder, all: readonly Folder[]): Folder | undefined =>
  all.find(({ id }) => id === folder.parentId);
