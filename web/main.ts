// First script of the page: brings either the sign-in form (plain DOM, small) or the application, never both.
import "./ui/tokens.css";
import "./ui/base.css";

import { loadMessages } from "./i18n/load.ts";
import { storedLanguage } from "./i18n/locale.ts";
import { whoAmI } from "./jmap/who-am-i.ts";

const root = document.getElementById("root");
if (root) {
  if (location.pathname === "/dang-nhap") void import("./signin/page.ts").then(({ showSignIn }) => showSignIn(root));
  else {
    // Asked for at once, while the application itself is still on its way: each round trip counts on a slow line.
    const language = storedLanguage();
    const asked = Promise.all([loadMessages(language), whoAmI().catch(() => "unreachable" as const)]);
    void import("./app/start.tsx").then(({ start }) => start(root, language, asked));
  }
}
