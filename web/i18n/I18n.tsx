// The language of the page as React sees it: texts, formats and a way to change them without a reload.
import { createContext, type ReactNode, useContext, useMemo, useState } from "react";
import { type Formats, makeFormats } from "./format.ts";
import { loadMessages } from "./load.ts";
import { type Language, storeLanguage } from "./locale.ts";
import { type Messages, makeTranslate, type Translate } from "./text.ts";

interface I18n {
  readonly language: Language;
  readonly t: Translate;
  readonly formats: Formats;
  changeLanguage(language: Language): Promise<void>;
}

const I18nContext = createContext<I18n | null>(null);

export function I18nRoot(props: { language: Language; messages: Messages; zone: string; children: ReactNode }) {
  const [current, setCurrent] = useState({ language: props.language, messages: props.messages });
  const value = useMemo<I18n>(
    () => ({
      language: current.language,
      t: makeTranslate(current.messages, current.language),
      formats: makeFormats(current.language, props.zone),
      async changeLanguage(language) {
        const messages = await loadMessages(language);
        storeLanguage(language);
        document.documentElement.lang = language;
        setCurrent({ language, messages });
      },
    }),
    [current, props.zone],
  );
  return <I18nContext value={value}>{props.children}</I18nContext>;
}

export function useI18n(): I18n {
  const value = useContext(I18nContext);
  if (!value) throw new Error("useI18n outside I18nRoot");
  return value;
}
