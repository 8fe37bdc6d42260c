import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { blobRefOf, idOf, numberOf, partBlobId } from "./ids.ts";

describe("JMAP ids", () => {
  it("reads what it writes", () => assert.equal(numberOf("e", idOf("e", 57)), 57));

  const foreign: [why: string, id: string][] = [
    ["another kind", "f57"],
    ["nothing behind the letter", "e"],
    ["a leading zero", "e057"],
    ["a sign", "e-1"],
    ["a fraction", "e1.5"],
    ["an exponent", "e1e3"],
    ["A23 2^53 + 1", "e9007199254740993"],
    ["twenty digits", "e10000000000000000000"],
    ["white space", "e57 "],
    ["digits of another script", "e٥٧"],
  ];
  for (const [why, id] of foreign) it(`takes no ${why}`, () => assert.equal(numberOf("e", id), null));

  it("A23 takes 2^53 - 1", () => assert.equal(numberOf("e", "e9007199254740991"), Number.MAX_SAFE_INTEGER));
});

describe("blob ids", () => {
  it("name letters, parts, parts of parts and uploads", () => {
    assert.deepEqual(blobRefOf("m57"), { base: { kind: "letter", emailNo: 57 }, sections: [] });
    assert.deepEqual(blobRefOf(partBlobId("m57", "1.2")), {
      base: { kind: "letter", emailNo: 57 },
      sections: ["1.2"],
    });
    assert.deepEqual(blobRefOf(partBlobId(partBlobId("m57", "2"), "1.3"))?.sections, ["2", "1.3"]);
    assert.deepEqual(blobRefOf("uabc234"), { base: { kind: "upload", id: "abc234" }, sections: [] });
  });

  const foreign = ["", "m", "m-1", "m57-", "m57-1.2", "m57-1_", "m57--1", "u", "u../../x", "u a", "x1", "m057"];
  for (const id of foreign) it(`takes no ${JSON.stringify(id)}`, () => assert.equal(blobRefOf(id), null));

  it("takes eight levels of letters in letters, not nine", () => {
    assert.notEqual(blobRefOf(`m1${"-1".repeat(8)}`), null);
    assert.equal(blobRefOf(`m1${"-1".repeat(9)}`), null);
  });
});
