import { RouterProvider } from "@tanstack/react-router";
import { lazy, Suspense, useEffect } from "react";
import { useI18n } from "../i18n/I18n.tsx";
import { sessionEnded } from "../jmap/connection.ts";
import { startPush } from "../jmap/push.ts";
import { Toasts } from "../ui/Toasts.tsx";
import { showToast } from "../ui/toasts.ts";
import { useStore } from "../ui/use-store.ts";
import { announceArrived } from "./arrived.ts";
import { whenIdle } from "./idle.ts";
import { useOffice } from "./office-context.tsx";
import { router } from "./router.tsx";

const SessionDialog = lazy(() => import("./SessionDialog.tsx"));

export function App() {
  const office = useOffice();
  const { t } = useI18n();
  const ended = useStore(sessionEnded);
  useEffect(() => startPush(office, announceArrived(office, t)), [office, t]);
  useEffect(
    () => whenIdle(office.me.person.id, (count) => showToast({ text: t("compose.rescued", { count }) })),
    [office, t],
  );
  return (
    <>
      <RouterProvider router={router} />
      <Toasts />
      {ended && (
        <Suspense>
          <SessionDialog />
        </Suspense>
      )}
    </>
  );
}
