import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { parseAddressList } from "./addresses.ts";
import { decodeEncodedWords, encodeWords } from "./encoded-words.ts";
import { cpuMs } from "./testing/cpu-time.ts";

const decoded: readonly [written: string, text: string, why: string][] = [
  ["plain", "plain", "nothing to decode"],
  ["=?UTF-8?B?QsOhbw==?=", "Báo", "base64"],
  ["=?utf-8?q?B=C3=A1o_c=c3=a1o?=", "Báo cáo", "Q, underscore for a space"],
  ["=?UTF-8*vi?B?QsOhbw==?=", "Báo", "a language (RFC 2231 §5)"],
  ["a =?UTF-8?B?QsOhbw==?= b", "a Báo b", "white space beside plain text stays"],
  ["=?UTF-8?B?QsOh?= =?UTF-8?B?bw==?=", "Báo", "between two words it goes (RFC 2047 §6.2)"],
  ["=?UTF-8?B?QsM=?=\r\n =?utf-8?Q?=A1o?=", "Báo", "a letter cut between words, encodings mixed"],
  ["=?UTF-8?B?QsM?==?UTF-8?B?oW8=?=", "Báo", "words that touch, padding missing"],
  ["=?iso-8859-1?Q?=E9?= =?UTF-8?Q?=C3=A9?=", "éé", "words of two charsets"],
  ["=?windows-1258?Q?Vi=EA=F2t?=", "Việt", "combining tones are composed"],
  ["=?x-viet-tcvn5712?Q?Vi=D6t?=", "Việt", "TCVN 5712"],
  ["=?viscii?Q?Vi=AEt?=", "Việt", "VISCII"],
  ["=?UTF-8?Q?a b?=", "a b", "spaces inside, which are forbidden and common"],
  ["=?nothing?Q?Vi=E1=BB=87t?=", "Việt", "an unknown charset that is UTF-8"],
  ["=?nothing?Q?=E9?=", "é", "an unknown charset that is not"],
  ["=?utf-7?Q?+ADw-?=", "+ADw-", "B17 UTF-7 is never decoded"],
  ["=?UTF-8?X?abc?=", "=?UTF-8?X?abc?=", "an unknown encoding"],
  ["=?UTF-8?B?abc", "=?UTF-8?B?abc", "no end"],
  ["=?UTF-8?B?", "=?UTF-8?B?", "nothing inside"],
  ["=? ?Q?a?=", "=? ?Q?a?=", "a charset is a token"],
  ["a=?b =?UTF-8?Q?c?=", "a=?b c", "a false start"],
];

describe("decodeEncodedWords", () => {
  for (const [written, text, why] of decoded) {
    it(`${why}: ${written}`, () => assert.equal(decodeEncodedWords(written), text));
  }

  it("is linear over starts that lead nowhere", () => {
    const spent = cpuMs(() => {
      for (const piece of ["=?", "=?a?B?", "=?a?Q?b ", "=?a?", "?=", "=?UTF-8?Q?a?= ", "=?UTF-8?B?4g?= "]) {
        decodeEncodedWords(piece.repeat(100_000));
      }
    });
    assert.ok(spent < 10_000, "quadratic work takes minutes");
  });
});

describe("B03 names that forge", () => {
  const controls = ["\0", "\r", "\n", "\r\n", "\t", "\u0008", "\u001b", "\u007f", "\u0085", "\u2028", "\u2029"];
  const forms: readonly ((text: string) => string)[] = [
    (text) => `=?utf-8?B?${Buffer.from(text).toString("base64")}?= <real@int.vn>`,
    (text) =>
      `=?utf-8?Q?${[...Buffer.from(text)].map((octet) => `=${octet.toString(16).padStart(2, "0")}`).join("")}?= <real@int.vn>`,
    (text) => `"=?utf-8?B?${Buffer.from(text).toString("base64")}?=" <real@int.vn>`,
  ];
  for (const control of controls) {
    for (const [index, form] of forms.entries()) {
      it(`form ${index + 1} with ${JSON.stringify(control)} shows no control and keeps the address`, () => {
        const value = form(`boss@gov.vn${control}`);
        const shown = control === "\t" ? " " : "\ufffd".repeat(control.length);
        assert.deepEqual(parseAddressList(value), [{ name: `boss@gov.vn${shown}`, address: "real@int.vn" }]);
      });
    }
  }

  it("a whole From field inside a word is only a name", () => {
    const word = `=?utf-8?B?${Buffer.from("boss@gov.vn\r\nFrom: <x@gov.vn>").toString("base64")}?=`;
    const [only, ...more] = parseAddressList(`${word}@evil.vn`);
    assert.deepEqual(more, []);
    assert.equal(only?.address, `${word}@evil.vn`);
  });
});

describe("encodeWords", () => {
  it("gives back any text through words of at most 75 characters that hold whole characters", () => {
    const letters = fc.string({ unit: "binary", minLength: 1, maxLength: 200 });
    const mixed = fc.string({ unit: fc.constantFrom(..."abc =?_ệ漢😀\u0301"), minLength: 1, maxLength: 300 });
    fc.assert(
      fc.property(fc.oneof(letters, mixed), fc.integer({ min: 30, max: 75 }), (text, room) => {
        const words = encodeWords(text, "\r\n ", room).split("\r\n ");
        assert.ok(
          words.every((word) => /^=\?UTF-8\?[BQ]\?[!->@-~]*\?=$/.test(word)),
          "syntax",
        );
        assert.ok((words[0] ?? "").length <= Math.max(room, 30) && words.every((word) => word.length <= 75), "length");
        const shown = decodeEncodedWords(words.join("\r\n "));
        assert.equal(words.map(decodeEncodedWords).join(""), shown, "no character is cut");
        if (!/[\p{Cc}\u2028\u2029]/u.test(text)) assert.equal(shown, text.toWellFormed());
      }),
      { numRuns: 500 },
    );
  });
});
