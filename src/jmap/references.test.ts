import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { MethodError } from "./errors.ts";
import { valueAt } from "./pointer.ts";
import { type Invocation, resolveReferences } from "./references.ts";

describe("JSON pointers with *", () => {
  const root = {
    ids: ["a", "b"],
    list: [
      { id: 1, to: ["x", "y"] },
      { id: 2, to: ["z"] },
    ],
    "a/b": { "m~n": 7 },
    empty: [],
  };
  const table: [pointer: string, expected: unknown, why: string][] = [
    ["", root, "the whole"],
    ["/ids", ["a", "b"], "a member"],
    ["/ids/1", "b", "an index"],
    ["/list/*/id", [1, 2], "every item"],
    ["/list/*/to", ["x", "y", "z"], "arrays are joined"],
    ["/list/*/to/*", ["x", "y", "z"], "a star in a star"],
    ["/a~1b/m~0n", 7, "escapes of RFC 6901"],
    ["/empty/*", [], "no items"],
    ["ids", undefined, "no slash in front"],
    ["/ids/2", undefined, "past the end"],
    ["/ids/01", undefined, "a leading zero is no index"],
    ["/ids/-", undefined, "RFC 6901's dash is never there"],
    ["/ids/length", undefined, "what arrays inherit"],
    ["/list/*/missing", undefined, "missing in the items"],
    ["/constructor", undefined, "what objects inherit"],
    ["/__proto__/toString", undefined, "what objects inherit"],
    ["/ids/9007199254740993", undefined, "an index past 2^53"],
  ];
  for (const [pointer, expected, why] of table) {
    it(`${JSON.stringify(pointer)}: ${why}`, () => assert.deepEqual(valueAt(root, pointer), expected));
  }
});

describe("back-references", () => {
  const responses: Invocation[] = [
    ["Email/query", { ids: ["e1", "e2"] }, "q"],
    ["error", { type: "serverFail" }, "bad"],
  ];
  const reference = (resultOf: string, name = "Email/query", path = "/ids") => ({ "#ids": { resultOf, name, path } });

  it("puts the value in place of the reference", () => {
    const args = resolveReferences({ accountId: "a1", ...reference("q") }, responses);
    assert.deepEqual({ ...args }, { accountId: "a1", ids: ["e1", "e2"] });
  });

  const refused: [why: string, args: Record<string, unknown>, type: string][] = [
    ["A23 a call that names itself or a later one", reference("self"), "invalidResultReference"],
    ["a call that answered something else", reference("q", "Email/get"), "invalidResultReference"],
    ["a call that failed", reference("bad"), "invalidResultReference"],
    ["a path that leads nowhere", reference("q", "Email/query", "/list"), "invalidResultReference"],
    ["a reference that is none", { "#ids": "q" }, "invalidResultReference"],
    ["a reference with more in it", { "#ids": { ...reference("q")["#ids"], x: 1 } }, "invalidResultReference"],
    ["a value and its reference", { ids: [], ...reference("q") }, "invalidArguments"],
  ];
  for (const [why, args, type] of refused) {
    it(`refuses ${why}`, () => {
      const isType = (error: unknown) => error instanceof MethodError && error.type === type;
      assert.throws(() => resolveReferences(args, responses), isType);
    });
  }
});
