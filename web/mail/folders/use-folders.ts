import { useQuery } from "@tanstack/react-query";
import { foldersQuery } from "../../jmap/office.ts";
import type { Folder } from "../../jmap/types.ts";

/** Undefined = still on its way. */
export const useFolders = (accountId: string): readonly Folder[] | undefined =>
  useQuery(foldersQuery(accountId)).data?.list;
