// The page and its headers (C12), static files, redirects of plain HTTP, monitors.
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import zlib from "node:zlib";
import { createHttpApi } from "#api/app.ts";
import { openApiDocument } from "#api/routes/openapi.ts";
import { basic, startTestWeb, type TestWeb } from "../support/web.ts";

describe("the page", () => {
  let web: TestWeb;
  let root: string;
  before(async () => {
    root = mkdtempSync(path.join(tmpdir(), "congvu-page-"));
    mkdirSync(path.join(root, "assets"));
    writeFileSync(path.join(root, "index.html"), "<!doctype html><title>Công Vụ</title>");
    writeFileSync(path.join(root, "assets", "main-4f3a2b1c.js"), `console.log(${JSON.stringify("x".repeat(3_000))})`);
    writeFileSync(path.join(root, "icon.svg"), "<svg xmlns='http://www.w3.org/2000/svg'/>");
    writeFileSync(path.join(root, ".secret.txt"), "bí mật");
    writeFileSync(path.join(root, "..", "outside.txt"), "bí mật");
    web = await startTestWeb({ parts: { webRoot: root } });
  });
  after(async () => {
    await web.close();
    rmSync(root, { recursive: true });
    rmSync(path.join(root, "..", "outside.txt"));
  });

  const asPage = { accept: "text/html,*/*;q=0.8" };

  it("answers every address of the application with index.html", async () => {
    for (const address of ["/", "/thu/toi/hop-thu-den", "/dang-nhap?x=1", "/soan/moi"]) {
      const reply = await web.ask(address, { headers: asPage });
      assert.deepEqual([reply.status, reply.headers["content-type"]], [200, "text/html; charset=utf-8"], address);
      assert.equal(reply.headers["cache-control"], "no-cache");
    }
  });

  it("but not what is an interface, and not what asks for no page", async () => {
    for (const address of ["/api/v1/nope", "/jmap/nope", "/mail/nope", "/assets/nope.js", "/.well-known/nope"])
      assert.equal((await web.ask(address, { headers: asPage })).status, 404, address);
    assert.equal((await web.ask("/thu/toi")).status, 404);
  });

  it("keeps files with a hash for ever and packs them", async () => {
    const reply = await web.ask("/assets/main-4f3a2b1c.js", { headers: { "accept-encoding": "gzip, br;q=0" } });
    assert.equal(reply.headers["cache-control"], "public, max-age=31536000, immutable");
    assert.equal(reply.headers["content-encoding"], "gzip");
    assert.match(zlib.gunzipSync(reply.bytes).toString(), /^console/);
    const packed = await web.ask("/assets/main-4f3a2b1c.js", { headers: { "accept-encoding": "gzip, br" } });
    assert.equal(packed.headers["content-encoding"], "br");
    assert.equal((await web.ask("/assets/main-4f3a2b1c.js")).headers["content-encoding"], undefined);
  });

  it("says when nothing changed", async () => {
    const { headers } = await web.ask("/icon.svg");
    assert.equal((await web.ask("/icon.svg", { headers: { "if-none-match": String(headers.etag) } })).status, 304);
  });

  const outside = [
    "/../outside.txt",
    "/%2e%2e/outside.txt",
    "/..%2foutside.txt",
    "/assets/..%5c..%5coutside.txt",
    "/.secret.txt",
    "/assets/../.secret.txt",
    "/%00",
    "//etc/passwd",
    "/index.html/",
  ];
  for (const address of outside) {
    it(`never gives ${address}`, async () => {
      const reply = await web.ask(address, { headers: asPage });
      assert.ok(!reply.text.includes("bí mật"), reply.text);
    });
  }

  it("C12 the page's policy lets nothing inline run and wants trusted types", async () => {
    const { headers } = await web.ask("/", { headers: asPage, tls: true });
    const csp = new Map(
      String(headers["content-security-policy"])
        .split("; ")
        .map((one) => [one.split(" ")[0], one]),
    );
    assert.equal(csp.get("default-src"), "default-src 'none'");
    assert.equal(csp.get("script-src"), "script-src 'self'");
    assert.equal(csp.get("frame-ancestors"), "frame-ancestors 'none'");
    assert.equal(csp.get("base-uri"), "base-uri 'none'");
    assert.equal(csp.get("require-trusted-types-for"), "require-trusted-types-for 'script'");
    assert.ok(!String(headers["content-security-policy"]).includes("unsafe-eval"));
  });

  it("C12 every route, whatever it answers, carries the headers that hold", async () => {
    const addresses = web.api.app.routes
      .filter(({ method }) => method === "GET")
      .map((one) => one.path.replaceAll(/:\w+/g, "x"));
    for (const address of [...new Set([...addresses, "/nope", "/api/v1/nope"])]) {
      const { headers } = await web.ask(address === "*" ? "/" : address, { tls: true });
      assert.equal(headers["x-content-type-options"], "nosniff", address);
      assert.equal(headers["referrer-policy"], "no-referrer", address);
      assert.equal(headers["cross-origin-opener-policy"], "same-origin", address);
      assert.equal(headers["cross-origin-resource-policy"], "same-origin", address);
      assert.equal(headers["strict-transport-security"], "max-age=63072000", address);
      assert.match(String(headers["content-security-policy"]), /default-src 'none'/, address);
      assert.ok(headers["permissions-policy"], address);
      assert.equal(headers["x-powered-by"], undefined);
    }
    assert.equal((await web.ask("/")).headers["strict-transport-security"], undefined, "not over plain HTTP");
  });

  it("an address asked in the wrong way says which way is right", async () => {
    const reply = await web.ask("/jmap", {
      method: "PUT",
      headers: basic(await web.server.addPerson("x@test.gov.vn")),
    });
    assert.deepEqual([reply.status, reply.headers.allow], [405, "POST"]);
    assert.equal((await web.ask("/healthz", { method: "POST" })).headers.allow, "GET");
  });

  it("monitors are answered, also without TLS", async () => {
    assert.deepEqual((await web.ask("/healthz")).json(), { ready: true });
    assert.match((await web.ask("/metrics")).text, /congvu_up 1/);
    assert.equal((await web.ask("/.well-known/jmap")).headers.location, "/jmap/session");
  });

  it("plain HTTP from elsewhere is sent to HTTPS and cannot sign in", async () => {
    const far = { incoming: { socket: { remoteAddress: "::ffff:10.1.2.3" } } } as never;
    const ask = (address: string, init: RequestInit = {}) =>
      web.api.app.request(`http://thu.gov.vn:8080${address}`, { headers: { host: "thu.gov.vn:8080" }, ...init }, far);
    const page = await ask("/thu/toi?x=1");
    assert.deepEqual([page.status, page.headers.get("location")], [308, "https://thu.gov.vn:8443/thu/toi?x=1"]);
    const post = await ask("/api/v1/session", { method: "POST", body: "{}" });
    assert.equal(post.status, 308);
    assert.equal((await ask("/healthz")).status, 200);
    const odd = await ask("//evil.example/x");
    assert.ok(String(odd.headers.get("location")).startsWith("https://thu.gov.vn:8443/"));
  });

  it("a system with one public address redirects and points there, whatever the Host says", async () => {
    const { mail, signIn, directory, clock, log } = web.server.services;
    const fixed = createHttpApi({
      ...{ mail, signIn, directory, clock, log, webRoot: root },
      publicOrigin: "https://thu.tinh.gov.vn",
      httpsPort: () => null,
      health: async () => ({ ready: true }),
      metrics: async () => ({ contentType: "text/plain", body: "" }),
    });
    const far = { incoming: { socket: { remoteAddress: "10.1.2.3" } } } as never;
    const reply = await fixed.app.request("http://evil.example/x", { headers: { host: "evil.example" } }, far);
    assert.equal(reply.headers.get("location"), "https://thu.tinh.gov.vn/x");
  });

  it("the OpenAPI document names every route under /api/v1 and is what is served", async () => {
    const document = openApiDocument();
    const documented = Object.entries(document.paths ?? {}).flatMap(([address, item]) =>
      Object.keys(item as object).map((method) => `${method.toUpperCase()} ${address}`),
    );
    const served = web.api.app.routes
      .filter((one) => one.path.startsWith("/api/v1/") && one.path !== "/api/v1/openapi.json" && one.method !== "ALL")
      .map((one) => `${one.method} ${one.path.replaceAll(/:(\w+)/g, "{$1}")}`);
    assert.ok(served.length >= 5);
    assert.deepEqual([...new Set(served)].sort(), documented.sort());
    assert.deepEqual((await web.ask("/api/v1/openapi.json")).json(), JSON.parse(JSON.stringify(document)));
    assert.equal(document.openapi, "3.1.0");
  });
});
