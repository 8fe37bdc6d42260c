import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { htmlLimits } from "./limits.ts";
import { rebuildMailHtml } from "./sanitize.ts";
import { plainTextToHtml } from "./text-to-html.ts";

const body = (text: string): string =>
  plainTextToHtml(text)
    .replace(/^<div style="white-space:pre-wrap">/, "")
    .replace(/<\/div>$/, "");
const rebuild = (html: string): string =>
  rebuildMailHtml(html, { resolveCid: () => null, allowRemoteImages: false }).html;

describe("plain text as HTML", () => {
  const cases: [text: string, html: string, why: string][] = [
    ["a\r\nb\rc\nd", "a\nb\nc\nd", "line ends of any kind"],
    ["  a \tb", "  a \tb", "white space stays"],
    ['<b>&"', '&lt;b&gt;&amp;"', "C03 markup is text"],
    ["> a\n>b\n>> c\n> > d\ne", "<blockquote>a\nb<blockquote>c\nd</blockquote></blockquote>e", "quotations"],
    ["a > b\n x > y", "a &gt; b\n x &gt; y", "a bracket inside a line"],
    [">\n> a", "<blockquote>\na</blockquote>", "an empty quoted line"],
    ["", "", "nothing"],
    ["\n\na", "\n\na", "empty lines"],
    ["\u0000a\u202eb\ud800", "ab\ufffd", "controls, overrides, half a pair"],
    [
      'x https://x.vn/?a=1&b="',
      'x <a href="https://x.vn/?a=1&amp;b=" rel="noopener noreferrer nofollow" target="_blank">https://x.vn/?a=1&amp;b=</a>"',
      "C03 a link is built from the piece of text",
    ],
  ];
  for (const [text, html, why] of cases) it(`${why}: ${JSON.stringify(text)}`, () => assert.equal(body(text), html));

  it("quotations are drawn to the limit", () => {
    const depth = (levels: number) => body(`${">".repeat(levels)} x`).match(/<blockquote>/g)?.length;
    assert.equal(depth(htmlLimits.quoteDepth), htmlLimits.quoteDepth);
    assert.equal(depth(htmlLimits.quoteDepth + 1), htmlLimits.quoteDepth);
  });

  it("C03 rebuilding it changes nothing, whatever the text", () => {
    const token = fc.constantFrom(
      "<img src=x onerror=hit(0)>",
      "https://x.vn/",
      '"',
      "'",
      ">",
      "\n",
      " ",
      "&lt;",
      "a@x.vn",
      "www.x.vn",
      "(",
      ")",
      "&",
      "mailto:",
      "javascript:",
      "\u202e",
      "`",
      "=",
      "á",
      "\ud83d",
      ".",
    );
    const text = fc.array(fc.oneof(token, fc.string({ unit: "binary", maxLength: 8 })), { maxLength: 40 });
    fc.assert(
      fc.property(text, (parts) => {
        const html = plainTextToHtml(parts.join(""));
        assert.equal(rebuild(html), html);
      }),
      { numRuns: 600 },
    );
  });
});
