import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { distinctNames, zipOf } from "./zip.ts";

describe("a stored archive", () => {
  const at = new Date(Date.UTC(2026, 10, 22, 9, 30, 58));

  it("is an empty directory without files", () => {
    const zip = zipOf([], at);
    assert.equal(zip.length, 22);
    assert.equal(zip.readUInt32LE(0), 0x06054b50);
  });

  it("holds the octets as they are, behind their check sum", () => {
    const bytes = Buffer.from("123456789");
    const zip = zipOf([{ name: "số.txt", bytes }], at);
    assert.equal(zip.readUInt32LE(14), 0xcbf43926, "CRC-32 of the standard's own example");
    assert.equal(zip.readUInt16LE(8), 0, "stored");
    assert.ok(zip.includes(bytes));
    assert.equal(zip.readUInt16LE(12), ((2026 - 1980) << 9) | (11 << 5) | 22);
    assert.equal(zip.readUInt16LE(10), (9 << 11) | (30 << 5) | 29);
  });

  it("says 1980 for anything older and 2107 for anything later", () => {
    assert.equal(zipOf([{ name: "a", bytes: Buffer.alloc(0) }], new Date(0)).readUInt16LE(12) >> 9, 0);
    assert.equal(zipOf([{ name: "a", bytes: Buffer.alloc(0) }], new Date(8.64e15)).readUInt16LE(12) >> 9, 127);
  });
});

describe("names in one archive", () => {
  const table: [names: string[], expected: string[], why: string][] = [
    [["a.pdf", "b.pdf"], ["a.pdf", "b.pdf"], "different names stay"],
    [["a.pdf", "a.pdf", "a.pdf"], ["a.pdf", "a (2).pdf", "a (3).pdf"], "the same name gets a number"],
    [["Đ.pdf", "đ.PDF"], ["Đ.pdf", "đ (2).PDF"], "case does not tell files apart on Windows"],
    [["a", "a"], ["a", "a (2)"], "no ending"],
    [["a (2).pdf", "a.pdf", "a.pdf"], ["a (2).pdf", "a.pdf", "a (3).pdf"], "a number that is taken is passed over"],
  ];
  for (const [names, expected, why] of table) it(why, () => assert.deepEqual(distinctNames(names), expected));
});
