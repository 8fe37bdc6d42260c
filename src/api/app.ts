// The HTTP interface put together: what every request passes, then the routes. The same application answers HTTPS and
// plain HTTP; the socket tells them apart.
import { Hono } from "hono";
import { CongvuError } from "#base/errors.ts";
import { limits } from "#base/limits.ts";
import { isLoopback } from "#net/listener.ts";
import { AtOnce } from "./at-once.ts";
import { connectionOf, type Env, type HttpParts, hostOf, type RouteContext } from "./parts.ts";
import { HttpRefusal, problemResponse } from "./problem.ts";
import { responseHeaders } from "./response-headers.ts";
import { blobRoutes } from "./routes/blobs.ts";
import { directoryRoutes } from "./routes/directory.ts";
import { eventRoutes } from "./routes/eventsource.ts";
import { jmapRoutes } from "./routes/jmap.ts";
import { letterRoutes } from "./routes/letters.ts";
import { openApiRoutes } from "./routes/openapi.ts";
import { operationPaths, operationRoutes } from "./routes/operations.ts";
import { sessionRoutes } from "./routes/session.ts";
import { siteRoutes } from "./routes/site.ts";
import { webFileRoutes } from "./routes/web-files.ts";
import { Streams } from "./streams.ts";

export interface HttpApi {
  readonly app: Hono<Env>;
  /** Ends the event streams, which would otherwise hold their connections open at a stop. */
  endStreams(): void;
}

/** Uploads of one session at once (RFC 8620 §2 maxConcurrentUpload) and event streams (one a browser tab). */
const uploadsAtOnce = 4;
const streamsAtOnce = 20;

export function createHttpApi(parts: HttpParts): HttpApi {
  const streams = new Streams();
  const app = new Hono<Env>({ strict: true });
  app.onError((error, c) => answerError(error, c, parts));
  app.notFound((c) => answerUnknown(c, app));
  app.use(responseHeaders);
  app.use(async (c, next) => {
    const elsewhere = secureAddress(c, parts);
    if (elsewhere === null) return next();
    return c.redirect(elsewhere, 308);
  });
  app.route("/", operationRoutes(parts));
  app.route("/", openApiRoutes());
  app.route("/", sessionRoutes(parts, streams));
  app.route("/", directoryRoutes(parts));
  app.route("/", siteRoutes(parts));
  app.route("/", jmapRoutes(parts, new AtOnce(limits.jmapConcurrentRequests)));
  app.route("/", blobRoutes(parts, new AtOnce(uploadsAtOnce)));
  app.route("/", eventRoutes(parts, { streams, atOnce: new AtOnce(streamsAtOnce) }));
  app.route("/", letterRoutes(parts));
  app.route("/", webFileRoutes(parts));
  return { app, endStreams: () => streams.endAll() };
}

/** Where a plain request belongs; null = it may stay. Signing in without TLS is for the machine itself only. */
function secureAddress(c: RouteContext, parts: HttpParts): string | null {
  const { encrypted, remoteAddress } = connectionOf(c);
  if (encrypted || isLoopback(remoteAddress) || operationPaths.has(c.req.path)) return null;
  const origin = parts.publicOrigin ?? originFor(c, parts.httpsPort());
  if (origin === null) throw new HttpRefusal("tls-required");
  const url = new URL(c.req.url);
  return `${origin}${url.pathname}${url.search}`;
}

function originFor(c: RouteContext, port: number | null): string | null {
  const host = hostOf(c)?.replace(/:\d{1,5}$/, "");
  if (host === undefined || port === null) return null;
  return `https://${host}${port === 443 ? "" : `:${port}`}`;
}

/** A known address asked in a way it does not take says which ways it takes (RFC 9110 §15.5.6). */
function answerUnknown(c: RouteContext, app: Hono<Env>): Response {
  const methods = app.routes
    .filter(({ path, method }) => path !== "*" && path !== "/*" && method !== "ALL" && matchesPattern(path, c.req.path))
    .map(({ method }) => method);
  if (methods.length === 0) return problemResponse("not-found");
  return problemResponse("invalid", { status: 405, headers: { Allow: [...new Set(methods)].join(", ") } });
}

/** `/jmap/upload/:accountId/` against an address, segment by segment. */
function matchesPattern(pattern: string, path: string): boolean {
  const [wanted, given] = [pattern.split("/"), path.split("/")];
  const fits = (segment: string, index: number) =>
    segment === given[index] || (segment.startsWith(":") && given[index]);
  return wanted.length === given.length && wanted.every(fits);
}

function answerError(error: unknown, c: RouteContext, { log }: HttpParts): Response {
  if (error instanceof HttpRefusal) return error.response;
  if (error instanceof CongvuError && error.code !== "server-fault") return problemResponse(error.code);
  log.error({ err: error, method: c.req.method, path: c.req.path }, "request failed");
  return problemResponse("server-fault");
}
