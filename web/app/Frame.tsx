// The frame around every page: header, navigation, footer, and the letters being written, which stay while pages change.
import { Outlet } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { useI18n } from "../i18n/I18n.tsx";
import { composing } from "../mail/compose/desk.ts";
import { useStore } from "../ui/use-store.ts";
import { BottomBar } from "./BottomBar.tsx";
import { Footer } from "./Footer.tsx";
import { Header } from "./Header.tsx";
import { layout } from "./layout.ts";
import { Nav } from "./Nav.tsx";
import { StatusBar } from "./StatusBar.tsx";
import { useGlobalKeys } from "./use-global-keys.ts";
import "./frame.css";

const ComposeDock = lazy(() => import("../mail/compose/ComposeDock.tsx"));
const KeysDialog = lazy(() => import("./KeysDialog.tsx"));

export function Frame() {
  const { t } = useI18n();
  const windows = useStore(composing);
  const phone = useStore(layout) === "one";
  const { keysShown, hideKeys } = useGlobalKeys();
  return (
    <div className="frame">
      <a className="skip-link" href="#content">
        {t("skip")}
      </a>
      <Header />
      <StatusBar />
      <div className="frame-body">
        {!phone && (
          <aside className="frame-nav">
            <Nav />
          </aside>
        )}
        <main id="content" className="frame-content" tabIndex={-1}>
          <Outlet />
        </main>
      </div>
      {phone ? <BottomBar /> : <Footer />}
      {windows.length > 0 && (
        <Suspense>
          <ComposeDock />
        </Suspense>
      )}
      {keysShown && (
        <Suspense>
          <KeysDialog close={hideKeys} />
        </Suspense>
      )}
    </div>
  );
}
