// gzip for JSON that is worth it: a page of 50 letters shrinks to a quarter. Secrets and foreign text share an answer
// only for the session's own page (SameSite=Strict, refuseOtherSites), so nobody else can measure its length.
import { promisify } from "node:util";
import zlib from "node:zlib";
import type { RouteContext } from "./parts.ts";

const gzip = promisify(zlib.gzip);
/** Below this a packet carries it anyway. */
const fewBytes = 1_400;

export async function jsonResponse(c: RouteContext, value: unknown, status = 200): Promise<Response> {
  const body = Buffer.from(JSON.stringify(value));
  const headers = { "Content-Type": "application/json", "Cache-Control": "no-store", Vary: "Accept-Encoding" };
  if (body.length < fewBytes || !acceptsGzip(c)) return new Response(body, { status, headers });
  const packed = await gzip(body, { level: 5 });
  return new Response(packed, { status, headers: { ...headers, "Content-Encoding": "gzip" } });
}

/** RFC 9110 §12.5.3; a weight of 0 means "not this". */
export const acceptsGzip = (c: RouteContext): boolean => accepts(c, "gzip");

export const accepts = (c: RouteContext, coding: "gzip" | "br"): boolean =>
  (c.req.header("accept-encoding") ?? "")
    .toLowerCase()
    .split(",")
    .map((one) => one.trim())
    .some((one) => one === coding || (one.startsWith(`${coding};`) && !/;\s*q=0(?:\.0*)?$/.test(one)));
