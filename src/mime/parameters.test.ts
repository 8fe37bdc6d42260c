import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { limits } from "#base/limits.ts";
import { decodeParameters, parseStructured } from "./parameters.ts";
import { cpuMs } from "./testing/cpu-time.ts";

/** Only names that an object literal can hold. */
const read = (text: string): Record<string, string> =>
  Object.fromEntries([...decodeParameters(parseStructured(text).parameters)].filter(([name]) => name !== "__proto__"));

const cases: readonly { value: string; read: Record<string, string>; why: string }[] = [
  { value: "text/plain", read: {}, why: "no parameters" },
  { value: "text/plain; charset=utf-8", read: { charset: "utf-8" }, why: "a token" },
  {
    value: 'a/b; CharSet = "utf-8" ; x=y',
    read: { charset: "utf-8", x: "y" },
    why: "names have no case, spaces do not count",
  },
  { value: 'a/b; name="a\\"b\\\\c;d"', read: { name: 'a"b\\c;d' }, why: "quoted pairs" },
  { value: 'a/b; name="unclosed; x=y', read: { name: "unclosed; x=y" }, why: "an unclosed quote takes the rest" },
  { value: "a/b (c;d) ; (e) charset (f) = (g) utf-8 (h)", read: { charset: "utf-8" }, why: "comments everywhere" },
  { value: "a/b; (unclosed; x=y", read: {}, why: "an unclosed comment takes the rest" },
  { value: "a/b;;; x=y;", read: { x: "y" }, why: "empty items" },
  { value: "a/b; flag; x=y", read: { x: "y" }, why: "a name without value" },
  { value: "a/b; =v; x=y", read: { x: "y" }, why: "a value without name" },
  { value: "a/b; x=; y=z", read: { x: "", y: "z" }, why: "an empty value" },
  { value: 'a/b; x=1; x=2; x="3"', read: { x: "1" }, why: "the first of a name counts" },
  { value: 'a/b; boundary="b" junk; x=y', read: { boundary: "b", x: "y" }, why: "what follows a quoted string" },
  {
    value: "a/b; filename=Bao cao thang 4.pdf",
    read: { filename: "Bao cao thang 4.pdf" },
    why: "spaces without quotes: old Outlook",
  },
  { value: "a/b; filename=a (1).pdf", read: { filename: "a (1).pdf" }, why: "parentheses inside a name" },
  { value: 'a/b; filename="Báo cáo.pdf"', read: { filename: "Báo cáo.pdf" }, why: "raw UTF-8 (RFC 6532)" },
  { value: "a/b; name*=UTF-8''B%C3%A1o%20c%c3%a1o", read: { name: "Báo cáo" }, why: "RFC 2231 §4" },
  { value: "a/b; name*=utf-8'vi'B%C3%A1o", read: { name: "Báo" }, why: "with a language" },
  { value: "a/b; name*=windows-1258''Vi%EA%F2t", read: { name: "Việt" }, why: "another charset" },
  { value: "a/b; name*=B%C3%A1o", read: { name: "Báo" }, why: "the charset was forgotten" },
  { value: "a/b; name*=UTF-8''100%25%zz%4", read: { name: "100%%zz%4" }, why: "what is no escape stays" },
  { value: "a/b; name*0=a; name*1=b; name*2=c", read: { name: "abc" }, why: "RFC 2231 §3" },
  { value: "a/b; name*2=c; name*0=a; name*1=b", read: { name: "abc" }, why: "sections in any order" },
  {
    value: "a/b; x=1; x=2; y*=UTF-8''3; y*=4",
    read: { x: "1", y: "3" },
    why: "the first counts beside exact ones too",
  },
  { value: "a/b; name*0=a; name*2=c", read: { name: "a" }, why: "a gap ends it" },
  { value: "a/b; name*1=b; name*2=c", read: { name: "" }, why: "without the first there is none" },
  {
    value: `a/b; name*0*=UTF-8''a%E1%BB; name*1*=%87b; name*2="c d"`,
    read: { name: "aệbc d" },
    why: "a letter cut between sections",
  },
  { value: "a/b; name=plain; name*=UTF-8''exact", read: { name: "exact" }, why: "the exact form beside a plain one" },
  { value: 'a/b; name="=?UTF-8?B?QsOhbw==?="', read: { name: "Báo" }, why: "an encoded-word as Outlook writes it" },
  { value: "a/b; name==?UTF-8?Q?B=C3=A1o_1?=", read: { name: "Báo 1" }, why: "the same without quotes" },
  {
    value: 'a/b; name*0="=?UTF-8?B?QsOh"; name*1="bw==?="',
    read: { name: "Báo" },
    why: "an encoded-word cut into sections",
  },
  {
    value: "a/b; name*0*=UTF-8''%3D?UTF-8?Q?x; name*1*=?%3D",
    read: { name: "=?UTF-8?Q?x?=" },
    why: "exact sections are no encoded-word",
  },
  {
    value: 'a/b; boundary="=?UTF-8?B?QsOhbw==?="',
    read: { boundary: "=?UTF-8?B?QsOhbw==?=" },
    why: "a boundary is no text",
  },
  { value: "a/b; name*=UTF-8''a%00b%0Ac", read: { name: "a\ufffdb\ufffdc" }, why: "B18 controls are shown, not kept" },
  { value: "a/b; __proto__=x; constructor*=UTF-8''y", read: { constructor: "y" }, why: "C14 names are only names" },
];

describe("parameters", () => {
  for (const { value, read: expected, why } of cases) {
    it(`${why}: ${value}`, () => {
      assert.deepEqual(read(value), expected);
    });
  }

  it("leave the main value without comments and white space", () => {
    assert.equal(parseStructured(" text / (x) plain ; a=b").value, "text/plain");
    assert.equal(parseStructured("").value, "");
  });

  it("B08 are read up to the limit", () => {
    const list = (count: number): string => `a/b${Array.from({ length: count }, (_, i) => `; n${i}=v`).join("")}`;
    assert.equal(parseStructured(list(limits.headerParameters)).parameters.length, limits.headerParameters);
    assert.equal(parseStructured(list(limits.headerParameters + 1)).parameters.length, limits.headerParameters);
  });

  it("B08 ten thousand RFC 2231 sections cost nothing", () => {
    const sections = Array.from({ length: 10_000 }, (_, i) => `name*${i}*=%41`).join(";");
    assert.equal(read(`a/b;${sections}`).name, "A".repeat(limits.headerParameters));
  });

  it("are linear in quotes, comments and semicolons that go nowhere", () => {
    const spent = cpuMs(() => {
      for (const sign of ["(", '"', ";", "=", "\\", "; (", '; a="', "; a=(", " ", "'", "%", "=?"]) {
        read(`a/b; x=${sign.repeat(200_000)}`);
        read(`a/b${sign.repeat(200_000)}`);
      }
    });
    assert.ok(spent < 10_000, "quadratic reading takes minutes");
  });
});
