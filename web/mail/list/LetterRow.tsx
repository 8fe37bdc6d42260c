// One row of a list. Not focusable itself: the list holds the focus and names its active row (aria-activedescendant),
// so the star and the tick are shapes to click, with keys and toolbar doing the same for everybody else.
import { AlarmClock, Check, Paperclip, Star } from "lucide-react";
import { type MouseEvent, memo } from "react";
import { useI18n } from "../../i18n/I18n.tsx";
import { isFlagged, isSeen, type Letter } from "../../jmap/types.ts";
import { useNow } from "../../ui/clock.ts";
import { dueOf } from "../../ui/due.ts";
import { Marked } from "../../ui/Marked.tsx";
import { UrgencyBadge } from "../../ui/UrgencyBadge.tsx";
import { people } from "../people.ts";

export interface RowEvents {
  readonly open: (id: string) => void;
  readonly star: (id: string, on: boolean) => void;
  readonly select: (id: string, event: MouseEvent) => void;
}

interface Props extends RowEvents {
  readonly letter: Letter;
  readonly isOpen: boolean;
  readonly selected: boolean;
  /** Letters one wrote show whom they went to. */
  readonly outgoing: boolean;
  readonly words: readonly string[];
  /** In a search: which folder the hit lies in. */
  readonly folder: string | null;
  readonly maySelect: boolean;
  readonly mayStar: boolean;
}

export const LetterRow = memo(function LetterRow(props: Props) {
  const { letter, isOpen, selected, words } = props;
  const { t, formats } = useI18n();
  const now = useNow();
  const unread = !isSeen(letter);
  const due = letter.replyBy && !props.outgoing ? dueOf(letter.replyBy, now, { t, formats }) : null;
  const who = props.outgoing
    ? t("list.to", { names: people(letter.to, 3) || t("list.nobody") })
    : people(letter.from, 1) || t("list.nobody");
  const classes = ["row", unread && "row-unread", isOpen && "row-open", selected && "row-selected"];
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the list, which holds the focus
    // biome-ignore lint/a11y/noStaticElementInteractions: the option around it carries the role
    <div className={classes.filter(Boolean).join(" ")} onClick={() => props.open(letter.id)}>
      <RowMargin {...props} unread={unread} />
      <div className="row-top">
        {unread && <span className="quiet">{t("list.unread")} </span>}
        <span className="row-who">
          <Marked text={who} words={words} />
        </span>
        <RowStar {...props} />
        {letter.hasAttachment && (
          <>
            <Paperclip size="1em" aria-hidden />
            <span className="quiet"> {t("list.has-files")} </span>
          </>
        )}
        <time className="row-time" dateTime={letter.receivedAt}>
          {formats.listTime(new Date(letter.receivedAt), now)}
        </time>
      </div>
      <div className="row-subject">
        <UrgencyBadge urgency={letter.urgency} />
        <span className="row-cut">
          <Marked text={shownSubject(letter.subject) || t("list.no-subject")} words={words} />
        </span>
      </div>
      <div className="row-line">
        {props.folder && <span className="row-folder">{props.folder}</span>}
        {due ? (
          <span className={due.overdue ? "row-due row-overdue" : "row-due"}>
            <AlarmClock size="1em" aria-hidden /> {due.short}
          </span>
        ) : (
          <span className="row-cut">
            <Marked text={letter.preview} words={words} />
          </span>
        )}
      </div>
    </div>
  );
});

/** «V/v» says nothing at the head of a narrow row; the reader shows it. */
function shownSubject(subject: string | null): string {
  const rest = (subject ?? "").trim().replace(/^v\/v:?\s+/i, "");
  return rest.charAt(0).toLocaleUpperCase("vi") + rest.slice(1);
}

function RowMargin({ letter, unread, selected, maySelect, select }: Props & { unread: boolean }) {
  return (
    <span className="row-margin" aria-hidden="true">
      {unread && <span className="row-dot" />}
      {maySelect && (
        // biome-ignore lint/a11y/useKeyWithClickEvents: Ctrl+Space selects by key
        // biome-ignore lint/a11y/noStaticElementInteractions: hidden from screen readers, which have the option itself
        <span
          className={selected ? "row-tick row-ticked" : "row-tick"}
          onClick={(event) => {
            event.stopPropagation();
            select(letter.id, event);
          }}
        >
          {selected && <Check size="1em" strokeWidth={3} />}
        </span>
      )}
    </span>
  );
}

function RowStar({ letter, mayStar, star }: Props) {
  const { t } = useI18n();
  const starred = isFlagged(letter);
  return (
    <>
      {starred && <span className="quiet"> {t("list.starred")} </span>}
      {(starred || mayStar) && (
        <span
          className={starred ? "row-star row-starred" : "row-star"}
          aria-hidden="true"
          onClick={(event) => {
            if (!mayStar) return;
            event.stopPropagation();
            star(letter.id, !starred);
          }}
        >
          <Star size="1.0625em" />
        </span>
      )}
    </>
  );
}
