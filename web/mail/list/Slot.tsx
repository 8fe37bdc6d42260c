import type { Density } from "../../app/preferences.ts";
import { may } from "../rights.ts";
import { useLetter } from "../use-letter.ts";
import { LetterRow, type RowEvents } from "./LetterRow.tsx";
import type { RowsProps } from "./Rows.tsx";

export const rowRem: Record<Density, number> = { roomy: 5.25, medium: 4, compact: 2.75 };

interface Props extends RowsProps {
  readonly id: string | undefined;
  readonly index: number;
  readonly top: number;
  readonly height: number;
  readonly isActive: boolean;
  readonly events: RowEvents;
}

/** The place of one letter in the list: an option, or grey lines while the letter is on its way. */
export function Slot(props: Props) {
  const { id, index, top, height, view, openId, selection, selecting, account, place } = props;
  const letter = useLetter(account.accountId, id);
  const style = { transform: `translateY(${top}px)`, height };
  if (!letter) {
    return (
      <div className="list-slot skeleton" role="presentation" style={style}>
        <span />
        <span />
        <span />
      </div>
    );
  }
  const isOpen = openId === letter.id;
  const selected = selection.has(letter.id);
  const role = place.kind === "folder" ? place.folder.role : null;
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the list box holds the focus (aria-activedescendant)
    <div
      id={`row-${letter.id}`}
      role="option"
      className={props.isActive ? "list-slot row-active" : "list-slot"}
      style={style}
      aria-selected={selecting ? selected : isOpen}
      aria-setsize={view.total ?? -1}
      aria-posinset={index + 1}
    >
      <LetterRow
        {...props.events}
        letter={letter}
        isOpen={isOpen}
        selected={selected}
        outgoing={role === "sent" || role === "drafts"}
        words={props.words}
        folder={props.folderOf(letter.id)}
        maySelect={may(account, "flag")}
        mayStar={may(account, "flag")}
      />
    </div>
  );
}
