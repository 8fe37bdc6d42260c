// Empty, failed and slow: each with one plain sentence and something to do (ux.md 2.4).
import { Link } from "@tanstack/react-router";
import { type ReactNode, useEffect, useState } from "react";
import { useI18n } from "../../i18n/I18n.tsx";
import { Button } from "../../ui/Button.tsx";
import { placeName } from "../folders/folder-words.ts";
import type { ListContext } from "./ListPane.tsx";

const slowMs = 3_000;

export function ListStates({ children, ...context }: ListContext & { children: ReactNode }) {
  const { view, list, search, chip } = context;
  const { t } = useI18n();
  const slow = useSlow(view.total === null && !view.failed, list);
  if (view.failed && view.total === null) {
    return (
      <div className="list-state" role="alert">
        <p>{t("list.failed")}</p>
        <Button onClick={() => void list.refresh()}>{t("retry")}</Button>
      </div>
    );
  }
  if (view.total === 0 && view.waiting === 0) {
    return (
      <div className="list-state">
        {search || chip !== "all" ? <NothingFound {...context} /> : <Empty {...context} />}
      </div>
    );
  }
  return (
    <>
      {slow && (
        <div className="list-slow" role="status">
          {t("list.slow")} <Button onClick={() => void list.refresh()}>{t("retry")}</Button>
        </div>
      )}
      <ScopeLine {...context} />
      {children}
    </>
  );
}

/** A search says where it looked. */
function ScopeLine({ search, here, place }: ListContext) {
  const { t } = useI18n();
  if (!search) return null;
  return (
    <p className="list-scope">
      {here ? t("search.scope.here", { folder: placeName(place, t) }) : t("search.scope.all")}{" "}
      <Link to="." search={({ o: _, ...rest }: Record<string, string>) => (here ? rest : { ...rest, o: "1" })}>
        {here ? t("search.widen") : t("search.narrow", { folder: placeName(place, t) })}
      </Link>
    </p>
  );
}

function Empty({ place, view }: ListContext) {
  const { t, formats } = useI18n();
  const inbox = place.kind === "folder" && place.folder.role === "inbox";
  return (
    <>
      <p className="list-state-title">{t("list.empty")}</p>
      {inbox && <p>{t("list.empty.inbox")}</p>}
      <p>{t("list.checked", { time: formats.clock(new Date(view.checkedAtMs)) })}</p>
    </>
  );
}

function NothingFound({ search, here, chip, place }: ListContext) {
  const { t } = useI18n();
  const where = here ? placeName(place, t) : t("search.everywhere");
  return (
    <>
      <p className="list-state-title">{search ? t("search.none", { words: search, where }) : t("chip.none")}</p>
      <div className="list-state-actions">
        {search && here && (
          <Link to="." className="button button-plain" search={({ o: _, ...rest }: Record<string, string>) => rest}>
            {t("search.widen")}
          </Link>
        )}
        {chip !== "all" && (
          <Link to="." className="button button-plain" search={({ loc: _, ...rest }: Record<string, string>) => rest}>
            {t("chip.drop")}
          </Link>
        )}
        {search && (
          <Link to="." className="button button-plain" search={{}}>
            {t("search.clear")}
          </Link>
        )}
      </div>
    </>
  );
}

/** True once something has been awaited for too long to stay silent. */
function useSlow(waiting: boolean, reset: unknown): boolean {
  const [slow, setSlow] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list waits anew
  useEffect(() => {
    setSlow(false);
    if (!waiting) return;
    const timer = setTimeout(() => setSlow(true), slowMs);
    return () => clearTimeout(timer);
  }, [waiting, reset]);
  return slow;
}
