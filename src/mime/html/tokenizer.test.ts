import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { htmlLimits } from "./limits.ts";
import { tokenizeHtml } from "./tokenizer.ts";

/** Tokens as short lines: `<name a=b`, `</name`, `#raw:…`, text as it is. */
function tokens(html: string): string[] {
  const found: string[] = [];
  tokenizeHtml(html, {
    text: (text) => found.push(text),
    startTag: (name, attributes) =>
      found.push([`<${name}`, ...[...attributes].map(([key, value]) => `${key}=${value}`)].join(" ")),
    endTag: (name) => found.push(`</${name}`),
    rawText: (name, content) => found.push(`#${name}:${content}`),
  });
  return found;
}

describe("HTML tokens", () => {
  const cases: [html: string, expected: string[], why: string][] = [
    ["<p>x</p>", ["<p", "x", "</p"], "tags and text"],
    ["<P ALIGN=Left>", ["<p align=Left"], "names are lower case, values are not"],
    [`<a b="1" c='2' d=3 e>`, ["<a b=1 c=2 d=3 e="], "all three quotings and none"],
    ["<a b=1/>", ["<a b=1/"], "a slash belongs to an unquoted value"],
    ["<a/b/c=1>", ["<a b= c=1"], "slashes separate"],
    [`<a b="1"c="2">`, ["<a b=1 c=2"], "no white space between"],
    ["<a b = 1>", ["<a b=1"], "white space around the equals sign"],
    ["<a b=>x", ["<a b=", "x"], "a value that is missing"],
    ["<a =b=c>", ["<a =b=c"], "a leading equals sign belongs to the name"],
    ["<a b=1 b=2>", ["<a b=1"], "the first of two counts"],
    [`<a b=">" c='"'>`, [`<a b=> c="`], "brackets and quotes inside quotes"],
    ["<a b=&lt;&copy=1>", ["<a b=<&copy=1"], "references in values"],
    ["a < b <1 <", ["a < b <1 <"], "a lone bracket is text"],
    ["a</>b</ x>c", ["a", "b", "c"], "end tags that are none"],
    ["a<!-- <b> -->b", ["a", "b"], "a comment"],
    ["<!-->a<!--->b<!--x--!>c", ["a", "b", "c"], "comments that end early"],
    ["<!--x--->a<!-- -- -->b", ["a", "b"], "dashes in comments"],
    ["<!DOCTYPE html>a<!x>b<![CDATA[c>d]]>", ["a", "b", "d]]>"], "declarations end at the first bracket"],
    ["<?xml a>b", ["b"], "a processing instruction"],
    ["a<!-- b", ["a"], "a comment without an end takes the rest"],
    [`a<b c="d>e`, ["a"], "a quote without an end takes the rest"],
    ["a<b c", ["a"], "the end of the text inside a tag: no tag"],
    ["a</b", ["a"], "nor an end tag"],
    ["<script>a</b>&lt;</script >c", ["<script", "#script:a</b>&lt;", "</script", "c"], "raw text is not decoded"],
    ["<style>a</styles></style>b", ["<style", "#style:a</styles>", "</style", "b"], "only its own end tag"],
    ["<TITLE>a</tItLe>b", ["<title", "#title:a", "</title", "b"], "in any case"],
    ["<textarea>a</textarea", ["<textarea", "#textarea:a</textarea"], "an end tag that is not whole"],
    ["<plaintext>a</plaintext>b", ["<plaintext", "#plaintext:a</plaintext>b"], "plaintext never ends"],
    ["<title/>a", ["<title", "a"], "closed in the manner of XHTML"],
    ["a\r\nb\rc\fd\0e", ["a\nb\nc\nde"], "line ends become one kind, controls go"],
    ["<\u212abd>x", ["<\u212abd>x"], "the Kelvin sign is no letter of a tag"],
    ["<lin\u212a>", ["<lin\u212a"], "and is not folded to k"],
    ["<o:p>x</o:p>", ["<o:p", "x", "</o:p"], "names of Office"],
  ];
  for (const [html, expected, why] of cases) {
    it(`${why}: ${JSON.stringify(html)}`, () => assert.deepEqual(tokens(html), expected));
  }

  it("attributes are read up to the limit, the rest of the tag is skipped", () => {
    const tag = (count: number) => `<a ${Array.from({ length: count }, (_, i) => `x${i}=1`).join(" ")}>t`;
    const attributes = (count: number) => tokens(tag(count))[0]?.split(" ").length;
    assert.equal(attributes(htmlLimits.attributes), htmlLimits.attributes + 1);
    assert.equal(attributes(htmlLimits.attributes + 1), htmlLimits.attributes + 1);
    assert.equal(tokens(tag(htmlLimits.attributes + 1))[1], "t");
  });
});
