// GET /api/v1/openapi.json, made from the same schemas the routes check with.
import { OpenAPIHono } from "@hono/zod-openapi";
import { Hono } from "hono";
import { operations } from "../contract/operations.ts";
import type { Env } from "../parts.ts";

/** OpenAPI 3.1 document. */
export function openApiDocument() {
  const { openAPIRegistry, getOpenAPI31Document } = new OpenAPIHono();
  for (const operation of operations) openAPIRegistry.registerPath(operation);
  openAPIRegistry.registerComponent("securitySchemes", "cookie", {
    type: "apiKey",
    in: "cookie",
    name: "__Host-congvu",
  });
  openAPIRegistry.registerComponent("securitySchemes", "bearer", { type: "http", scheme: "bearer" });
  openAPIRegistry.registerComponent("securitySchemes", "basic", { type: "http", scheme: "basic" });
  return getOpenAPI31Document({
    openapi: "3.1.0",
    info: {
      title: "Công Vụ",
      version: "1",
      description: "Sign-in and directory. Mail itself is read and written over JMAP: POST /jmap (RFC 8620, RFC 8621).",
    },
  });
}

export function openApiRoutes(): Hono<Env> {
  const document = openApiDocument();
  return new Hono<Env>().get("/api/v1/openapi.json", (c) => c.json(document));
}
