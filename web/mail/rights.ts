import type { Access, Account } from "../jmap/types.ts";

const ladder: readonly Access[] = ["read", "flag", "write", "send", "administer"];

/** Whether the person's access to a mailbox reaches a level (docs/reference/web-api.md: access rises). */
export const may = (account: Account, level: Access): boolean =>
  ladder.indexOf(account.access) >= ladder.indexOf(level);
