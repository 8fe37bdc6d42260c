import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { attachmentHeaders } from "./attachment-headers.ts";

const shown = (type: string, inline = true) => {
  const headers = attachmentHeaders({ name: "x.bin", type, inline });
  return `${headers["Content-Disposition"]?.split(";")[0]} ${headers["Content-Type"]}`;
};

describe("headers of attachments", () => {
  const cases: [type: string, expected: string][] = [
    ["image/png", "inline image/png"],
    ["IMAGE/JPEG", "inline image/jpeg"],
    ["image/jpg", "inline image/jpeg"],
    ["image/gif", "inline image/gif"],
    ["image/webp", "inline image/webp"],
    ["image/svg+xml", "attachment application/octet-stream"],
    ["text/html", "attachment application/octet-stream"],
    ["application/xhtml+xml", "attachment application/octet-stream"],
    ["text/xml", "attachment application/octet-stream"],
    ["application/javascript", "attachment application/octet-stream"],
    ["multipart/x-mixed-replace", "attachment application/octet-stream"],
    ["message/rfc822", "attachment application/octet-stream"],
    ["application/pdf", "attachment application/pdf"],
    ["text/plain", "attachment text/plain"],
    ["application/vnd.openxmlformats-officedocument.wordprocessingml.document", "attachment application/vnd.openxmlformats-officedocument.wordprocessingml.document"],
    ["image/png\r\nSet-Cookie: a=b", "attachment application/octet-stream"],
    ["image/png; charset=x", "attachment application/octet-stream"],
    ["", "attachment application/octet-stream"],
    ["__proto__", "attachment application/octet-stream"],
  ]; // biome-ignore format: one case a line
  for (const [type, expected] of cases) {
    it(`B12 ${JSON.stringify(type)} asked for in place`, () => assert.equal(shown(type), expected));
  }

  it("B12 a picture not asked for in place is saved", () => {
    assert.equal(shown("image/png", false), "attachment image/png");
  });

  it("B12 whatever it is, it is sandboxed, not sniffed and ours alone", () => {
    for (const type of ["image/png", "text/html", "application/pdf"]) {
      const headers = attachmentHeaders({ name: "công văn.html", type, inline: true });
      assert.equal(headers["Content-Security-Policy"], "sandbox; default-src 'none'");
      assert.equal(headers["X-Content-Type-Options"], "nosniff");
      assert.equal(headers["Cross-Origin-Resource-Policy"], "same-origin");
      assert.ok(new Headers(headers).get("content-disposition")?.includes("filename*=UTF-8''c%C3%B4ng"));
    }
  });
});
