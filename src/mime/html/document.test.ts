import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { mailBodyDocument, mailBodyHeaders, mailBodySandbox } from "./document.ts";
import { asSafeHtml } from "./safe-html.ts";

describe("the document of a mail body", () => {
  it("holds the body as it is, and escapes what it adds", () => {
    const html = mailBodyDocument({ html: asSafeHtml("<p>a</p>"), lang: 'vi"><script>', title: "</title><script>" });
    assert.ok(html.endsWith("<body><p>a</p></body></html>"));
    assert.ok(html.includes('lang="vi&quot;&gt;&lt;script&gt;"'));
    assert.ok(html.includes("<title>&lt;/title&gt;&lt;script&gt;</title>"));
    assert.ok(!html.includes("<script"));
  });

  it("tells the page around it how much was blocked", () => {
    assert.match(
      mailBodyDocument({ html: asSafeHtml(""), lang: "vi", remoteBlocked: 3 }),
      /<html lang="vi" data-remote-blocked="3">/,
    );
    assert.doesNotMatch(mailBodyDocument({ html: asSafeHtml(""), lang: "vi" }), /data-/);
  });

  it("its own style loads nothing", () =>
    assert.doesNotMatch(mailBodyDocument({ html: asSafeHtml(""), lang: "vi" }), /url\(|@import|@font-face/));
});

describe("the headers of a mail body", () => {
  const policy = (headers: Record<string, string>) => headers["Content-Security-Policy"]?.split("; ");

  it("C01 C05 C07 allow pictures of our own and inline style, nothing else", () => {
    assert.deepEqual(policy(mailBodyHeaders()), [
      "default-src 'none'",
      "img-src 'self' data:",
      "style-src 'unsafe-inline'",
      "base-uri 'none'",
      "form-action 'none'",
      "sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox",
      "frame-ancestors 'self'",
    ]);
    assert.ok(!mailBodySandbox.includes("allow-scripts"));
  });

  it("name the page that may frame a body on another host", () => {
    assert.equal(
      policy(mailBodyHeaders({ frameAncestor: "https://thu.example.vn" }))?.at(-1),
      "frame-ancestors https://thu.example.vn",
    );
  });

  it("say type, no sniffing, no referrer, no looking ahead, private", () => {
    const headers = mailBodyHeaders();
    assert.equal(headers["Content-Type"], "text/html; charset=utf-8");
    assert.equal(headers["X-Content-Type-Options"], "nosniff");
    assert.equal(headers["Referrer-Policy"], "no-referrer");
    assert.equal(headers["X-DNS-Prefetch-Control"], "off");
    assert.match(headers["Cache-Control"] ?? "", /private/);
  });
});
