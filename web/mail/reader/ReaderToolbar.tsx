import {
  Archive,
  FileCode,
  FolderInput,
  Forward,
  Mail,
  MailOpen,
  MoreHorizontal,
  Printer,
  Reply,
  ReplyAll,
  ShieldAlert,
  Star,
  Trash2,
} from "lucide-react";
import { lazy, Suspense, useRef, useState } from "react";
import { paramOfAccount } from "../../app/account-param.ts";
import { layout } from "../../app/layout.ts";
import { useOffice } from "../../app/office-context.tsx";
import { useI18n } from "../../i18n/I18n.tsx";
import { isFlagged, isSeen, type LetterDetail } from "../../jmap/types.ts";
import { sourceUrl } from "../../jmap/urls.ts";
import { Button } from "../../ui/Button.tsx";
import { MenuButton, type MenuEntry } from "../../ui/MenuButton.tsx";
import { useStore } from "../../ui/use-store.ts";
import { useWidth } from "../../ui/use-width.ts";
import { openCompose } from "../compose/desk.ts";
import { replyAllCount } from "../compose/reply.ts";
import { ownAddresses } from "../own-addresses.ts";
import { may } from "../rights.ts";
import { useLetterActions } from "../use-letter-actions.ts";
import type { ReaderProps } from "./Reader.tsx";

const MoveDialog = lazy(() => import("../folders/MoveDialog.tsx"));
const ConfirmDialog = lazy(() => import("../../ui/ConfirmDialog.tsx"));

export function ReaderToolbar(props: ReaderProps & { letter: LetterDetail }) {
  const { account, place, letter, close } = props;
  const { t } = useI18n();
  const office = useOffice();
  const actions = useLetterActions(account.accountId, place);
  const [dialog, setDialog] = useState<"move" | "destroy" | null>(null);
  const bar = useRef<HTMLDivElement>(null);
  const width = useWidth(bar);
  const phone = useStore(layout) === "one";
  const many = replyAllCount(letter, ownAddresses(office, account));
  const writable = may(account, "write");
  const sendable = may(account, "send");
  const role = place.kind === "folder" ? place.folder.role : null;
  const ids = [letter.id];
  const all = many > 1;
  const fits = all
    ? { forward: width >= 38.5, archive: width >= 47.5, print: width >= 53 }
    : { forward: width >= 24, archive: width >= 31.5, print: width >= 36.5 };

  const away = (to: "archive" | "junk" | "trash" | "inbox"): void => {
    if (actions.moveToRole(ids, to)) close();
  };
  const print = (): void => {
    window.open(`/thu/${paramOfAccount(office, account.accountId)}/in/${letter.id}`, "_blank", "noopener");
  };
  const compose = (kind: "reply" | "reply-all" | "forward"): void =>
    openCompose({ kind, accountId: account.accountId, letter });

  const archive: MenuEntry | false = writable &&
    role !== "archive" && { id: "archive", icon: Archive, label: t("archive"), run: () => away("archive") };
  const printing: MenuEntry = { id: "print", icon: Printer, label: t("print"), run: print };
  const more: (MenuEntry | false)[] = [
    !fits.forward && sendable && { id: "forward", icon: Forward, label: t("forward"), run: () => compose("forward") },
    !fits.archive && archive,
    !fits.print && printing,
    may(account, "flag") && {
      id: "star",
      icon: Star,
      label: isFlagged(letter) ? t("unstar") : t("star"),
      run: () => actions.star(ids, !isFlagged(letter)),
    },
    may(account, "flag") && {
      id: "seen",
      icon: isSeen(letter) ? Mail : MailOpen,
      label: isSeen(letter) ? t("mark.unread") : t("mark.read"),
      run: () => actions.read(ids, !isSeen(letter)),
    },
    writable && { id: "move", icon: FolderInput, label: t("move"), run: () => setDialog("move") },
    writable && role !== "junk" && { id: "junk", icon: ShieldAlert, label: t("junk"), run: () => away("junk") },
    writable && role === "junk" && { id: "unjunk", icon: ShieldAlert, label: t("unjunk"), run: () => away("inbox") },
    {
      id: "source",
      icon: FileCode,
      label: t("source"),
      run: () => location.assign(sourceUrl(account.accountId, letter.id)),
    },
    writable && role !== "trash" && { id: "trash", icon: Trash2, label: t("delete"), run: () => away("trash") },
    writable &&
      role === "trash" && {
        id: "destroy",
        icon: Trash2,
        label: t("destroy"),
        danger: true,
        run: () => setDialog("destroy"),
      },
  ];
  return (
    <div ref={bar} className="reader-toolbar" role="toolbar" aria-label={t("reader.toolbar")}>
      {sendable && (
        <>
          <Button variant="primary" icon={Reply} onClick={() => compose("reply")}>
            {t("reply")}
          </Button>
          {all && (
            <Button icon={ReplyAll} onClick={() => compose("reply-all")}>
              {phone ? t("reply-all.short", { count: many }) : t("reply-all", { count: many })}
            </Button>
          )}
          {fits.forward && (
            <Button icon={Forward} onClick={() => compose("forward")}>
              {t("forward")}
            </Button>
          )}
        </>
      )}
      {fits.archive && archive && (
        <Button icon={Archive} onClick={archive.run}>
          {t("archive")}
        </Button>
      )}
      {fits.print && (
        <Button icon={Printer} onClick={print}>
          {t("print")}
        </Button>
      )}
      <MenuButton groups={[{ entries: more.filter((entry) => entry !== false) }]} chevron={false}>
        <MoreHorizontal size="1.25em" strokeWidth={1.75} aria-hidden />
        <span>{t("more")}</span>
      </MenuButton>
      <Suspense>
        {dialog === "move" && (
          <MoveDialog
            accountId={account.accountId}
            count={1}
            from={place.kind === "folder" ? place.folder.id : null}
            close={() => setDialog(null)}
            choose={(folder) => {
              actions.move(ids, folder);
              close();
            }}
          />
        )}
        {dialog === "destroy" && (
          <ConfirmDialog
            title={t("destroy.title", { count: 1 })}
            text={t("destroy.text")}
            yes={t("destroy")}
            close={() => setDialog(null)}
            confirm={() => {
              void actions.destroy(ids);
              close();
            }}
          />
        )}
      </Suspense>
    </div>
  );
}
