// Tells a screen reader, politely, that new letters came into an inbox.
import type { Translate } from "../i18n/text.ts";
import { byRole } from "../jmap/folders.ts";
import type { Office } from "../jmap/office.ts";
import type { Arrived } from "../jmap/sync.ts";
import { isSeen } from "../jmap/types.ts";
import { announce } from "../ui/announce.ts";

export const announceArrived =
  (office: Office, t: Translate): Arrived =>
  (accountId, letters) => {
    const inbox = byRole(office.folders(accountId), "inbox");
    const fresh = letters.filter((letter) => inbox && letter.mailboxIds[inbox.id] && !isSeen(letter));
    const first = fresh[0];
    if (!first) return;
    const from = first.from?.[0]?.name ?? first.from?.[0]?.email ?? "";
    announce(t("list.arrived", { count: fresh.length, from, subject: first.subject ?? "" }));
  };
