import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { asciiDomain, canonicalAddress, isMailbox } from "./address.ts";

const accepted: readonly [text: string, canonical: string, why: string][] = [
  ["a@b.vn", "a@b.vn", "the plain one"],
  ["Van.Thu@SoNoiVu.Gov.VN", "van.thu@sonoivu.gov.vn", "case does not tell addresses apart"],
  ["a+tag@b.vn", "a+tag@b.vn", "a tag is part of the address"],
  ['"a b"@c.vn', '"a b"@c.vn', "quotes that are needed"],
  ['"a.b"@c.vn', "a.b@c.vn", "quotes that are not"],
  ['"a\\b"@c.vn', "ab@c.vn", "quoted pairs that are not needed"],
  ['"a@b"@c.vn', '"a@b"@c.vn', "an at sign inside quotes"],
  ["a@[192.0.2.1]", "a@[192.0.2.1]", "an IPv4 literal"],
  ["a@[IPv6:2001:DB8::1]", "a@[ipv6:2001:db8::1]", "an IPv6 literal"],
  ["văn.thư@b.vn", "văn.thư@b.vn", "RFC 6531"],
  ["va\u0306n@b.vn", "văn@b.vn", "NFD and NFC are one address"],
  ["a@sở.vn", "a@xn--s-lym.vn", "an internationalised domain"],
  ["a@SỞ.vn", "a@xn--s-lym.vn", "the same in capitals"],
  ["a@localhost", "a@localhost", "one label"],
  [`${"a".repeat(64)}@b.vn`, `${"a".repeat(64)}@b.vn`, "a local part at the limit"],
  [`a@${"b".repeat(63)}.vn`, `a@${"b".repeat(63)}.vn`, "a label at the limit"],
];

const refused: readonly [text: string, why: string][] = [
  ["", "nothing"],
  ["a", "no domain"],
  ["@b.vn", "no local part"],
  ["a@", "an empty domain"],
  ["a@b@c.vn", "two signs"],
  ["a b@c.vn", "a space without quotes"],
  [".a@b.vn", "a dot in front"],
  ["a.@b.vn", "a dot at the end"],
  ["a..b@c.vn", "two dots"],
  ["a@b..vn", "an empty label"],
  ["a@.vn", "an empty first label"],
  ["a@b.vn.", "a root dot"],
  ["a@-b.vn", "a hyphen in front"],
  ["a@b-.vn", "a hyphen at the end"],
  ["a@b_c.vn", "an underscore"],
  ["a@127.0.0.1", "an address without brackets"],
  ["a@0x7f.1", "a number that some read as an address"],
  ["a@[127.0.0.256]", "a literal out of range"],
  ["a@[IPv6:fe80::1%eth0]", "a zone"],
  ["a@[tag:x]", "an unknown literal"],
  ["a@[127.0.0.1", "an open literal"],
  ['"a"b@c.vn', "quotes in the middle"],
  ['"a@c.vn', "an open quote"],
  ['""@c.vn', "empty quotes"],
  ["<a@b.vn>", "brackets"],
  ["A <a@b.vn>", "a name"],
  ["a@b.vn ", "a space behind"],
  ["a@b.vn\r\n", "a line end"],
  ["a\u0000@b.vn", "a NUL"],
  ['"a\r\nb"@c.vn', "a line end inside quotes"],
  ['"a\tb"@c.vn', "a tab inside quotes"],
  ["a\u200b@b.vn", "an invisible character"],
  ["a\u202e@b.vn", "a direction mark"],
  ["a\u00a0b@c.vn", "a no-break space"],
  ["\ud800@b.vn", "half a character"],
  ["a@gov\u200b.vn", "an invisible character in the domain"],
  ["a@ｇｏｖ.vn", "full-width letters are a second spelling"],
  ["a@gov。vn", "so is the ideographic dot"],
  ["a@ex%61mple.vn", "so are percent escapes"],
  ["a@sở.v%6E", "also beside other letters"],
  ["a@sở_x.vn", "an underscore in an internationalised domain"],
  [`${"a".repeat(65)}@b.vn`, "a local part past the limit"],
  [`${"ă".repeat(33)}@b.vn`, "the limit is of octets"],
  [`a@${"b".repeat(64)}.vn`, "a label past the limit"],
  [`a@${"b.".repeat(126)}vnx`, "an address past the limit"],
];

describe("mailboxes", () => {
  for (const [text, canonical, why] of accepted) {
    it(`${why}: ${text} is one`, () => {
      assert.ok(isMailbox(text));
      assert.equal(canonicalAddress(text), canonical);
      assert.equal(canonicalAddress(canonical), canonical, "the canonical form is its own");
    });
  }

  for (const [text, why] of refused) {
    it(`${why}: ${JSON.stringify(text)} is none`, () => {
      assert.equal(isMailbox(text), false);
      if (text.trim() === text) assert.equal(canonicalAddress(text), null);
    });
  }

  it("of any kind have a canonical form that is its own, or none", () => {
    const local = fc.string({ unit: "binary", minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(local, fc.boolean(), (text, quoted) => {
        const canonical = canonicalAddress(quoted ? `"${text.replace(/["\\]/g, "\\$&")}"@b.vn` : `${text}@b.vn`);
        if (canonical !== null) assert.equal(canonicalAddress(canonical), canonical);
      }),
      { numRuns: 2_000 },
    );
    assert.equal(canonicalAddress(`${"İ".repeat(32)}@b.vn`), null);
  });

  it("canonicalAddress forgives white space around, as people paste it", () => {
    assert.equal(canonicalAddress(" a@b.vn\n"), "a@b.vn");
  });
});

describe("asciiDomain", () => {
  it("is the form to compare", () => {
    assert.equal(asciiDomain("BINHTHUAN.gov.vn"), "binhthuan.gov.vn");
    assert.equal(asciiDomain("bình-thuận.vn"), asciiDomain("BÌNH-THUẬN.vn"));
    assert.equal(asciiDomain(""), null);
  });
});
