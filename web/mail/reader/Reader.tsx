// One letter: toolbar with words, header, deadline, body in its own frame, attachments, related letters.
import { useQuery } from "@tanstack/react-query";
import { ArrowLeft } from "lucide-react";
import { useEffect, useRef } from "react";
import { useOffice } from "../../app/office-context.tsx";
import { useI18n } from "../../i18n/I18n.tsx";
import { setKeyword } from "../../jmap/actions.ts";
import type { Place } from "../../jmap/folders.ts";
import { letterQuery } from "../../jmap/office.ts";
import { type Account, type Folder, isSeen } from "../../jmap/types.ts";
import { Button } from "../../ui/Button.tsx";
import { placeName } from "../folders/folder-words.ts";
import { may } from "../rights.ts";
import { useLetter } from "../use-letter.ts";
import { useLetterActions } from "../use-letter-actions.ts";
import { AttachmentList } from "./AttachmentList.tsx";
import { LetterBody } from "./LetterBody.tsx";
import { LetterHead } from "./LetterHead.tsx";
import { ReaderToolbar } from "./ReaderToolbar.tsx";
import { RelatedLetters } from "./RelatedLetters.tsx";
import { ReplyByBand } from "./ReplyByBand.tsx";
import "./reader.css";

export interface ReaderProps {
  readonly account: Account;
  readonly folders: readonly Folder[];
  readonly place: Place;
  readonly id: string;
  readonly close: () => void;
  readonly goTo: (id: string) => void;
  /** The list is not beside it: there must be a way back. */
  readonly alone: boolean;
}

export function Reader(props: ReaderProps) {
  const { account, place, id, close, alone } = props;
  const { t } = useI18n();
  const actions = useLetterActions(account.accountId, place);
  const pane = useRef<HTMLElement>(null);
  const detail = useQuery(letterQuery(account.accountId, id));
  const cached = useLetter(account.accountId, id);
  useMarkRead(props, detail.data !== undefined && detail.data !== null);
  useEffect(() => {
    if (alone) pane.current?.focus();
  }, [alone]);

  const letter = detail.data ? { ...detail.data, ...cached } : null;
  return (
    <section
      ref={pane}
      className="reader"
      aria-label={t("reader.region")}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.defaultPrevented || event.nativeEvent.isComposing) return;
        if (event.key === "Escape") close();
        const inTrash = place.kind === "folder" && place.folder.role === "trash";
        if (event.key === "Delete" && may(account, "write") && !inTrash && actions.moveToRole([id], "trash")) close();
      }}
    >
      {alone && <h1 className="quiet">{placeName(place, t)}</h1>}
      {alone && (
        <Button variant="quiet" icon={ArrowLeft} className="reader-back" onClick={close}>
          {placeName(place, t)}
        </Button>
      )}
      {letter && <ReaderToolbar {...props} letter={letter} />}
      <div className="reader-scroll">
        {detail.isPending && <Pending />}
        {detail.isError && (
          <div className="list-state" role="alert">
            <p>{t("reader.failed")}</p>
            <Button onClick={() => void detail.refetch()}>{t("retry")}</Button>
          </div>
        )}
        {detail.data === null && <p className="list-state">{t("reader.gone")}</p>}
        {letter && (
          <article className="letter">
            <LetterHead account={account} letter={letter} />
            <ReplyByBand account={account} letter={letter} />
            <LetterBody accountId={account.accountId} letter={letter} />
            <AttachmentList accountId={account.accountId} letter={letter} />
            <RelatedLetters account={account} letter={letter} goTo={props.goTo} />
          </article>
        )}
      </div>
    </section>
  );
}

function Pending() {
  const { t } = useI18n();
  return (
    <div className="reader-pending" role="status">
      <span className="quiet">{t("loading")}</span>
    </div>
  );
}

/** Once, when it is shown: marking it unread by hand afterwards holds. */
function useMarkRead({ account, id }: ReaderProps, shown: boolean): void {
  const office = useOffice();
  const done = useRef(false);
  useEffect(() => {
    if (!shown || done.current || !may(account, "flag")) return;
    done.current = true;
    const letters = office.letters(account.accountId);
    const detail = office.queries.getQueryData(letterQuery(account.accountId, id).queryKey);
    if (!letters.get(id) && detail) letters.put([detail]);
    const letter = letters.get(id);
    if (letter && !isSeen(letter)) {
      setKeyword(office, account.accountId, { ids: [id], keyword: "$seen", on: true }).catch(() => {});
    }
  }, [shown, office, account, id]);
}
