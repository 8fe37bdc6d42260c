import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { isWithin, normalAddress, refusedWord } from "./address.ts";
import { displayText } from "./display-name.ts";

describe("an address of ours has one spelling", () => {
  const table = [
    ["AnVTT@BDT.BinhThuan.gov.vn", "anvtt@bdt.binhthuan.gov.vn", "case"],
    ["hoatt@bình-minh.vn", "hoatt@xn--bnh-minh-21a.vn", "a U-label becomes an A-label"],
    ["hoatt@xn--bnh-minh-21a.VN", "hoatt@xn--bnh-minh-21a.vn", "an A-label stays"],
    ["hoatt@ｇｏｖ.vn", "hoatt@gov.vn", "full-width letters are the same domain"],
    ["hoatt@binhminh.gov.vn.", "hoatt@binhminh.gov.vn", "the root's dot"],
    ["van_phong-1.skhcn@binhminh.gov.vn", "van_phong-1.skhcn@binhminh.gov.vn", "what a hand may type"],
    [`${"a".repeat(64)}@x.vn`, `${"a".repeat(64)}@x.vn`, "64 octets"],
  ] as const;
  for (const [text, address, why] of table) {
    it(`${text.slice(0, 40)} is ${address.slice(0, 40)}: ${why}`, () => {
      assert.equal(normalAddress(text).address, address);
    });
  }

  const refused = [
    ["", "nothing"],
    ["hoatt", "no domain"],
    ["@x.vn", "no local part"],
    ["hoa tt@x.vn", "a space"],
    ["hoà@x.vn", "a diacritic in the local part"],
    ['"a b"@x.vn', "a quoted local part"],
    [".a@x.vn", "a leading dot"],
    ["a..b@x.vn", "two dots"],
    ["a+b@x.vn", "a plus"],
    ["a@b@x.vn", "two at signs"],
    ["a@vn", "a top-level domain"],
    ["a@1.2.3.4", "an address literal without brackets"],
    ["a@[1.2.3.4]", "an address literal"],
    ["a@x_y.vn", "an underscore in a domain"],
    ["a@-x.vn", "a leading hyphen"],
    [`a@${"x".repeat(64)}.vn`, "a label of 64"],
    [`${"a".repeat(65)}@x.vn`, "65 octets"],
    [`a@${"x".repeat(10_000)}.vn`, "ten thousand letters"],
    ["a@x.vn\r\nRCPT TO:<b@x.vn>", "a line end"],
    ["a\u0000@x.vn", "NUL"],
  ] as const;
  for (const [text, why] of refused) {
    it(`refuses ${JSON.stringify(text.slice(0, 30))}: ${why}`, () =>
      assert.throws(() => normalAddress(text), { code: "invalid" }));
  }
});

describe("words nobody or not everybody may have", () => {
  const table = [
    ["postmaster", "personal", "reserved"],
    ["postmaster", "unit", null],
    ["mailer-daemon", "unit", "reserved"],
    ["root", "personal", "reserved"],
    ["hoatt", "personal", null],
  ] as const;
  for (const [word, kind, answer] of table) {
    it(`${word} for a ${kind} mailbox: ${answer ?? "free"}`, () => assert.equal(refusedWord(word, kind), answer));
  }
});

describe("domains of the organization", () => {
  it("are its own and those below it, never those that merely end alike", () => {
    assert.ok(isWithin("binhminh.gov.vn", "binhminh.gov.vn") && isWithin("skhcn.binhminh.gov.vn", "binhminh.gov.vn"));
    assert.ok(!isWithin("xbinhminh.gov.vn", "binhminh.gov.vn") && !isWithin("gov.vn", "binhminh.gov.vn"));
  });
});

describe("names that are shown", () => {
  it("are kept as given, apart from what cannot be seen", () => {
    assert.equal(displayText("  Nguyễn  Hòang\u00A0Quỳnh\u200B Trang "), "Nguyễn Hòang Quỳnh Trang");
    assert.equal(displayText("K’Rẻm".normalize("NFD")), "K’Rẻm");
    assert.equal(displayText("<b>=1+1</b>"), "<b>=1+1</b>", "markup is text; every screen escapes it");
    assert.equal(displayText("a".repeat(120)).length, 120);
  });

  const refused = [
    ["", "nothing"],
    [" \u200B ", "nothing to see"],
    ["a\u0000b", "NUL"],
    ["a\nb", "a line end"],
    ["a\tb", "a tab"],
    ["Hoa \u202Egnp.exe", "a mark that turns the direction"],
    ["a\u2066b", "an isolate"],
    ["a\ud800", "half a surrogate pair"],
    ["a".repeat(121), "one too long"],
  ] as const;
  for (const [text, why] of refused) {
    it(`refuses ${JSON.stringify(text.slice(0, 20))}: ${why}`, () =>
      assert.throws(() => displayText(text), { code: "invalid" }));
  }
});
