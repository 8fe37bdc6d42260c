// Signing in over HTTP: sessions, cookies, other sites (C10, C11), what plain HTTP may do.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { limits } from "#base/limits.ts";
import type { TestPerson } from "../support/server.ts";
import { type Ask, basic, json, pageOf, startTestWeb, type TestWeb } from "../support/web.ts";

describe("signing in over HTTP", () => {
  let web: TestWeb;
  let hoa: TestPerson;
  before(async () => {
    web = await startTestWeb();
    hoa = await web.server.addPerson("hoa@test.gov.vn", { name: "Trần Thị Hoa" });
    await web.server.addUnit("phong@test.gov.vn", "Phòng Tổng hợp", [hoa]);
  });
  after(() => web.close());

  const signIn = (more: object = {}, ask: Ask = {}) =>
    web.ask("/api/v1/session", {
      method: "POST",
      body: JSON.stringify({ name: "hoa", password: hoa.password, ...more }),
      ...ask,
      headers: { ...json, ...ask.headers },
    });

  it("answers 201 with who I am; the cookie then says the same", async () => {
    const reply = await signIn();
    assert.equal(reply.status, 201);
    const { token, expiresAt, ...me } = reply.json();
    assert.deepEqual(
      [me.person.name, me.accountId, me.organization.zone],
      ["Trần Thị Hoa", `a${hoa.account}`, "Asia/Ho_Chi_Minh"],
    );
    assert.deepEqual(
      me.mailboxes.map(({ kind, access }: { kind: string; access: string }) => [kind, access]),
      [
        ["personal", "administer"],
        ["unit", "send"],
      ],
    );
    assert.ok(Date.parse(expiresAt) > Date.now());
    const page = { cookie: reply.headers["set-cookie"]?.[0]?.split(";")[0] ?? "" };
    assert.deepEqual((await web.ask("/api/v1/session", { headers: page })).json(), me);
    const bearer = { authorization: `Bearer ${token}` };
    assert.deepEqual((await web.ask("/api/v1/session", { headers: bearer })).json(), me);
    assert.deepEqual((await web.ask("/api/v1/session", { headers: basic(hoa) })).json(), me);
  });

  it("C11 the cookie cannot be read, planted or sent from elsewhere", async () => {
    const [secure] = (await signIn({}, { tls: true })).headers["set-cookie"] ?? [];
    assert.match(secure ?? "", /^__Host-congvu=[a-z2-7]{52}; Path=\/; HttpOnly; Secure; SameSite=Strict$/);
    const [kept] = (await signIn({ remember: true }, { tls: true })).headers["set-cookie"] ?? [];
    assert.match(kept ?? "", /; Max-Age=60479\d|; Max-Age=604800/);
    const [loopback] = (await signIn()).headers["set-cookie"] ?? [];
    assert.match(loopback ?? "", /^congvu=[a-z2-7]{52}; Path=\/; HttpOnly; SameSite=Strict$/);
  });

  it("C11 HTTPS does not take the cookie of plain HTTP, which another host could have planted", async () => {
    const { token } = (await signIn()).json();
    const ask = (cookie: string) => web.ask("/api/v1/session", { tls: true, headers: { cookie } });
    assert.equal((await ask(`congvu=${token}`)).status, 401);
    assert.equal((await ask(`__Host-congvu=${token}`)).status, 200);
  });

  it("C11 every sign-in is a new session and ends the one before it", async () => {
    const page = await pageOf(web, hoa);
    const again = await signIn({}, { headers: page });
    assert.notEqual(again.headers["set-cookie"]?.[0]?.split(";")[0], page.cookie);
    assert.equal((await web.ask("/api/v1/session", { headers: page })).status, 401);
  });

  it("C11 a planted token is nobody's", async () => {
    const planted = { cookie: `congvu=${"a".repeat(52)}` };
    const reply = await signIn({}, { headers: planted });
    assert.equal(reply.status, 201);
    assert.equal((await web.ask("/api/v1/session", { headers: planted })).status, 401);
  });

  it("signing out ends it", async () => {
    const page = await pageOf(web, hoa);
    const reply = await web.ask("/api/v1/session", { method: "DELETE", headers: page });
    assert.equal(reply.status, 204);
    assert.match(reply.headers["set-cookie"]?.[0] ?? "", /^congvu=; Max-Age=0/);
    assert.equal((await web.ask("/api/v1/session", { headers: page })).status, 401);
  });

  it("a new password needs the old one and gives a new session", async () => {
    const nam = await web.server.addPerson("nam@test.gov.vn");
    const page = { ...(await pageOf(web, nam)), ...json };
    const change = (current: string, next: string) =>
      web.ask("/api/v1/password", { method: "POST", headers: page, body: JSON.stringify({ current, new: next }) });
    assert.equal((await change("sai", "mật khẩu mới dài")).status, 401);
    assert.equal((await change(nam.password, "ngắn")).status, 400);
    const reply = await change(nam.password, "mật khẩu mới dài");
    assert.equal(reply.status, 204);
    assert.equal((await web.ask("/api/v1/session", { headers: page })).status, 401);
    const fresh = { cookie: reply.headers["set-cookie"]?.[0]?.split(";")[0] ?? "" };
    assert.equal((await web.ask("/api/v1/session", { headers: fresh })).status, 200);
    assert.equal((await web.ask("/api/v1/session", { headers: basic(nam) })).status, 401);
  });

  const refused: [why: string, body: string, status: number, code: string][] = [
    ["a wrong password", JSON.stringify({ name: "hoa", password: "sai" }), 401, "sign-in-failed"],
    ["an unknown name, with the same words", JSON.stringify({ name: "khong", password: "sai" }), 401, "sign-in-failed"],
    ["an empty body", "", 400, "invalid"],
    ["a list", "[]", 400, "invalid"],
    ["no password", JSON.stringify({ name: "hoa" }), 400, "invalid"],
    ["more than it knows", JSON.stringify({ name: "hoa", password: "x", admin: true }), 400, "invalid"],
    ["C14 __proto__ for a password", `{"name":"hoa","__proto__":{"password":"x"}}`, 400, "invalid"],
    ["C23 65 levels", `${"[".repeat(65)}${"]".repeat(65)}`, 400, "invalid"],
    ["C23 more than 16 KiB", JSON.stringify({ name: "hoa", password: "x".repeat(17_000) }), 413, "limit-exceeded"],
    [
      "a password past its limit",
      JSON.stringify({ name: "hoa", password: "ế".repeat(limits.passwordBytes / 3 + 1) }),
      401,
      "sign-in-failed",
    ],
  ];
  for (const [why, body, status, code] of refused) {
    it(`refuses ${why}`, async () => {
      const reply = await web.ask("/api/v1/session", { method: "POST", headers: json, body });
      assert.equal(reply.status, status);
      assert.equal(reply.headers["content-type"], "application/problem+json");
      assert.equal(reply.json().code, code);
      assert.ok(reply.json().messages.vi && reply.json().messages.en);
      assert.equal(reply.headers["set-cookie"], undefined);
    });
  }

  describe("C10 other sites", () => {
    let page: Record<string, string>;
    before(async () => {
      page = { cookie: (await pageOf(web, hoa)).cookie ?? "" };
    });
    const body = JSON.stringify({ using: ["urn:ietf:params:jmap:core"], methodCalls: [["Core/echo", {}, "0"]] });
    const table: [why: string, headers: Record<string, string>, status: number][] = [
      ["our own page may", { "sec-fetch-site": "same-origin" }, 200],
      ["another site may not", { "sec-fetch-site": "cross-site" }, 403],
      ["another host of ours may not", { "sec-fetch-site": "same-site" }, 403],
      ["a typed address does not post", { "sec-fetch-site": "none" }, 403],
      ["a cookie that does not say where it comes from may not", {}, 403],
      ["an Origin of null says nothing", { origin: "null" }, 403],
    ];
    for (const [why, headers, status] of table) {
      it(`JMAP under a cookie: ${why}`, async () => {
        const reply = await web.ask("/jmap", { method: "POST", headers: { ...page, ...json, ...headers }, body });
        assert.equal(reply.status, status);
      });
    }

    it("a form cannot sign anybody in: it is not JSON, or not from here", async () => {
      const bare = await signIn({}, { headers: { "content-type": "text/plain" } });
      assert.equal(bare.status, 415);
      const foreign = await signIn({}, { headers: { "sec-fetch-site": "cross-site" } });
      assert.equal(foreign.status, 403);
    });

    it("a password that a browser remembered does not help another site", async () => {
      const headers = { ...basic(hoa), ...json, "sec-fetch-site": "cross-site" };
      assert.equal((await web.ask("/jmap", { method: "POST", headers, body })).status, 403);
    });

    it("reads from another site get nothing either", async () => {
      const headers = { ...page, "sec-fetch-site": "cross-site" };
      assert.equal((await web.ask("/jmap/session", { headers })).status, 403);
    });

    it("no answer ever carries CORS headers, whatever the origin", async () => {
      for (const origin of ["null", "https://evil.example", "http://127.0.0.1"]) {
        const preflight = await web.ask("/jmap", {
          method: "OPTIONS",
          headers: {
            origin,
            "access-control-request-method": "POST",
            "access-control-request-headers": "authorization",
          },
        });
        const reply = await web.ask("/jmap/session", { headers: { ...basic(hoa), origin } });
        for (const { headers } of [preflight, reply])
          assert.equal(
            Object.keys(headers).find((name) => name.startsWith("access-control")),
            undefined,
          );
      }
    });
  });

  it("mail programs get a challenge, pages do not", async () => {
    assert.match((await web.ask("/jmap/session")).headers["www-authenticate"] ?? "", /^Basic realm="congvu"/);
    const page = await web.ask("/jmap/session", { headers: { "sec-fetch-site": "same-origin" } });
    assert.deepEqual([page.status, page.headers["www-authenticate"]], [401, undefined]);
  });

  it("broken proofs are nobody's", async () => {
    for (const authorization of ["Basic", "Basic !!", "Basic aG9h", "Bearer ", "Bearer a b", "Digest x", "Basic Og=="])
      assert.equal((await web.ask("/jmap/session", { headers: { authorization } })).status, 401, authorization);
  });

  it("C21 a forged Host header decides nothing but its own answer", async () => {
    const session = async (host: string) =>
      (await web.ask("/jmap/session", { headers: { ...basic(hoa), host } })).json();
    assert.equal((await session("thu.test.gov.vn")).apiUrl, "http://thu.test.gov.vn/jmap");
    for (const host of ["evil.example/path", "a@b", "x y", "evil.example:99999999"]) {
      const reply = await web.ask("/jmap/session", { headers: { ...basic(hoa), host } });
      assert.ok(reply.status === 400 || reply.json().apiUrl === "/jmap", host);
    }
    const forwarded = { ...basic(hoa), "x-forwarded-host": "evil.example", "x-forwarded-proto": "https" };
    assert.ok(!(await web.ask("/jmap/session", { headers: forwarded })).text.includes("evil.example"));
  });
});
