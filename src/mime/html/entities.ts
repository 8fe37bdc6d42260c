// Character references (HTML §13.2.5.72-80): numeric ones in full; of the named ones those of HTML 4 and those that
// stand for ASCII punctuation or white space, because these can hide a scheme or a tag. A name not listed stays as it
// was written and is escaped on the way out, so that a browser cannot decode it later.

import { withoutControls } from "./escape.ts";

/** U+00A0 to U+00FF in order; these and `unterminated` are also read without their semicolon. */
const latin1 = `nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3
acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig
Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave
Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave
iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml`;

const unterminated = "amp 26 AMP 26 lt 3c LT 3c gt 3e GT 3e quot 22 QUOT 22 COPY a9 REG ae";

const terminated = `Tab 9 NewLine a excl 21 num 23 dollar 24 percnt 25 apos 27 lpar 28 rpar 29 ast 2a midast 2a plus 2b
comma 2c period 2e sol 2f colon 3a semi 3b equals 3d quest 3f commat 40 lsqb 5b lbrack 5b bsol 5c rsqb 5d rbrack 5d
Hat 5e lowbar 5f UnderBar 5f grave 60 DiacriticalGrave 60 lcub 7b lbrace 7b verbar 7c vert 7c VerticalLine 7c rcub 7d
rbrace 7d NonBreakingSpace a0 Abreve 102 abreve 103 Dstrok 110 dstrok 111 Itilde 128 itilde 129 Utilde 168 utilde 169
OElig 152 oelig 153 Scaron 160 scaron 161 Yuml 178 fnof 192 circ 2c6 tilde 2dc Alpha 391 Beta 392 Gamma 393 Delta 394
Epsilon 395 Zeta 396 Eta 397 Theta 398 Iota 399 Kappa 39a Lambda 39b Mu 39c Nu 39d Xi 39e Omicron 39f Pi 3a0 Rho 3a1
Sigma 3a3 Tau 3a4 Upsilon 3a5 Phi 3a6 Chi 3a7 Psi 3a8 Omega 3a9 alpha 3b1 beta 3b2 gamma 3b3 delta 3b4 epsilon 3b5
zeta 3b6 eta 3b7 theta 3b8 iota 3b9 kappa 3ba lambda 3bb mu 3bc nu 3bd xi 3be omicron 3bf pi 3c0 rho 3c1 sigmaf 3c2
sigma 3c3 tau 3c4 upsilon 3c5 phi 3c6 chi 3c7 psi 3c8 omega 3c9 thetasym 3d1 upsih 3d2 piv 3d6 ensp 2002 emsp 2003
thinsp 2009 ZeroWidthSpace 200b zwnj 200c zwj 200d lrm 200e rlm 200f hyphen 2010 dash 2010 ndash 2013 mdash 2014
lsquo 2018 rsquo 2019 sbquo 201a ldquo 201c rdquo 201d bdquo 201e dagger 2020 Dagger 2021 bull 2022 hellip 2026
permil 2030 prime 2032 Prime 2033 lsaquo 2039 rsaquo 203a oline 203e frasl 2044 NoBreak 2060 euro 20ac image 2111
weierp 2118 real 211c trade 2122 alefsym 2135 larr 2190 uarr 2191 rarr 2192 darr 2193 harr 2194 crarr 21b5 lArr 21d0
uArr 21d1 rArr 21d2 dArr 21d3 hArr 21d4 forall 2200 part 2202 exist 2203 empty 2205 nabla 2207 isin 2208 notin 2209
ni 220b prod 220f sum 2211 minus 2212 lowast 2217 radic 221a prop 221d infin 221e ang 2220 and 2227 or 2228 cap 2229
cup 222a int 222b there4 2234 sim 223c cong 2245 asymp 2248 ne 2260 equiv 2261 le 2264 ge 2265 sub 2282 sup 2283
nsub 2284 sube 2286 supe 2287 oplus 2295 otimes 2297 perp 22a5 sdot 22c5 lceil 2308 rceil 2309 lfloor 230a rfloor 230b
lang 27e8 rang 27e9 loz 25ca check 2713 star 2606 starf 2605 spades 2660 clubs 2663 hearts 2665 diams 2666`;

/** 0x80 to 0x9F of windows-1252, which numeric references mean by those numbers (HTML §13.2.5.80). */
const windows1252 =
  "\u20ac\x81\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\x8d\u017d\x8f" +
  "\x90\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\x9d\u017e\u0178";

const legacy = new Map<string, string>([
  ...latin1.split(/\s+/).map((name, index): [string, string] => [name, String.fromCharCode(0xa0 + index)]),
  ...pairs(unterminated),
]);
const named = new Map<string, string>([...legacy, ...pairs(terminated)]);
const longestName = 24;

function pairs(list: string): [string, string][] {
  const words = list.split(/\s+/);
  const found: [string, string][] = [];
  for (let i = 0; i + 1 < words.length; i += 2) {
    found.push([words[i] ?? "", String.fromCharCode(Number.parseInt(words[i + 1] ?? "", 16))]);
  }
  return found;
}

/** Undoes the character references of text or, with `inAttribute`, of an attribute's value. Linear. */
export function decodeReferences(text: string, inAttribute: boolean): string {
  let ampersand = text.indexOf("&");
  if (ampersand < 0) return text;
  let out = "";
  let done = 0;
  while (ampersand >= 0) {
    const found =
      text.charCodeAt(ampersand + 1) === 0x23 ? numeric(text, ampersand) : name(text, ampersand, inAttribute);
    if (found) {
      out += text.slice(done, ampersand) + found.text;
      done = found.end;
    }
    ampersand = text.indexOf("&", found ? found.end : ampersand + 1);
  }
  return out + text.slice(done);
}

interface Reference {
  readonly text: string;
  readonly end: number;
}

function numeric(text: string, start: number): Reference | null {
  const hex = (text.charCodeAt(start + 2) | 0x20) === 0x78;
  const base = hex ? 16 : 10;
  let position = start + (hex ? 3 : 2);
  const digits = position;
  let value = 0;
  for (; position < text.length; position++) {
    const digit = Number.parseInt(text.charAt(position), base);
    if (Number.isNaN(digit)) break;
    value = Math.min(value * base + digit, 0x110000);
  }
  if (position === digits) return null;
  if (text.charCodeAt(position) === 0x3b) position++;
  return { text: character(value), end: position };
}

function character(value: number): string {
  if (value === 0 || value > 0x10ffff || (value >= 0xd800 && value <= 0xdfff)) return "\ufffd";
  const decoded = value >= 0x80 && value <= 0x9f ? windows1252.charAt(value - 0x80) : String.fromCodePoint(value);
  return withoutControls(decoded);
}

function name(text: string, start: number, inAttribute: boolean): Reference | null {
  let end = start + 1;
  while (end - start <= longestName && isAlphanumeric(text.charCodeAt(end))) end++;
  const written = text.slice(start + 1, end);
  if (text.charCodeAt(end) === 0x3b) {
    const whole = named.get(written);
    if (whole !== undefined) return { text: whole, end: end + 1 };
  }
  for (let length = Math.min(written.length, 6); length >= 2; length--) {
    const prefix = legacy.get(written.slice(0, length));
    if (prefix === undefined) continue;
    const after = text.charCodeAt(start + 1 + length);
    if (inAttribute && (after === 0x3d || isAlphanumeric(after))) return null; // HTML §13.2.5.73: "?a=b&copy=1"
    return { text: prefix, end: start + 1 + length };
  }
  return null;
}

const isAlphanumeric = (code: number): boolean =>
  (code >= 0x30 && code <= 0x39) || (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);
