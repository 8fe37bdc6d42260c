// What commands work with: the part of main.ts's Services that they use, whether the command runs in the server (over its
// control socket) or on a stopped data folder.
import type { AuditLog } from "#audit/ports.ts";
import type { SignInService } from "#auth/ports.ts";
import { CongvuError } from "#base/errors.ts";
import type { Config } from "#config/schema.ts";
import { createDirectory, type Directory } from "#directory/directory.ts";
import type { DirectoryStore, Organization } from "#directory/ports.ts";
import type { Mail } from "#mail/doors.ts";

export interface CliServices {
  readonly config: Config;
  readonly directory: DirectoryStore;
  readonly signIn: SignInService;
  readonly mail: Mail;
  readonly audit: AuditLog;
  readonly store: RowChecker;
}

/** What the store finds when it checks every row that carries mail state. */
export interface RowChecker {
  sweep(): Promise<{
    readonly rows: number;
    readonly findings: readonly { readonly what: string; readonly key: string; readonly problem: string }[];
  }>;
}

/** The rules of the directory over its store, as the operator acts. */
export const directoryOf = ({ directory, audit, config }: CliServices): Directory =>
  createDirectory({ store: directory, audit, defaultQuotaBytes: config.limits.quotaBytes });

/** The organization named by its domain, or the only one there is. Throws `not-found`, `invalid`. */
export async function organizationFor(services: CliServices, domain: string | null): Promise<Organization> {
  const all = await services.directory.organizations();
  const found = domain === null ? all[0] : all.find((one) => one.domain === domain.toLowerCase());
  if (!found) throw new CongvuError("not-found", domain ?? "no organization yet: congvu organization create");
  if (domain === null && all.length > 1)
    throw new CongvuError("invalid", "several organizations: say --organization DOMAIN");
  return found;
}
