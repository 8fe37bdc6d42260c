// The mailbox part of the URL: «toi» is one's own, anything else the account's id.
import type { Office } from "../jmap/office.ts";
import type { Account } from "../jmap/types.ts";

export const accountOfParam = (office: Office, hop: string | undefined): Account | undefined =>
  office.account(hop === undefined || hop === "toi" ? office.me.accountId : hop);

export const paramOfAccount = (office: Office, accountId: string): string =>
  accountId === office.me.accountId ? "toi" : accountId;
