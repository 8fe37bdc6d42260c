// Which level of access an act on a mailbox needs.
import type { AccountHandle } from "#auth/ports.ts";
import { CongvuError } from "#base/errors.ts";
import { type Access, accessLevels } from "#directory/ports.ts";

/** Throws `forbidden` when the handle's level is below `needed`. */
export function requireAccess(handle: AccountHandle, needed: Access): void {
  if (accessLevels.indexOf(handle.access) < accessLevels.indexOf(needed)) {
    throw new CongvuError("forbidden", `needs ${needed}`);
  }
}
