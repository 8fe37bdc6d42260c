// Where the person stands, read from the URL: mailbox, folder, chip, search, open letter; and ways to go elsewhere.
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useCallback, useMemo } from "react";
import { accountOfParam } from "../app/account-param.ts";
import { useOffice } from "../app/office-context.tsx";
import { type Place, placeOf } from "../jmap/folders.ts";
import type { Account, Folder } from "../jmap/types.ts";
import { useFolders } from "./folders/use-folders.ts";
import { type Chip, chipOf } from "./list/sources.ts";

export interface MailPlace {
  /** Undefined = the person has no such mailbox. */
  readonly account: Account | undefined;
  /** Undefined = on their way. */
  readonly folders: readonly Folder[] | undefined;
  /** Null = no such folder, or not known yet. */
  readonly place: Place | null;
  readonly chip: Chip;
  readonly search: string;
  /** A search of this folder only. */
  readonly here: boolean;
  readonly openId: string | null;
  readonly open: (id: string | null) => void;
}

export function useMailPlace(): MailPlace {
  const office = useOffice();
  const navigate = useNavigate();
  const { hop, thumuc } = useParams({ from: "/frame/thu/$hop/$thumuc" });
  const { m, q, loc, o } = useSearch({ from: "/frame/thu/$hop/$thumuc" });
  const account = accountOfParam(office, hop);
  const folders = useFolders(account?.accountId ?? office.me.accountId);
  const place = useMemo(() => (folders ? placeOf(thumuc, folders) : null), [thumuc, folders]);
  const open = useCallback(
    (id: string | null) => {
      void navigate({
        to: "/thu/$hop/$thumuc",
        params: { hop, thumuc },
        search: ({ m: _, ...rest }) => (id === null ? rest : { ...rest, m: id }),
      });
    },
    [navigate, hop, thumuc],
  );
  return { account, folders, place, chip: chipOf(loc), search: q ?? "", here: o === "1", openId: m ?? null, open };
}
