// Chips with suggestions from the directory. Built for Vietnamese keyboards, which type by Backspace and composition:
// nothing is completed inside the field, Backspace takes a chip only when the field is empty, nothing acts on a word
// that is being composed.
import { X } from "lucide-react";
import { type ClipboardEvent, type KeyboardEvent, useId, useRef, useState } from "react";
import { useOffice } from "../../app/office-context.tsx";
import { useI18n } from "../../i18n/I18n.tsx";
import { isAddress, parseRecipients, type Recipient, sameAddress } from "./recipients.ts";
import { type Suggestion, useSuggestions } from "./use-suggestions.ts";
import "./recipients.css";

interface Props {
  readonly label: string;
  readonly list: readonly Recipient[];
  readonly change: (list: readonly Recipient[]) => void;
  readonly autoFocus?: boolean;
}

export function RecipientField({ label, list, change, autoFocus = false }: Props) {
  const { t } = useI18n();
  const { me } = useOffice();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState("");
  const [picked, setPicked] = useState<number | null>(null);
  const { suggestions, found, clear } = useSuggestions(typed, list);
  const active = picked ?? (isAddress(typed.trim()) ? -1 : 0);

  const add = (more: readonly Recipient[]): void => {
    const fresh = more.filter(({ email }) => !list.some((one) => sameAddress(one.email, email)));
    if (fresh.length > 0) change([...list, ...fresh]);
    setTyped("");
    setPicked(null);
    clear();
  };
  /** A bare name means whom the directory knows by it, whatever the unit's own domain is. */
  const addText = (text: string): void => {
    const known = found.find(({ address }) => address.startsWith(`${text.trim().toLowerCase()}@`));
    if (known) add([{ name: known.name, email: known.address, valid: true }]);
    else add(parseRecipients(text, me.organization.domain));
  };
  const take = (suggestion: Suggestion): void => {
    add([{ name: suggestion.name, email: suggestion.address, valid: true }]);
    input.current?.focus();
  };
  const keyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    const open = suggestions.length > 0;
    const chosen = suggestions[active];
    if (open && event.key === "ArrowDown") setPicked((active + 1) % suggestions.length);
    else if (open && event.key === "ArrowUp") setPicked((active - 1 + suggestions.length) % suggestions.length);
    else if (open && event.key === "Escape") {
      event.stopPropagation();
      clear();
    } else if (open && chosen && (event.key === "Enter" || event.key === "Tab") && !event.ctrlKey) take(chosen);
    else if (event.key === "Enter" && typed.trim() && !event.ctrlKey) addText(typed);
    else if (event.key === "Backspace" && event.currentTarget.value === "" && list.length > 0)
      change(list.slice(0, -1));
    else return;
    event.preventDefault();
  };
  const paste = (event: ClipboardEvent): void => {
    const text = event.clipboardData.getData("text/plain");
    if (!/[,;\n\t@]/.test(text)) return;
    event.preventDefault();
    addText(`${typed}${text}`);
  };
  const typing = (value: string): void => {
    if (/[,;]\s*$/.test(value) && !/"[^"]*$/.test(value)) addText(value);
    else {
      setTyped(value);
      setPicked(null);
    }
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a press beside the chips is a press into the field
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field itself is reached by key
    <div className="recipients" onClick={(event) => event.target === event.currentTarget && input.current?.focus()}>
      <label htmlFor={id}>{label}</label>
      <div className="recipients-chips">
        {list.map((recipient) => (
          <Chip
            key={recipient.email}
            recipient={recipient}
            remove={() => {
              change(list.filter((one) => one !== recipient));
              input.current?.focus();
            }}
          />
        ))}
        <input
          ref={input}
          id={id}
          role="combobox"
          aria-expanded={suggestions.length > 0}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={suggestions[active] ? `${id}-${active}` : undefined}
          autoCapitalize="off"
          autoCorrect="off"
          autoComplete="off"
          spellCheck={false}
          inputMode="email"
          placeholder=" "
          // biome-ignore lint/a11y/noAutofocus: a new letter begins with whom it goes to
          autoFocus={autoFocus}
          value={typed}
          onChange={(event) => typing(event.target.value)}
          onKeyDown={keyDown}
          onPaste={paste}
          onBlur={() => {
            if (typed.trim()) addText(typed);
            clear();
          }}
        />
      </div>
      <div id={`${id}-list`} className="suggestions" role="listbox" aria-label={t("suggest.label", { field: label })}>
        {suggestions.map((suggestion, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field takes the keys (aria-activedescendant)
          // biome-ignore lint/a11y/useFocusableInteractive: the field holds the focus
          <div
            key={suggestion.address}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === active}
            className="suggestion"
            onPointerDown={(event) => event.preventDefault()}
            onPointerMove={() => setPicked(index)}
            onClick={() => take(suggestion)}
          >
            <strong>{suggestion.name}</strong>
            <span>{[suggestion.title, suggestion.agencyName].filter(Boolean).join(" · ")}</span>
            <span className="suggestion-address">{suggestion.address}</span>
          </div>
        ))}
      </div>
      <span className="quiet" role="status">
        {typed && suggestions.length > 0 ? t("suggest.count", { count: suggestions.length }) : ""}
      </span>
    </div>
  );
}

function Chip({ recipient, remove }: { recipient: Recipient; remove: () => void }) {
  const { t } = useI18n();
  const { name, email, valid } = recipient;
  return (
    <span
      className={valid ? "chip-person" : "chip-person chip-bad"}
      title={valid ? email : t("chip.bad", { text: email })}
    >
      <span className="chip-words">{name || email}</span>
      {!valid && <span className="quiet">{t("chip.bad", { text: email })}</span>}
      <button type="button" aria-label={t("chip.remove", { name: name || email })} onClick={remove}>
        <X size="1em" aria-hidden />
      </button>
    </span>
  );
}
