// Starts the application for whoever is signed in; without a session the sign-in page takes over and comes back here.
import { createRoot } from "react-dom/client";
import { I18nRoot } from "../i18n/I18n.tsx";
import { defaultZone, type Language } from "../i18n/locale.ts";
import type { Messages } from "../i18n/text.ts";
import { Office } from "../jmap/office.ts";
import type { WhoAmI } from "../jmap/types.ts";
import { App } from "./App.tsx";
import { startLayout } from "./layout.ts";
import { OfficeRoot } from "./office-context.tsx";
import { startPreferences } from "./preferences.ts";
import { StartFailed } from "./StartFailed.tsx";

export async function start(
  element: HTMLElement,
  language: Language,
  asked: Promise<[Messages, WhoAmI | "unreachable" | null]>,
): Promise<void> {
  startPreferences();
  startLayout();
  document.documentElement.lang = language;
  const [messages, me] = await asked;
  if (me === null) {
    location.replace(`/dang-nhap?ve=${encodeURIComponent(location.pathname + location.search)}`);
    return;
  }
  const root = createRoot(element);
  if (me === "unreachable") {
    root.render(
      <I18nRoot language={language} messages={messages} zone={defaultZone}>
        <StartFailed />
      </I18nRoot>,
    );
    return;
  }
  root.render(
    <I18nRoot language={language} messages={messages} zone={me.organization.zone}>
      <OfficeRoot office={new Office(me)}>
        <App />
      </OfficeRoot>
    </I18nRoot>,
  );
}
