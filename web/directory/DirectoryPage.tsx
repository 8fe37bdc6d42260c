// Danh bạ: people and unit mailboxes, found without diacritics, by word starts in any order or by initials.
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Building2, SquarePen } from "lucide-react";
import { useDeferredValue, useEffect, useState } from "react";
import { initials } from "../app/initials.ts";
import { useOffice } from "../app/office-context.tsx";
import { useTitle } from "../app/use-title.ts";
import { useI18n } from "../i18n/I18n.tsx";
import { openCompose } from "../mail/compose/desk.ts";
import { type Suggestion, searchDirectory } from "../mail/compose/use-suggestions.ts";
import { Button } from "../ui/Button.tsx";
import { Field } from "../ui/Field.tsx";
import "./directory.css";

const shown = 50;

export function DirectoryPage() {
  const { t } = useI18n();
  useTitle(t("directory"));
  const navigate = useNavigate();
  const { q = "" } = useSearch({ from: "/frame/danh-ba" });
  const [typed, setTyped] = useState(q);
  const words = useDeferredValue(typed.trim());
  useEffect(() => {
    void navigate({ to: "/danh-ba", search: words ? { q: words } : {}, replace: true });
  }, [words, navigate]);
  const { data, isError } = useQuery({
    queryKey: ["directory", words],
    staleTime: 60_000,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => searchDirectory(words, shown, signal),
  });
  return (
    <div className="directory">
      <h1>{t("directory")}</h1>
      <Field
        label={t("directory.search")}
        hint={t("directory.hint")}
        type="search"
        value={typed}
        autoComplete="off"
        onChange={(event) => setTyped(event.target.value)}
      />
      <p className="directory-count" role="status">
        {isError && t("list.failed")}
        {data && (data.length === 0 ? t("directory.none") : t("directory.found", { count: data.length }))}
        {data?.length === shown && ` ${t("directory.more")}`}
      </p>
      <ul>
        {data?.map((entry) => (
          <Card key={entry.address} entry={entry} />
        ))}
      </ul>
    </div>
  );
}

function Card({ entry }: { entry: Suggestion }) {
  const { t } = useI18n();
  const { me } = useOffice();
  return (
    <li className="directory-card">
      <span className="letter-avatar" aria-hidden="true">
        {entry.kind === "unit" ? <Building2 size="1.25rem" /> : initials(entry.name)}
      </span>
      <div className="directory-words">
        <p>
          <strong>{entry.name}</strong>
        </p>
        <p className="directory-post">{[entry.title, entry.agencyName].filter(Boolean).join(" · ")}</p>
        <p className="directory-address">{entry.address}</p>
      </div>
      <Button
        icon={SquarePen}
        onClick={() =>
          openCompose({
            kind: "new",
            accountId: me.accountId,
            to: `"${entry.name.replaceAll('"', "")}" <${entry.address}>`,
          })
        }
      >
        {t("directory.write")}
      </Button>
    </li>
  );
}
