// GET /api/v1/site: whose system this is, for the sign-in page, which nobody has signed in to yet.
// GET /api/v1/mailboxes/{accountId}/usage: room used in a mailbox the visitor may open.
import { Hono } from "hono";
import type { Organization } from "#directory/ports.ts";
import type { Site, Usage } from "../contract/site.ts";
import { accountNamed } from "../jmap-session.ts";
import { type Env, type HttpParts, hostOf } from "../parts.ts";
import { HttpRefusal } from "../problem.ts";
import { signedIn } from "../visitors.ts";

export function siteRoutes(parts: HttpParts): Hono<Env> {
  const routes = new Hono<Env>();

  routes.get("/api/v1/site", async (c) => {
    const organization = organizationAt(hostOf(c), await parts.directory.organizations());
    if (organization === null) throw new HttpRefusal("not-found");
    const { name, domain } = organization;
    return c.json({ name, domain, support: parts.support ?? null } satisfies Site);
  });

  routes.get("/api/v1/mailboxes/:accountId/usage", signedIn(parts), async (c) => {
    const account = await accountNamed(parts, c.var.visitor, c.req.param("accountId"));
    return c.json((await account.mail.usage()) satisfies Usage);
  });

  return routes;
}

/** The only organization, or the one whose domain the page's host name belongs to. */
function organizationAt(host: string | null, organizations: readonly Organization[]): Organization | null {
  const name = (host ?? "").replace(/:\d{1,5}$/, "").toLowerCase();
  const named = organizations.find(({ domain }) => name === domain || name.endsWith(`.${domain}`));
  return named ?? (organizations.length === 1 ? (organizations[0] ?? null) : null);
}
