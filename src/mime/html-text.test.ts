import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { decodeEntities, htmlToText } from "./html-text.ts";
import { cpuMs } from "./testing/cpu-time.ts";

const cases: readonly [html: string, text: string, why: string][] = [
  ["", "", "nothing"],
  ["plain  text\r\n more", "plain text more", "white space collapses"],
  ["<p>a</p><p>b</p>", "a\nb", "paragraphs are lines"],
  ["a<br>b<BR/>c", "a\nb\nc", "breaks in any case"],
  ["<b>a</b>b <i> c </i>d", "ab c d", "inline elements join"],
  ["<ul><li>a<li>b</ul>c", "a\nb\nc", "lists"],
  ["<table><tr><td>a<td>b<tr><td>c</table>", "a\nb\nc", "cells"],
  ["<html><head><title>t</title><style>p{}</style></head><body>x</body>", "x", "the head is no text"],
  ["<head><meta x>y<body>x", "x", "a head that never closes"],
  ["<title>t<body>x", "", "raw text that never closes runs to the end, as in browsers"],
  ["a<style>p > a{}</style>b", "ab", "style sheets"],
  ["a<style>x</styl></STYLE >b", "ab", "closed in capitals"],
  ["a<script>if (a<b) '</p>'</script>b", "ab", "scripts"],
  ["a<script src=x/>b</script>c", "ac", "a script is never empty"],
  ["a<!-- <p>b</p> -->c", "ac", "comments"],
  ["a<!-- b", "a", "a comment that never closes"],
  ["a<!DOCTYPE html><?xml x?>b", "ab", "declarations"],
  ["a<![if !mso]>b<![endif]>c", "abc", "conditional marks of Outlook"],
  ['<a title="x>y">z</a>', "z", "a bracket inside an attribute"],
  ["<a title='x\">y'>z</a>", "z", "the other quotes"],
  ["<img alt=it's>z", "z", "a stray quote"],
  ["a < b &lt; c", "a < b < c", "a bracket that opens nothing"],
  ["a<b", "a", "a tag that never closes ends the text, as in browsers"],
  ["Vi&#7879;t &Agrave;&eacute;&nbsp;&amp;&quot;&apos;", "Việt Àé\u00a0&\"'", "references"],
  ["&#x1EC7;&#X1ec7&unknown;&;&#;&#xZ;", "ệệ&unknown;&;&#;&#xZ;", "and what is none"],
  ["&lt;script&gt;", "<script>", "text that looks like a tag stays text"],
  ["&amp;lt;", "&lt;", "decoded once"],
  ["a&#0;b&#31;c&#128;d&#xd800;e&#1114112;", "a\ufffdb\ufffdc\ufffdd\ufffde\ufffd", "references to controls"],
  ["<svg><text>a</text></svg>b", "b", "drawings"],
  ["<svg><svg>a</svg>b</svg>c", "c", "nested in themselves"],
  ["<template><p>a</template>b", "b", "templates"],
  ["<object>a</object><iframe>b</iframe>c", "c", "what is embedded"],
  ["<textarea>a<b></textarea>c", "a<b>\nc", "a text area holds text"],
  ["</p></p>a", "a", "closing nothing"],
  ["<o:p>a</o:p><st1:place>b</st1:place>", "ab", "names of Word"],
];

describe("htmlToText", () => {
  for (const [html, text, why] of cases) it(`${why}: ${html.slice(0, 50)}`, () => assert.equal(htmlToText(html), text));

  it("stops soon after what is wanted", () => {
    const text = htmlToText(`<p>${"chữ ".repeat(100_000)}</p>`, 100);
    assert.ok(text.length >= 99 && text.length < 2_000, String(text.length));
  });

  it("never throws and ends", () => {
    const pieces = fc.constantFrom(
      "<",
      ">",
      "</",
      "<p",
      "<style>",
      "</style>",
      "<head>",
      "<!--",
      "-->",
      '"',
      "'",
      "=",
      "&",
      "&#",
      "&lt;",
      "a",
      " ",
      "<script",
      "<svg>",
    );
    fc.assert(
      fc.property(fc.array(pieces), (list) => {
        const text = htmlToText(list.join(""));
        assert.equal(text, text.trim());
      }),
      { numRuns: 1_000 },
    );
  });

  it("is linear in whatever never closes", () => {
    const spent = cpuMs(() => {
      for (const piece of [
        "<",
        "<a ",
        "<a b='",
        "<!--",
        "<!",
        "</",
        "<style>",
        "</style",
        "<style></styl",
        "&",
        "&#",
        "&a",
        "<p>",
        "<svg>",
        " ",
        "<head>",
        "<textarea>",
      ]) {
        htmlToText(piece.repeat(100_000));
      }
    });
    assert.ok(spent < 10_000, "quadratic work takes minutes");
  });
});

describe("decodeEntities", () => {
  it("knows the letters that old Vietnamese editors write by name", () => {
    assert.equal(decodeEntities("&Acirc;&acirc;&Ecirc;&ecirc;&Ocirc;&ocirc;&igrave;&yacute;&ETH;"), "ÂâÊêÔôìýÐ");
    assert.equal(decodeEntities("&euro;&hellip;&ndash;&ldquo;"), "€…–“");
  });
});
