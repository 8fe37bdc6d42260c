// What this page knows of the server: the person, their accounts, the letters met so far, and the query cache.
// One instance, made after sign-in, handed down by React context.
import { QueryClient, queryOptions } from "@tanstack/react-query";
import { call, idsOf } from "./client.ts";
import { request } from "./http.ts";
import { Letters } from "./letters.ts";
import {
  type Account,
  detailProperties,
  type Folder,
  folderProperties,
  type GetResult,
  type Identity,
  type LetterDetail,
  partProperties,
  type Submission,
  type WhoAmI,
} from "./types.ts";

export interface FolderState {
  readonly state: string;
  readonly list: readonly Folder[];
}

export class Office {
  readonly me: WhoAmI;
  readonly queries = new QueryClient({
    defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY, retry: 2, refetchOnWindowFocus: false } },
  });
  readonly #letters = new Map<string, Letters>();

  constructor(me: WhoAmI) {
    this.me = me;
  }

  account(id: string): Account | undefined {
    return this.me.mailboxes.find((account) => account.accountId === id);
  }

  letters(accountId: string): Letters {
    let letters = this.#letters.get(accountId);
    if (!letters) {
      letters = new Letters(accountId);
      this.#letters.set(accountId, letters);
    }
    return letters;
  }

  refreshOutbox(accountId: string): void {
    void this.queries.invalidateQueries({ queryKey: outboxQuery(accountId).queryKey });
  }

  folders(accountId: string): readonly Folder[] {
    return this.queries.getQueryData(foldersQuery(accountId).queryKey)?.list ?? [];
  }
}

export const foldersQuery = (accountId: string) =>
  queryOptions({
    queryKey: ["folders", accountId],
    queryFn: async (): Promise<FolderState> => {
      const answers = await call([["Mailbox/get", { accountId, properties: folderProperties }, "get"]]);
      const { state, list } = answers.of<GetResult<Folder>>("get");
      return { state, list };
    },
  });

export const letterQuery = (accountId: string, id: string) =>
  queryOptions({
    queryKey: ["letter", accountId, id],
    gcTime: 30 * 60_000,
    queryFn: async ({ signal }): Promise<LetterDetail | null> => {
      const args = { accountId, ids: [id], properties: detailProperties, bodyProperties: partProperties };
      const answers = await call([["Email/get", args, "get"]], signal);
      return answers.of<GetResult<LetterDetail>>("get").list[0] ?? null;
    },
  });

export const identitiesQuery = (accountId: string) =>
  queryOptions({
    queryKey: ["identities", accountId],
    queryFn: async (): Promise<readonly Identity[]> => {
      const answers = await call([["Identity/get", { accountId, ids: null }, "get"]]);
      return answers.of<GetResult<Identity>>("get").list;
    },
  });

/** Letters on their way, and those that could not be delivered: what «Chờ gửi» shows. */
export const outboxQuery = (accountId: string) =>
  queryOptions({
    queryKey: ["outbox", accountId],
    queryFn: async (): Promise<readonly Submission[]> => {
      const since = new Date(Date.now() - failuresShownMs).toISOString();
      const answers = await call([
        ["EmailSubmission/query", { accountId, filter: { undoStatus: "pending" } }, "pending"],
        ["EmailSubmission/get", { accountId, "#ids": idsOf("pending", "EmailSubmission/query", "/ids") }, "waiting"],
        ["EmailSubmission/query", { accountId, filter: { undoStatus: "final", after: since } }, "final"],
        ["EmailSubmission/get", { accountId, "#ids": idsOf("final", "EmailSubmission/query", "/ids") }, "sent"],
      ]);
      const waiting = answers.of<GetResult<Submission>>("waiting").list;
      const sent = answers.of<GetResult<Submission>>("sent").list;
      return [...waiting, ...sent.filter((submission) => failedRecipients(submission).length > 0)];
    },
  });

const failuresShownMs = 14 * 24 * 3_600_000;

export const failedRecipients = (submission: Submission): string[] =>
  Object.entries(submission.deliveryStatus ?? {})
    .filter(([, { delivered }]) => delivered === "no")
    .map(([address]) => address);

export interface Usage {
  readonly bytes: number;
  readonly quotaBytes: number | null;
}

/** Room used by a mailbox; asked again every five minutes. Null = the server does not tell. */
export const usageQuery = (accountId: string) =>
  queryOptions({
    queryKey: ["usage", accountId],
    staleTime: 5 * 60_000,
    refetchInterval: 5 * 60_000,
    queryFn: async (): Promise<Usage | null> => {
      const response = await request(`/api/v1/mailboxes/${encodeURIComponent(accountId)}/usage`).catch(() => null);
      return response && ((await response.json()) as Usage);
    },
  });

const mailCapability = "urn:ietf:params:jmap:mail";

/** Largest letter that a mailbox takes, octets, as the session object says (RFC 8621 §1.3.1). */
export const letterBytesQuery = (accountId: string) =>
  queryOptions({
    queryKey: ["letter-bytes", accountId],
    queryFn: async (): Promise<number | null> => {
      const session = (await (await request("/jmap/session")).json()) as {
        accounts: Record<string, { accountCapabilities: Record<string, { maxSizeAttachmentsPerEmail?: number }> }>;
      };
      return session.accounts[accountId]?.accountCapabilities[mailCapability]?.maxSizeAttachmentsPerEmail ?? null;
    },
  });
