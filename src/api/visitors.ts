// Who asks: cookie of a web session, bearer token of one, or name and password for mail programs (RFC 7617). And where
// the request comes from: other sites get nothing, whatever they send along (Fetch Metadata; case C10).
import type { MiddlewareHandler } from "hono";
import { CongvuError } from "#base/errors.ts";
import { limits } from "#base/limits.ts";
import { sessionCookie } from "./cookies.ts";
import { connectionOf, type Env, type HttpParts, type RouteContext, type Visitor } from "./parts.ts";
import { HttpRefusal } from "./problem.ts";

/** For routes that need a signed-in person; sets `visitor`. */
export const signedIn =
  (parts: HttpParts): MiddlewareHandler<Env> =>
  async (c, next) => {
    const visitor = await visitorOf(c, parts);
    if (visitor === null) throw new HttpRefusal("session-ended", { headers: challenge(c) });
    refuseOtherSites(c, visitor.proof === "cookie");
    c.set("visitor", visitor);
    await next();
  };

/** Null = nobody. A wrong password or token is nobody too, but for locks and overload. */
async function visitorOf(c: RouteContext, { signIn }: HttpParts): Promise<Visitor | null> {
  const { encrypted, remoteAddress } = connectionOf(c);
  const [scheme, credentials] = authorizationOf(c);
  if (scheme === "basic") {
    const who = await passwordSignIn(credentials, (given) => signIn.signIn({ ...given, door: "jmap", remoteAddress }));
    return who && { who, proof: "basic", token: null };
  }
  const token = scheme === "bearer" ? credentials : sessionCookie(c.req.header("cookie"), encrypted);
  const who = token === null || scheme === "other" ? null : await signIn.session(token);
  return who && { who, proof: scheme === "bearer" ? "bearer" : "cookie", token };
}

function authorizationOf(c: RouteContext): ["basic" | "bearer", string] | ["other" | null, ""] {
  const header = c.req.header("authorization");
  if (header === undefined) return [null, ""];
  const [, scheme, credentials] = /^(basic|bearer) +([A-Za-z0-9+/._~=-]{1,8192})$/i.exec(header) ?? [];
  if (scheme === undefined || credentials === undefined) return ["other", ""];
  return [scheme.toLowerCase() === "basic" ? "basic" : "bearer", credentials];
}

async function passwordSignIn<Who>(
  credentials: string,
  signIn: (given: { name: string; password: string }) => Promise<Who>,
): Promise<Who | null> {
  const text = Buffer.from(credentials, "base64").toString("utf8");
  const colon = text.indexOf(":");
  if (colon < 1 || text.length > limits.passwordBytes + 400) return null;
  try {
    return await signIn({ name: text.slice(0, colon), password: text.slice(colon + 1) });
  } catch (error) {
    if (error instanceof CongvuError && error.code === "sign-in-failed") return null;
    throw error;
  }
}

/** Mail programs need the challenge; a browser would open its own password window over our page. */
function challenge(c: RouteContext): Record<string, string> {
  const isBrowser = c.req.header("sec-fetch-site") !== undefined;
  return isBrowser ? {} : { "WWW-Authenticate": 'Basic realm="congvu", charset="UTF-8", Bearer' };
}

const isSafe = (method: string): boolean => method === "GET" || method === "HEAD";

/**
 * Requests made by another site are refused. What changes something under a cookie must say that it comes from our own
 * page; programs without a browser send no such header and carry their proof themselves.
 */
export function refuseOtherSites(c: RouteContext, mustSay: boolean): void {
  const site = c.req.header("sec-fetch-site");
  const isOwn = site === "same-origin" || (site === "none" && isSafe(c.req.method));
  const isSilent = site === undefined && (isSafe(c.req.method) || !mustSay);
  if (!isOwn && !isSilent) throw new HttpRefusal("forbidden");
}
