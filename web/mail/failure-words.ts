// The plain sentence for whatever went wrong with a request.
import type { Language } from "../i18n/locale.ts";
import type { MessageKey, Translate } from "../i18n/text.ts";
import { JmapError } from "../jmap/client.ts";
import { Refused, Unreachable } from "../jmap/http.ts";

const words: Readonly<Record<string, MessageKey>> = {
  forbidden: "fail.forbidden",
  accountReadOnly: "fail.forbidden",
  notFound: "fail.gone",
  overQuota: "fail.full",
  tooLarge: "fail.too-large",
  mailboxHasEmail: "fail.folder-not-empty",
  mailboxHasChild: "fail.folder-has-children",
  alreadyExists: "fail.name-taken",
  noRecipients: "fail.no-recipients",
  forbiddenFrom: "fail.sender",
  forbiddenToSend: "fail.sender",
  cannotUnsend: "fail.cannot-unsend",
};

export function failureWords(error: unknown, t: Translate, language: Language): string {
  if (error instanceof Unreachable) return t("fail.unreachable");
  if (error instanceof Refused) return error.messages[language] ?? t("fail.server");
  if (error instanceof JmapError) {
    const key = words[error.type];
    if (error.type === "invalidRecipients") {
      return t("fail.recipients", { addresses: error.detail?.invalidRecipients?.join(", ") ?? "" });
    }
    if (key) return t(key);
    if (error.type === "invalidProperties" && error.detail?.properties?.includes("name")) return t("fail.name-taken");
  }
  return t("fail.server");
}
