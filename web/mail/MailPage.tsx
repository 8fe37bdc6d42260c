// List and reader side by side, or one after the other where the window is narrow.
import { layout } from "../app/layout.ts";
import { prefer, preferences } from "../app/preferences.ts";
import { useTitle } from "../app/use-title.ts";
import { useI18n } from "../i18n/I18n.tsx";
import type { Place } from "../jmap/folders.ts";
import { byRole } from "../jmap/folders.ts";
import type { Account, Folder } from "../jmap/types.ts";
import { useStore } from "../ui/use-store.ts";
import { placeName } from "./folders/folder-words.ts";
import { ListPane } from "./list/ListPane.tsx";
import { useLetterList } from "./list/use-letter-list.ts";
import { OutboxPane } from "./outbox/OutboxPane.tsx";
import { Reader } from "./reader/Reader.tsx";
import { Splitter } from "./Splitter.tsx";
import { type MailPlace, useMailPlace } from "./use-mail-place.ts";
import "./mail.css";

export function MailPage() {
  const { t } = useI18n();
  const where = useMailPlace();
  const { account, folders, place } = where;
  if (!account) return <p className="mail-none">{t("mailbox.none")}</p>;
  if (!folders) return <p className="mail-none">{t("loading")}</p>;
  if (!place) return <p className="mail-none">{t("folder.none")}</p>;
  return <Panes key={account.accountId} {...where} account={account} folders={folders} place={place} />;
}

type Known = MailPlace & { account: Account; folders: readonly Folder[]; place: Place };

function Panes(where: Known) {
  const { account, folders, place, openId, open } = where;
  const shape = useStore(layout);
  const { listWidth } = useStore(preferences);
  const both = shape === "wide" || shape === "desk";
  useUnreadTitle(where);
  const reader = openId && (
    <Reader
      key={`${account.accountId} ${openId}`}
      account={account}
      folders={folders}
      place={place}
      id={openId}
      close={() => open(null)}
      goTo={open}
      alone={!both}
    />
  );
  const list = place.kind === "outbox" ? <OutboxPane account={account} /> : <ListOfLetters {...where} />;
  if (!both) return <div className="panes panes-one">{reader || list}</div>;
  return (
    <div
      className="panes"
      style={{ gridTemplateColumns: `${listWidth ?? (shape === "wide" ? 26.875 : 23.75)}rem 1px minmax(0, 1fr)` }}
    >
      {list}
      <Splitter rem={listWidth ?? (shape === "wide" ? 26.875 : 23.75)} change={(rem) => prefer({ listWidth: rem })} />
      {reader || <NothingOpen />}
    </div>
  );
}

function ListOfLetters(where: Known) {
  const { list, view } = useLetterList(where);
  return <ListPane {...where} list={list} view={view} />;
}

function NothingOpen() {
  const { t } = useI18n();
  return (
    <section className="reader reader-none" aria-label={t("reader.region")} tabIndex={-1}>
      <p>{t("reader.none")}</p>
    </section>
  );
}

/** Counts what is unread in the inbox one stands in. */
function useUnreadTitle({ account, folders, place }: Known): void {
  const { t, formats } = useI18n();
  const unread = byRole(folders, "inbox")?.unreadEmails ?? 0;
  const name = account.kind === "unit" ? `${placeName(place, t)} – ${account.name}` : placeName(place, t);
  useTitle(`${unread > 0 ? `(${formats.count(unread)}) ` : ""}${name}`);
}
