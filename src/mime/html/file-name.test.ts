import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { contentDisposition, safeFileName } from "./file-name.ts";

describe("names of attachments", () => {
  const cases: [name: string | null, safe: string, why: string][] = [
    ["Công văn số 12.pdf", "Công văn số 12.pdf", "a plain name"],
    ["Cu\u0323c.doc", "Cục.doc", "composed form"],
    ["../../etc/passwd", "passwd", "B11 a path upwards"],
    ["C:\\Windows\\system32\\x.dll", "x.dll", "B11 a path of Windows"],
    ["/", "tep-dinh-kem", "B11 only a path"],
    ["..", "tep-dinh-kem", "B11 the folder above"],
    ["", "tep-dinh-kem", "B11 nothing"],
    [null, "tep-dinh-kem", "B11 no name"],
    ["a\0b\r\nc.txt", "abc.txt", "B11 controls"],
    ["bao-cao\u202efdp.exe", "bao-caofdp.exe", "B11 a direction override"],
    ["a.pdf\u200b.exe", "a.pdf.exe", "B11 an invisible character"],
    ["x.exe. . ", "x.exe", "B11 dots and spaces at the end"],
    [".htaccess", "htaccess", "B11 a dot in front"],
    ["CON", "_CON", "B11 a device"],
    ["nul.txt", "_nul.txt", "B11 a device with an extension"],
    ["Com1 .tar.gz", "_Com1 .tar.gz", "B11 a device with a space"],
    ["lpt\u00b9.x", "_lpt\u00b9.x", "B11 a device with a raised figure"],
    ["console.txt", "console.txt", "B11 only begins like one"],
    ['a<b>:"|?*.txt', "a_b______.txt", "B11 what Windows refuses"],
    ["a:stream.txt", "a_stream.txt", "B11 an alternate stream"],
    ["\ud800.txt", "\ufffd.txt", "B11 half a pair"],
  ];
  for (const [name, safe, why] of cases) {
    it(`${why}: ${JSON.stringify(name)}`, () => {
      assert.equal(safeFileName(name), safe);
      assert.equal(safeFileName(safe), safe, "and stays so");
    });
  }

  it("B11 a long name keeps its extension, at most 200 octets", () => {
    const octets = (name: string) => Buffer.byteLength(name);
    assert.equal(safeFileName(`${"a".repeat(196)}.pdf`).length, 200);
    assert.equal(safeFileName(`${"a".repeat(197)}.pdf`), `${"a".repeat(196)}.pdf`);
    assert.ok(octets(safeFileName(`${"ệ".repeat(4000)}.docx`)) <= 200);
    assert.ok(safeFileName(`${"ệ".repeat(4000)}.docx`).endsWith("ệ.docx"));
    assert.ok(octets(safeFileName(`x.${"y".repeat(4000)}`)) <= 200);
  });

  it("B11 any string gives a name that is no path, no device and no surprise", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 300 }), (name) => {
        const safe = safeFileName(name);
        assert.doesNotMatch(safe, /[/\\\0-\x1f\x7f<>:"|?*\u202a-\u202e\u2066-\u2069]|^\.|[. ]$|^$/);
        assert.ok(Buffer.byteLength(safe) <= 201);
        assert.equal(safeFileName(safe), safe);
      }),
      { numRuns: 1000 },
    );
  });
});

describe("Content-Disposition", () => {
  const cases: [name: string, header: string][] = [
    ["a b.pdf", 'attachment; filename="a b.pdf"'],
    ["Công văn Đỏ.pdf", "attachment; filename=\"Cong van Do.pdf\"; filename*=UTF-8''C%C3%B4ng%20v%C4%83n%20%C4%90%E1%BB%8F.pdf"],
    ["100%25 (1)'.txt", "attachment; filename=\"100_25 (1)'.txt\"; filename*=UTF-8''100%2525%20%281%29%27.txt"],
    ["đề cương 表.doc", "attachment; filename=\"de cuong _.doc\"; filename*=UTF-8''%C4%91%E1%BB%81%20c%C6%B0%C6%A1ng%20%E8%A1%A8.doc"],
  ]; // biome-ignore format: one case a line
  for (const [name, header] of cases) {
    it(`for ${name}`, () => assert.equal(contentDisposition("attachment", name), header));
  }

  it("B11 is one line of ASCII for any name (RFC 6266 §4.1)", () => {
    const grammar =
      /^inline; filename="[\x20\x21\x23-\x5b\x5d-\x7e]+"(?:; filename\*=UTF-8''[A-Za-z0-9!#$&+.^_`|~%-]+)?$/;
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 100 }), (name) => {
        assert.match(contentDisposition("inline", name), grammar);
      }),
      { numRuns: 1000 },
    );
  });
});
