// The one search box. Enter searches all folders of the mailbox one stands in.
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { Search, X } from "lucide-react";
import { useEffect, useState } from "react";
import { useI18n } from "../i18n/I18n.tsx";
import { Button } from "../ui/Button.tsx";
import { useStore } from "../ui/use-store.ts";
import { layout } from "./layout.ts";

export const searchBoxId = "search";

export function SearchBox() {
  const { t } = useI18n();
  const navigate = useNavigate();
  const { hop = "toi", thumuc } = useParams({ strict: false });
  const asked = useSearch({ strict: false }).q ?? "";
  // The directory has a search of its own in the address.
  const q = thumuc === undefined ? "" : asked;
  const phone = useStore(layout) === "one";
  const [typed, setTyped] = useState(q);
  useEffect(() => setTyped(q), [q]);

  const search = (words: string): void => {
    const q = words.trim();
    void navigate({ to: "/thu/$hop/$thumuc", params: { hop, thumuc: thumuc ?? "den" }, search: q ? { q } : {} });
  };
  return (
    <search>
      <form
        className="search"
        onSubmit={(event) => {
          event.preventDefault();
          search(typed);
        }}
      >
        <Search size="1.125rem" aria-hidden />
        <input
          id={searchBoxId}
          type="search"
          value={typed}
          placeholder={phone ? t("search.hint.short") : t("search.hint")}
          aria-label={t("search")}
          autoCapitalize="off"
          autoCorrect="off"
          autoComplete="off"
          spellCheck={false}
          enterKeyHint="search"
          onChange={(event) => setTyped(event.target.value)}
        />
        {(typed || q) && (
          <Button
            variant="quiet"
            icon={X}
            label={t("search.clear")}
            onClick={() => {
              setTyped("");
              if (q) search("");
            }}
          />
        )}
      </form>
    </search>
  );
}
