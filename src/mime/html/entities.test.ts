import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { decodeReferences } from "./entities.ts";

describe("character references", () => {
  const inText: [written: string, decoded: string, why: string][] = [
    ["Ho&agrave; b&igrave;nh", "Hoà bình", "names of Latin-1"],
    ["&#7879; &#x1EC7; &#X1ec7;", "ệ ệ ệ", "Vietnamese letters have numbers only"],
    ["&lt;b&gt; &amp;amp;", "<b> &amp;", "decoded once, not twice"],
    ["&copy2026 &ampx", "©2026 &x", "old names need no semicolon in text"],
    ["&colon;&Tab;&NewLine;&lpar;", ":\t\n(", "names that hide a scheme"],
    ["&hellip;&euro;&zwnj;", "…€\u200c", "names of HTML 4"],
    ["&notin;&notit;", "∉¬it;", "the whole name first, then the longest old one"],
    ["&#128;&#150;", "€–", "numbers of windows-1252"],
    ["&#0;&#xD800;&#x110000;&#99999999999999999999;", "\ufffd\ufffd\ufffd\ufffd", "numbers that are no character"],
    ["&#1;&#x7f;&#x202e;x", "x", "controls and overrides vanish"],
    ["&#65 &#x41;", "A A", "a number without its semicolon"],
    ["&khong; & &; &# &#x; &#xg;", "&khong; & &; &# &#x; &#xg;", "what is none stays"],
    ["&amp", "&", "at the end of the text"],
  ];
  for (const [written, decoded, why] of inText) {
    it(`text: ${why}`, () => assert.equal(decodeReferences(written, false), decoded));
  }

  it("an old name before = or a letter stays in an attribute (HTML §13.2.5.73)", () => {
    assert.equal(decodeReferences("?a=1&copy=2&lt=3&copyx&copy;&copy", true), "?a=1&copy=2&lt=3&copyx©©");
  });

  it("every ASCII punctuation mark that has a name is decoded", () => {
    const names = `Tab NewLine excl quot num dollar percnt amp apos lpar rpar ast plus comma period sol colon semi lt
      equals gt quest commat lsqb bsol rsqb Hat lowbar grave lcub verbar rcub`.split(/\s+/);
    for (const name of names) assert.equal(decodeReferences(`&${name};`, true).length, 1, name);
  });
});
