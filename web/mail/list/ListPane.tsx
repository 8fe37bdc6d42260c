// The middle pane: title with counts, chips, rows. Holds what is ticked; everything else lives in the URL.
import { useNavigate } from "@tanstack/react-router";
import { useCallback, useEffect, useMemo, useState } from "react";
import { useOffice } from "../../app/office-context.tsx";
import { useI18n } from "../../i18n/I18n.tsx";
import type { Place } from "../../jmap/folders.ts";
import type { LetterList, ListView } from "../../jmap/letter-list.ts";
import type { Account, Folder } from "../../jmap/types.ts";
import { openCompose } from "../compose/desk.ts";
import { folderName } from "../folders/folder-words.ts";
import { may } from "../rights.ts";
import { useLetterActions } from "../use-letter-actions.ts";
import type { MailPlace } from "../use-mail-place.ts";
import { BulkBar } from "./BulkBar.tsx";
import { Chips } from "./Chips.tsx";
import { ListHeader } from "./ListHeader.tsx";
import { ListStates } from "./ListStates.tsx";
import { Rows } from "./Rows.tsx";
import { parseSearch } from "./search-query.ts";
import { extend, noSelection, only, type Selection, toggle } from "./selection.ts";
import "./list.css";

export interface ListContext extends MailPlace {
  readonly account: Account;
  readonly folders: readonly Folder[];
  readonly place: Place;
  readonly list: LetterList;
  readonly view: ListView;
}

export function ListPane(context: ListContext) {
  const { account, folders, place, list, view, search } = context;
  const { t } = useI18n();
  const office = useOffice();
  const navigate = useNavigate();
  const actions = useLetterActions(account.accountId, place);
  const [selection, setSelection] = useState<Selection>(noSelection);
  const [selecting, setSelecting] = useState(false);
  const words = useMemo(() => (search ? parseSearch(search).words : []), [search]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new list starts with nothing ticked
  useEffect(() => {
    setSelection(noSelection);
    setSelecting(false);
  }, [list]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: version says that rows moved
  useEffect(() => setSelection((old) => only(old, (id) => list.indexOf(id) >= 0)), [view.version]);

  const open = useCallback(
    (id: string): void => {
      const letter = office.letters(account.accountId).get(id);
      const isOwnDraft = letter?.keywords.$draft && may(account, "write");
      if (isOwnDraft) {
        openCompose({ kind: "draft", accountId: account.accountId, emailId: id });
      } else context.open(id);
    },
    [office, account, context.open],
  );
  const tick = useCallback(
    (id: string, range: boolean): void => {
      const index = list.indexOf(id);
      setSelecting(true);
      setSelection((old) => (range ? extend(old, index, (i) => list.idAt(i)) : toggle(old, id, index)));
    },
    [list],
  );
  const stop = (): void => {
    setSelection(noSelection);
    setSelecting(false);
  };
  const folderOf = (id: string): string | null => {
    if (!search && place.kind === "folder") return null;
    const letter = office.letters(account.accountId).get(id);
    const folder = folders.find((one) => letter?.mailboxIds[one.id]);
    return folder ? folderName(folder, t) : null;
  };
  return (
    <section className="list" aria-label={t("list.region")}>
      <ListHeader
        {...context}
        selecting={selecting}
        toggleSelecting={() => (selecting ? stop() : setSelecting(true))}
        refresh={() => void list.refresh()}
      />
      {selecting ? (
        <BulkBar
          {...context}
          ids={[...selection.ids]}
          actions={actions}
          done={stop}
          selectAll={() => setSelection({ ids: new Set(list.loadedIds()), anchor: null })}
        />
      ) : (
        <Chips
          chip={context.chip}
          choose={(loc) =>
            void navigate({
              to: ".",
              search: ({ loc: _, m: __, ...rest }: Record<string, string>) => (loc ? { ...rest, loc } : rest),
            })
          }
        />
      )}
      <ListStates {...context}>
        <Rows
          {...context}
          openLetter={open}
          actions={actions}
          selection={selection.ids}
          selecting={selecting}
          tick={tick}
          stop={stop}
          words={words}
          folderOf={folderOf}
        />
      </ListStates>
    </section>
  );
}
