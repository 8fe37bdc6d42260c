import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { decodeBody, decodeCharset, decodeText } from "./charset.ts";

const bytes = (hex: string): Buffer => Buffer.from(hex.replaceAll(" ", ""), "hex");

const cases: readonly [label: string | undefined, hex: string, text: string, why: string][] = [
  ["utf-8", "5669e1bb8774", "Việt", "UTF-8"],
  ["UTF8", "5669e1bb8774", "Việt", "as some spell it"],
  [" utf-8 ", "c3a9", "é", "with white space"],
  ["utf-8", "c080", "\ufffd\ufffd", "B17 an overlong NUL"],
  ["utf-8", "c0ae", "\ufffd\ufffd", "B17 an overlong dot"],
  ["utf-8", "e080af", "\ufffd\ufffd\ufffd", "B17 an overlong slash in three octets"],
  ["utf-8", "f08080af", "\ufffd\ufffd\ufffd\ufffd", "B17 and in four"],
  ["utf-8", "eda080", "\ufffd\ufffd\ufffd", "B17 a surrogate"],
  ["utf-8", "f4908080", "\ufffd\ufffd\ufffd\ufffd", "B17 beyond Unicode"],
  ["utf-8", "41c3", "A\ufffd", "B17 cut at the end"],
  ["utf-7", "2b4144772d", "+ADw-", "B17 UTF-7 stays as it stands"],
  ["unicode-1-1-utf-7", "2b4144772d", "+ADw-", "B17 under its other name"],
  ["utf-7-imap", "264144772d", "&ADw-", "B17 and in IMAP's form"],
  ["x-utf7", "2b4144772d", "+ADw-", "B17 and under no name"],
  ["base64", "51513d3d", "QQ==", "a transport is no charset"],
  ["hex", "3431", "41", "nor is this"],
  ["us-ascii", "41c3a9", "Aé", "8-bit text under ASCII is mostly UTF-8"],
  ["us-ascii", "41e9", "Aé", "or windows-1252"],
  [undefined, "41c3a9", "Aé", "no label"],
  ["", "41e9", "Aé", "an empty label"],
  ["no-such-charset", "41c3a9", "Aé", "an unknown label"],
  ["iso-8859-1", "e9809f", "é\u20ac\u0178", "ISO 8859-1 is windows-1252 (WHATWG)"],
  ["windows-1258", "5669eaf274", "Việt", "windows-1258 composed"],
  ["cp1258", "5669eaf274", "Việt", "under its DOS name"],
  ["windows-1258", "d2", "\u0309", "B17 a tone without a letter"],
  ["tcvn", "5669d674", "Việt", "TCVN 5712"],
  ["x-viet-tcvn5712", "5669d674", "Việt", "by its MIME name"],
  ["tcvn3", "5669d674", "Việt", "by the name people use"],
  ["VISCII", "5669ae74", "Việt", "VISCII"],
  ["iso-2022-jp", "1b24422422", "あ", "B17 an escape that is not closed"],
  ["iso-2022-jp", "1b244231", "\ufffd", "B17 an escape cut in a character"],
  ["iso-2022-kr", "1b2429430e", "\u001b$)C\u000e", "B17 a charset that only replaces is not used"],
  ["gb18030", "c4e3", "你", "GB 18030"],
  ["utf-16le", "5600690025e2", "Vi\ue225", "UTF-16"],
  ["cp437", "82", "é", "a DOS code page"],
  ["x".repeat(1_000), "41", "A", "a label of any length"],
  ["__proto__", "41", "A", "C14 a label is only a label"],
];

describe("decodeCharset", () => {
  for (const [label, hex, text, why] of cases) {
    it(`${why}: ${String(label).slice(0, 30)} ${hex}`, () => assert.equal(decodeCharset(bytes(hex), label), text));
  }

  it("decodes the tones of all Vietnamese letters in TCVN 5712 and VISCII to composed letters", () => {
    const all = Buffer.from(Array.from({ length: 128 }, (_, i) => 0x80 + i));
    for (const label of ["tcvn", "viscii"]) {
      const text = decodeCharset(all, label);
      assert.equal(text, text.normalize("NFC"));
      assert.ok(
        [..."ệữậặổỡ"].every((letter) => text.includes(letter)),
        label,
      );
    }
  });

  it("drops a byte order mark in front of a body, not in a header", () => {
    assert.equal(decodeBody(bytes("efbbbf41"), "utf-8").text, "A");
    assert.equal(decodeBody(bytes("efbbbf41"), undefined).text, "A");
    assert.equal(decodeCharset(bytes("efbbbf41"), "utf-8"), "\ufeffA");
  });

  it("says when the label was unknown or violated", () => {
    assert.equal(decodeText(bytes("c3a9"), "utf-8").problem, false);
    assert.equal(decodeText(bytes("c3"), "utf-8").problem, true);
    assert.equal(decodeText(bytes("41"), "no-such-charset").problem, true);
    assert.equal(decodeText(bytes("41"), undefined).problem, false);
    assert.equal(decodeText(bytes("e9"), "us-ascii").problem, true);
  });
});
