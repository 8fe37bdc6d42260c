// Messages by key, ICU where a message has arguments. The catalogues are flat JSON, one file a language; the type of
// the key comes from the Vietnamese one, so that an unknown key does not compile. parity.test.ts holds the two equal.
import { IntlMessageFormat } from "intl-messageformat";
import type { Language } from "./locale.ts";
import type vi from "./vi.json";

export type MessageKey = keyof typeof vi;
export type Messages = Readonly<Record<MessageKey, string>>;
export type Values = Readonly<Record<string, string | number>>;
export type Translate = (key: MessageKey, values?: Values) => string;

const tags: Record<Language, string> = { vi: "vi-VN", en: "en-GB" };

export function makeTranslate(messages: Messages, language: Language): Translate {
  const compiled = new Map<MessageKey, IntlMessageFormat>();
  return (key, values) => {
    const message = messages[key];
    if (!message.includes("{")) return message;
    let format = compiled.get(key);
    if (!format) {
      format = new IntlMessageFormat(message, tags[language], undefined, { ignoreTag: true });
      compiled.set(key, format);
    }
    return String(format.format(values));
  };
}
