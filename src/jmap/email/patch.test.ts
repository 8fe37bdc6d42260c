import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { limits } from "#base/limits.ts";
import type { Context } from "../context.ts";
import { SetFailure } from "../errors.ts";
import type { EmailNo, FolderId } from "../mail-backend.ts";
import { flagsOf, isKeyword, keywordsOf } from "./keywords.ts";
import { patchOf } from "./patch.ts";

const context = { createdIds: new Map([["new", "f9"]]) } as unknown as Context; // only created ids are looked at
const current = { emailNo: 1 as EmailNo, keywords: ["$seen", "kem"], folders: [1, 2] as unknown as FolderId[] };
const patched = (patch: Record<string, unknown>) => patchOf(context, patch, current);

describe("the patch of a letter", () => {
  const table: [why: string, patch: Record<string, unknown>, expected: Record<string, unknown>][] = [
    ["one keyword on", { "keywords/$flagged": true }, { addFlags: flagsOf(["$flagged"]) }],
    ["one keyword off", { "keywords/$seen": null }, { removeFlags: flagsOf(["$seen"]) }],
    [
      "all keywords replaced",
      { keywords: { $answered: true } },
      { addFlags: flagsOf(["$answered"]), removeFlags: flagsOf(["$seen", "kem"]) },
    ],
    ["all keywords gone", { keywords: {} }, { removeFlags: flagsOf(["$seen", "kem"]) }],
    ["into another folder", { "mailboxIds/f3": true, "mailboxIds/f1": null }, { folders: [2, 3] }],
    ["folders replaced", { mailboxIds: { f7: true } }, { folders: [7] }],
    ["into a folder made in this request", { "mailboxIds/#new": true }, { folders: [1, 2, 9] }],
    ["an escaped keyword", { "keywords/a~1b": true }, { addFlags: flagsOf(["a/b"]) }],
  ];
  for (const [why, patch, expected] of table) {
    it(why, () => assert.deepEqual(patched(patch), { emailNo: 1, ...expected }));
  }

  const refused: [why: string, patch: Record<string, unknown>, type: string][] = [
    ["no folder left", { mailboxIds: {} }, "invalidProperties"],
    ["both folders taken away", { "mailboxIds/f1": null, "mailboxIds/f2": null }, "invalidProperties"],
    ["a map and one of its members", { keywords: {}, "keywords/$seen": true }, "invalidPatch"],
    ["false for null", { "keywords/$seen": false }, "invalidProperties"],
    ["a map of numbers", { keywords: { $seen: 1 } }, "invalidProperties"],
    ["the subject", { subject: "x" }, "invalidProperties"],
    ["C14 a path into the prototype", { "__proto__/polluted": true }, "invalidProperties"],
    ["a keyword with a space", { "keywords/a b": true }, "invalidProperties"],
    ["a folder that is none", { "mailboxIds/x": true }, "invalidProperties"],
    ["a folder never made", { "mailboxIds/#other": true }, "invalidProperties"],
  ];
  for (const [why, patch, type] of refused) {
    it(`refuses ${why}`, () => {
      const isType = (error: unknown) => error instanceof SetFailure && error.error.type === type;
      assert.throws(() => patched(patch), isType);
    });
  }

  it("takes as many keywords as a letter may carry and refuses one more", () => {
    const many = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, true]));
    assert.equal(patched({ keywords: many(limits.keywordsPerPlacement) }).addFlags?.keywords.length, 64);
    assert.throws(() => patched({ keywords: many(limits.keywordsPerPlacement + 1) }), SetFailure);
  });
});

describe("keywords", () => {
  const at = (bits: number, keywords: string[] = []) => ({
    folder: 1 as unknown as FolderId,
    uid: 1,
    modSeq: 1,
    flags: { bits, keywords },
  });

  it("$seen needs every place, others one", () => {
    assert.deepEqual({ ...keywordsOf([at(8 | 2), at(0, ["Kem"])]) }, { $flagged: true, kem: true });
    assert.deepEqual({ ...keywordsOf([at(8), at(8)]) }, { $seen: true });
  });

  it("\\Deleted has none", () => assert.deepEqual({ ...keywordsOf([at(4)]) }, {}));

  const names: [keyword: string, valid: boolean][] = [
    ["$seen", true],
    ["a/b", true],
    ["", false],
    ["a b", false],
    ["a*", false],
    ["a(", false],
    ["đỏ", false],
    ["a\u0000", false],
  ];
  for (const [keyword, valid] of names)
    it(`${JSON.stringify(keyword)} is ${valid ? "one" : "none"}`, () => assert.equal(isKeyword(keyword), valid));
});
