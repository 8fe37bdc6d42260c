import { useI18n } from "../i18n/I18n.tsx";
import type { MessageKey } from "../i18n/text.ts";
import "./keys.css";

const keyList: readonly (readonly [keys: string, what: MessageKey])[] = [
  ["↑ ↓", "keys.move"],
  ["Enter", "keys.open"],
  ["Space", "keys.page"],
  ["Esc", "keys.back"],
  ["Delete", "keys.delete"],
  ["Ctrl + Space", "keys.select"],
  ["F5", "keys.check"],
  ["Ctrl + /", "keys.search"],
  ["Ctrl + Shift + M", "keys.compose"],
  ["Ctrl + Enter", "keys.send"],
  ["Ctrl + S", "keys.save"],
  ["F6", "keys.pane"],
  ["Shift + ?", "keys.list"],
];

export function KeyTable() {
  const { t } = useI18n();
  return (
    <dl className="keys">
      {keyList.map(([keys, what]) => (
        <div key={keys}>
          <dt>
            <kbd>{keys}</kbd>
          </dt>
          <dd>{t(what)}</dd>
        </div>
      ))}
    </dl>
  );
}
