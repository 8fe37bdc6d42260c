// JMAP over HTTP (RFC 8620 §2, §3.1): discovery, session, requests.
import { Hono } from "hono";
import { limits } from "#base/limits.ts";
import { RequestError } from "#jmap/errors.ts";
import { handleRequest, readRequest } from "#jmap/request.ts";
import { sessionObject } from "#jmap/session.ts";
import type { AtOnce } from "../at-once.ts";
import { isJson, readBody } from "../body.ts";
import { jsonResponse } from "../compress.ts";
import { jmapSessionOf } from "../jmap-session.ts";
import { type Env, type HttpParts, originOf, type RouteContext, type Visitor } from "../parts.ts";
import { HttpRefusal } from "../problem.ts";
import { signedIn } from "../visitors.ts";

export function jmapRoutes(parts: HttpParts, atOnce: AtOnce): Hono<Env> {
  const routes = new Hono<Env>();

  // RFC 8620 §2.2; clients follow the redirect with their credentials because it stays on this host.
  routes.get("/.well-known/jmap", (c) => c.redirect("/jmap/session", 307));

  routes.get("/jmap/session", signedIn(parts), async (c) => {
    const session = await jmapSessionOf(parts, c.var.visitor);
    return jsonResponse(c, sessionObject(session, originOf(c, parts)));
  });

  routes.post("/jmap", signedIn(parts), async (c) => {
    using slot = atOnce.take(visitorKey(c.var.visitor));
    try {
      if (slot === null) throw new RequestError("limit", "Too many requests at once.", "maxConcurrentRequests");
      const request = readRequest(await requestBody(c));
      return await jsonResponse(c, await handleRequest(await jmapSessionOf(parts, c.var.visitor), request));
    } catch (error) {
      if (error instanceof RequestError) return requestProblem(error);
      throw error;
    }
  });
  return routes;
}

/** One person's requests count together, but for each session on its own. */
export const visitorKey = ({ who, token }: Visitor): string => token ?? `person ${who.person}`;

async function requestBody(c: RouteContext): Promise<Buffer> {
  if (!isJson(c)) throw new RequestError("notRequest", "The content type must be application/json.");
  try {
    return await readBody(c, limits.jmapRequestBytes);
  } catch (error) {
    const tooLarge = error instanceof HttpRefusal && error.response.status === 413;
    throw tooLarge ? new RequestError("limit", "The request is too large.", "maxSizeRequest") : error;
  }
}

const requestProblem = (error: RequestError): Response =>
  new Response(JSON.stringify(error.problem()), {
    status: 400,
    headers: { "Content-Type": "application/problem+json", "Cache-Control": "no-store" },
  });
