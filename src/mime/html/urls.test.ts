import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { htmlLimits } from "./limits.ts";
import { type ImageOptions, imageSource, isRemote, linkTarget } from "./urls.ts";

describe("where a link may lead", () => {
  const kept: [written: string, target: string, why: string][] = [
    ["https://binhminh.gov.vn", "https://binhminh.gov.vn/", "a web address, made canonical"],
    [" HTTP://Example.VN/a b?q=\"'ệ#x ", "http://example.vn/a%20b?q=%22%27%E1%BB%87#x", "encoded as a browser would"],
    ["ht\ntps://exa\tmple.vn/", "https://example.vn/", "line ends and tabs inside are not there for a browser"],
    ["//example.vn/x", "https://example.vn/x", "protocol-relative becomes https"],
    ["https:\\\\example.vn\\x", "https://example.vn/x", "backslashes are slashes to a browser"],
    ["\\\\server\\share", "https://server/share", "a network share is a web host to a browser"],
    ["https:example.vn", "https://example.vn/", "and slashes can be missing"],
    ["https://binhminh.gov.vn@evil.example/", "https://evil.example/", "what stands before the host only deceives"],
    ["http://bìnhminh.vn/", "http://xn--bnhminh-zya.vn/", "a host in its ASCII form"],
    ["mailto:a@example.vn", "mailto:a@example.vn", "a mail address"],
    ["MAILTO:a@example.vn,b%40example.vn", "mailto:a@example.vn,b@example.vn", "several"],
    ["mailto:a@example.vn?Subject=V%E1%BB%81%20vi%E1%BB%87c&cc=b@example.vn", "mailto:a@example.vn?subject=V%E1%BB%81%20vi%E1%BB%87c&cc=b@example.vn", "with subject and cc"],
    ["mailto:a@example.vn?bcc=x@y&attach=/etc/passwd&body=1%0D%0A2", "mailto:a@example.vn?body=1%0D%0A2", "never bcc or attach"],
    ["mailto:a@example.vn?subject=x%0d%0aBcc:y@z", "mailto:a@example.vn?subject=x%20Bcc%3Ay@z", "no line end in a subject"],
    ["mailto:?subject=x", "mailto:?subject=x", "a subject alone"],
    ["tel:+84 (239) 3-800.000", "tel:+84(239)3-800.000", "a telephone number"],
    ["tel:%2B84239#1", "tel:+84239%231", "decoded first"],
  ]; // biome-ignore format: one case a line
  for (const [written, target, why] of kept) {
    it(`${why}: ${written}`, () => {
      assert.equal(linkTarget(written), target);
      assert.equal(linkTarget(target), target, "and stays so");
    });
  }

  const refused: [written: string, why: string][] = [
    ["", "nothing"],
    ["javascript:hit(0)", "a script"],
    [" \u0001 JAVA\tSCRIPT\n:hit(0)", "a script with what browsers strip"],
    ["java\u0000script:hit(0)", "a control inside"],
    ["\u00a0javascript:hit(0)", "white space that browsers do not strip"],
    ["data:text/html,<script>hit(0)</script>", "a document in the address"],
    ["vbscript:x", "an old script"],
    ["blob:https://example.vn/1", "an object of a page"],
    ["file:///C:/x", "a local file"],
    ["ms-word:ofe|u|https://example.vn/x", "a program's own scheme"],
    ["/api/v1/session", "a path on our own site"],
    ["x.html", "a relative address"],
    ["#x", "a fragment"],
    ["?x", "a query"],
    ["www.example.vn", "no scheme"],
    ["http://", "no host"],
    ["http://[::1", "a broken host"],
    ["https://exa mple.vn/", "a space in the host"],
    ["mailto:", "nobody"],
    ["mailto:%ff", "octets that are no UTF-8"],
    ["tel:alert()", "no digits"],
    ["javascript&colon;hit(0)", "not decoded again here"],
  ];
  for (const [written, why] of refused) {
    it(`${why} is refused: ${JSON.stringify(written)}`, () => {
      assert.equal(linkTarget(written), null);
    });
  }

  it("an address is read up to the limit", () => {
    const address = (length: number) => `http://example.vn/${"a".repeat(length - 18)}`;
    assert.equal(linkTarget(address(htmlLimits.url))?.length, htmlLimits.url);
    assert.equal(linkTarget(address(htmlLimits.url + 1)), null);
  });
});

describe("where a picture may come from", () => {
  const closed: ImageOptions = { resolveCid: (cid) => (cid === "a@b" ? "/part/1" : null), allowRemoteImages: false };
  const open: ImageOptions = { ...closed, allowRemoteImages: true, remoteImage: (url) => `/picture?u=${url}` };

  it("a part of the letter by its Content-ID", () => {
    assert.deepEqual(imageSource("cid:a@b", closed), { kind: "shown", src: "/part/1" });
    assert.deepEqual(imageSource("CID:a%40b", closed), { kind: "shown", src: "/part/1" });
    assert.deepEqual(imageSource("cid:%zz", closed), { kind: "refused" });
    assert.deepEqual(imageSource("cid:other", closed), { kind: "refused" });
  });

  it("C07 remote pictures are blocked until allowed, and then only through the proxy", () => {
    for (const address of ["http://x.vn/p", "//x.vn/p", " ht\ntp://x.vn/p", "\\\\x.vn\\p"]) {
      assert.equal(imageSource(address, closed).kind, "blocked", address);
      assert.match(JSON.stringify(imageSource(address, open)), /"\/picture\?u=https?:\/\/x\.vn\/p"/, address);
    }
    assert.equal(imageSource("http://x.vn/p", { ...closed, allowRemoteImages: true }).kind, "blocked", "no proxy");
    assert.equal(imageSource("http://x.vn/p", { ...open, allowRemoteImages: false }).kind, "blocked", "no consent");
  });

  it("a picture inside the letter: four types, base64 only, rewritten", () => {
    const shown = (address: string) => imageSource(address, closed);
    assert.deepEqual(shown("data:image/png;base64,QU JD\n"), { kind: "shown", src: "data:image/png;base64,QUJD" });
    assert.deepEqual(shown("DATA:image/JPG;BASE64,QUI="), { kind: "shown", src: "data:image/jpeg;base64,QUI=" });
    for (const bad of [
      "data:image/svg+xml;base64,QUJD",
      "data:image/png,QUJD",
      "data:image/png;x=y;base64,QUJD",
      "data:text/html;base64,QUJD",
      'data:image/png;base64,QUJD"onerror=',
      "data:image/png;base64,",
      "data:image/bmp;base64,QUJD",
    ]) {
      assert.equal(shown(bad).kind, "refused", bad);
    }
  });

  it("a data: picture is kept up to the limit", () => {
    const head = "data:image/png;base64,";
    const picture = (length: number) => head + "A".repeat(length - head.length);
    assert.equal(imageSource(picture(htmlLimits.dataImage), closed).kind, "shown");
    assert.equal(imageSource(picture(htmlLimits.dataImage + 1), closed).kind, "refused");
  });

  it("other schemes and relative addresses are refused", () => {
    for (const address of ["javascript:hit(0)", "file:///x", "x.png", "/api/x", "blob:x", "ftp://x.vn/p", ""]) {
      assert.equal(imageSource(address, open).kind, "refused", address);
    }
    assert.ok(isRemote("ftp://x.vn/p"), "but counted where it would have been loaded");
    assert.ok(!isRemote("cid:x") && !isRemote("data:x") && !isRemote("x.png"));
  });
});
