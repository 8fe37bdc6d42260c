// GET /api/v1/directory: people and units of the visitor's own organization.
import { Hono } from "hono";
import { type DirectoryAnswer, directoryQuery } from "../contract/directory.ts";
import type { Env, HttpParts } from "../parts.ts";
import { HttpRefusal } from "../problem.ts";
import { signedIn } from "../visitors.ts";

export function directoryRoutes(parts: HttpParts): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/api/v1/directory", signedIn(parts), async (c) => {
    const wanted = directoryQuery.safeParse({ q: c.req.query("q"), limit: c.req.query("limit") });
    if (!wanted.success) throw new HttpRefusal("invalid");
    const { q, limit } = wanted.data;
    const found = await parts.directory.searchPeople(c.var.visitor.who.organization, q, limit);
    const entries = found.map(({ name, address, title, agencyName, kind }) => ({
      name,
      address,
      title,
      agencyName,
      kind,
    }));
    return c.json({ entries } satisfies DirectoryAnswer);
  });
  return routes;
}
