// What a person does to letters from list, reader and keys: one hook, so that all three say and undo the same.
import { useMemo } from "react";
import { useOffice } from "../app/office-context.tsx";
import { useI18n } from "../i18n/I18n.tsx";
import { destroyLetters, moveLetters, setKeyword } from "../jmap/actions.ts";
import { byRole, type Place } from "../jmap/folders.ts";
import type { Folder } from "../jmap/types.ts";
import { closeToast, showToast } from "../ui/toasts.ts";
import { failureWords } from "./failure-words.ts";
import { folderName } from "./folders/folder-words.ts";

export interface LetterActions {
  star(ids: readonly string[], on: boolean): void;
  read(ids: readonly string[], on: boolean): void;
  move(ids: readonly string[], to: Folder): void;
  /** To the archive, spam or trash folder; false = the mailbox has none. */
  moveToRole(ids: readonly string[], role: "archive" | "junk" | "trash" | "inbox"): boolean;
  /** Gone for good; ask first. */
  destroy(ids: readonly string[]): Promise<void>;
}

export function useLetterActions(accountId: string, place: Place | null): LetterActions {
  const office = useOffice();
  const { t, language } = useI18n();
  return useMemo(() => {
    const failed = (error: unknown): void => {
      showToast({ kind: "failed", text: failureWords(error, t, language) });
    };
    const keyword = (ids: readonly string[], name: string, on: boolean): void => {
      setKeyword(office, accountId, { ids, keyword: name, on }).catch(failed);
    };
    const move = (ids: readonly string[], to: Folder): void => {
      const from = place?.kind === "folder" ? place.folder.id : null;
      const count = ids.length;
      const text =
        to.role === "trash" ? t("done.trash", { count }) : t("done.move", { count, folder: folderName(to, t) });
      const moving = moveLetters(office, accountId, { ids, from, to: to.id });
      const undo = (): void => {
        moving.then((back) => back()).catch(failed);
      };
      const key = showToast({ text, actions: [{ label: t("undo"), run: undo }] });
      moving.catch((error: unknown) => {
        closeToast(key);
        failed(error);
      });
    };
    return {
      star: (ids, on) => keyword(ids, "$flagged", on),
      read: (ids, on) => keyword(ids, "$seen", on),
      move,
      moveToRole(ids, role) {
        const folder = byRole(office.folders(accountId), role);
        if (folder) move(ids, folder);
        return folder !== undefined;
      },
      async destroy(ids) {
        try {
          await destroyLetters(office, accountId, ids);
          showToast({ text: t("done.destroy", { count: ids.length }) });
        } catch (error) {
          failed(error);
        }
      },
    };
  }, [office, accountId, place, t, language]);
}
