// POST, GET and DELETE /api/v1/session; POST /api/v1/password. A session gets a new token whenever a person proves who
// they are (case C11).
import { Hono } from "hono";
import type { SignedIn } from "#auth/ports.ts";
import { CongvuError } from "#base/errors.ts";
import { limits } from "#base/limits.ts";
import { readJson } from "../body.ts";
import { passwordRequest, type Session, signInRequest } from "../contract/session.ts";
import { sessionCookie, setSessionCookie } from "../cookies.ts";
import { connectionOf, type Env, type HttpParts, type RouteContext } from "../parts.ts";
import { HttpRefusal } from "../problem.ts";
import type { Streams } from "../streams.ts";
import { refuseOtherSites, signedIn } from "../visitors.ts";

/** A name, a password and what JSON puts around them. */
const mostBytes = 16 * 1024;

export function sessionRoutes(parts: HttpParts, streams: Streams): Hono<Env> {
  const { signIn } = parts;
  const routes = new Hono<Env>();

  routes.post("/api/v1/session", async (c) => {
    refuseOtherSites(c, false);
    const { remoteAddress, encrypted } = connectionOf(c);
    const wanted = signInRequest.safeParse(await readJson(c, mostBytes));
    if (!wanted.success) throw new HttpRefusal("invalid");
    const { name, password, remember } = wanted.data;
    if (Buffer.byteLength(password) > limits.passwordBytes) throw new HttpRefusal("sign-in-failed");
    const who = await signIn.signIn({ name, password, door: "web", remoteAddress });
    const before = sessionCookie(c.req.header("cookie"), encrypted);
    if (before !== null) await end(before);
    const { token, expiresAt } = await start(c, who, remember);
    return c.json({ ...(await describe(parts, who)), token, expiresAt }, 201);
  });

  routes.get("/api/v1/session", signedIn(parts), async (c) => c.json(await describe(parts, c.var.visitor.who)));

  routes.delete("/api/v1/session", signedIn(parts), async (c) => {
    const { token } = c.var.visitor;
    if (token !== null) await end(token);
    c.header("Set-Cookie", setSessionCookie("", connectionOf(c).encrypted, 0));
    return c.body(null, 204);
  });

  routes.post("/api/v1/password", signedIn(parts), async (c) => {
    const { who, token } = c.var.visitor;
    const wanted = passwordRequest.safeParse(await readJson(c, mostBytes));
    if (!wanted.success) throw new HttpRefusal("invalid");
    const { remoteAddress } = connectionOf(c);
    const { current, new: next } = wanted.data;
    if (Buffer.byteLength(next) > limits.passwordBytes) throw new HttpRefusal("invalid");
    await signIn.signIn({ name: who.account.address, password: current, door: "web", remoteAddress });
    await signIn.setPassword(who.person, next);
    if (token !== null) {
      await end(token);
      await start(c, who, false);
    }
    return c.body(null, 204);
  });

  async function start(c: RouteContext, who: SignedIn, remember: boolean) {
    const { remoteAddress, encrypted } = connectionOf(c);
    const userAgent = c.req.header("user-agent") ?? "";
    const { token, expiresAtMs } = await signIn.startSession(who, { remoteAddress, userAgent, remember });
    const seconds = remember ? Math.floor((expiresAtMs - parts.clock.nowMs()) / 1_000) : null;
    c.header("Set-Cookie", setSessionCookie(token, encrypted, seconds));
    return { token, expiresAt: new Date(expiresAtMs).toISOString() };
  }

  async function end(token: string): Promise<void> {
    await signIn.endSession(token);
    streams.endOf(token);
  }

  return routes;
}

/** Who the person is and what they may open. */
async function describe({ directory, signIn }: HttpParts, who: SignedIn): Promise<Session> {
  const [person, organizations, openable, agencies] = await Promise.all([
    directory.person(who.person),
    directory.organizations(),
    signIn.openable(who.person),
    directory.agencies(who.organization),
  ]);
  const organization = organizations.find((one) => one.id === who.organization);
  if (person === null || organization === undefined) throw new CongvuError("server-fault", "person without a place");
  const agency = agencies.find((one) => one.id === person.agency);
  return {
    person: { id: person.id, name: person.name, title: person.title, agencyName: agency?.name ?? null },
    accountId: `a${who.account.id}`,
    address: who.account.address,
    mailboxes: openable.map(({ account, handle }) => ({
      accountId: `a${account.id}`,
      kind: account.kind,
      name: account.name,
      address: account.address,
      access: handle.access,
    })),
    organization: { name: organization.name, domain: organization.domain, zone: organization.zone },
    language: "vi",
  };
}
