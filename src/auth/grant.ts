// The one place where a handle is made. A handle is proof: nothing else in the system can produce one.
import { type Access, type Account, accessLevels, type PersonId } from "#directory/ports.ts";
import type { AccountHandle } from "./ports.ts";

/** Suspended mailboxes can be read by nobody through a door; closed ones neither. */
export function grant(account: Account, viewer: PersonId, access: Access): AccountHandle {
  const handle: Omit<AccountHandle, symbol> = Object.freeze({
    organization: account.organization,
    account: account.id,
    viewer,
    access,
    seenPerPerson: account.kind === "unit",
  });
  return handle as AccountHandle;
}

export const atLeast = (access: Access, needed: Access): boolean =>
  accessLevels.indexOf(access) >= accessLevels.indexOf(needed);
