import type { Office } from "../jmap/office.ts";
import type { Account } from "../jmap/types.ts";

/** Addresses that are oneself when writing from this mailbox: an answer never goes to them (C11). */
export const ownAddresses = (office: Office, account: Account): string[] => [account.address, office.me.address];
