// For monitors: /healthz and /metrics. Both work over plain HTTP too.
import { Hono } from "hono";
import type { Env, HttpParts } from "../parts.ts";

/** Not redirected to HTTPS. */
export const operationPaths: ReadonlySet<string> = new Set(["/healthz", "/metrics"]);

export function operationRoutes(parts: HttpParts): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/healthz", async (c) => {
    const report = await parts.health();
    return c.json(report, report.ready ? 200 : 503);
  });
  routes.get("/metrics", async () => {
    const { contentType, body } = await parts.metrics();
    return new Response(body, { headers: { "Content-Type": contentType } });
  });
  return routes;
}
