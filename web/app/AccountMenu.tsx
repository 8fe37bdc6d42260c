import { useNavigate } from "@tanstack/react-router";
import { CircleHelp, Languages, LogOut, Settings } from "lucide-react";
import { useI18n } from "../i18n/I18n.tsx";
import { plainRequest } from "../jmap/http.ts";
import { saveAll } from "../mail/compose/desk.ts";
import { forgetAllDrafts } from "../mail/compose/local-drafts.ts";
import { MenuButton, type MenuGroup } from "../ui/MenuButton.tsx";
import { showToast } from "../ui/toasts.ts";
import { useStore } from "../ui/use-store.ts";
import { initials } from "./initials.ts";
import { layout } from "./layout.ts";
import { useOffice } from "./office-context.tsx";

export function AccountMenu() {
  const { t, language, changeLanguage } = useI18n();
  const { me } = useOffice();
  const navigate = useNavigate();
  const phone = useStore(layout) === "one";

  const signOut = async (): Promise<void> => {
    try {
      const saved = await saveAll();
      await plainRequest("/api/v1/session", { method: "DELETE", headers: { "Content-Type": "application/json" } });
      if (saved) await forgetAllDrafts(me.person.id).catch(() => {});
      location.assign("/dang-nhap");
    } catch {
      showToast({ kind: "failed", text: t("signout.failed") });
    }
  };
  const groups: readonly MenuGroup[] = [
    {
      title: me.address,
      entries: [
        { id: "settings", icon: Settings, label: t("settings"), run: () => void navigate({ to: "/cai-dat" }) },
        { id: "help", icon: CircleHelp, label: t("help"), run: () => void navigate({ to: "/tro-giup" }) },
      ],
    },
    {
      title: t("language"),
      entries: [
        {
          id: "vi",
          icon: Languages,
          label: "Tiếng Việt",
          checked: language === "vi",
          run: () => void changeLanguage("vi"),
        },
        {
          id: "en",
          icon: Languages,
          label: "English",
          checked: language === "en",
          run: () => void changeLanguage("en"),
        },
      ],
    },
    { entries: [{ id: "out", icon: LogOut, label: t("signout"), run: () => void signOut() }] },
  ];
  return (
    <MenuButton className="header-button" groups={groups}>
      <span className="avatar" aria-hidden="true">
        {initials(me.person.name)}
      </span>
      <span className={phone ? "quiet" : undefined}>{me.person.name}</span>
      <span className="quiet"> – {t("account.menu")}</span>
    </MenuButton>
  );
}
