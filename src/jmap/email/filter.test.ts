import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { MethodError } from "../errors.ts";
import { compileFilter, type FilterNode, words } from "./filter.ts";

const flat = (query: Extract<FilterNode, { kind: "flat" }>["query"]): FilterNode => ({ kind: "flat", query });

describe("words of a text condition", () => {
  const table: [text: string, expected: string[], why: string][] = [
    ["bao cao", ["bao", "cao"], "each word on its own"],
    ['"bao cao" quy', ["bao cao", "quy"], "a phrase in quotes"],
    ['"a \\"b\\" c"', ['a "b" c'], "a quote within a phrase"],
    ['"khong dong', ["khong dong"], "a quote that never closes"],
    ["  \t\u3000 ", [], "only white space"],
    ['""', [], "an empty phrase"],
    ['ab"cd', ['ab"cd'], "a quote inside a word"],
  ];
  for (const [text, expected, why] of table) it(why, () => assert.deepEqual(words(text), expected));
});

describe("a compiled filter", () => {
  const table: [why: string, filter: Record<string, unknown> | null, expected: FilterNode[]][] = [
    ["nothing", null, []],
    ["an empty condition", {}, []],
    ["a folder is the store's own question", { inMailbox: "f1" }, [flat({ folder: 1 as never })]],
    ["a folder that cannot exist finds nothing", { inMailbox: "x" }, [flat({ folder: 0 as never })]],
    [
      "a system keyword is a bit",
      { hasKeyword: "$SEEN", notKeyword: "$flagged" },
      [flat({ hasBits: 8, lacksBits: 2 })],
    ],
    [
      "AND joins what can be joined",
      { operator: "AND", conditions: [{ inMailbox: "f1" }, { hasKeyword: "$seen" }, { notKeyword: "$draft" }] },
      [flat({ folder: 1 as never, hasBits: 8, lacksBits: 16 })],
    ],
    [
      "two folders cannot be joined",
      { operator: "AND", conditions: [{ inMailbox: "f1" }, { inMailbox: "f2" }] },
      [flat({ folder: 1 as never }), flat({ folder: 2 as never })],
    ],
    [
      "NOT of one mark is the opposite mark",
      { operator: "NOT", conditions: [{ hasKeyword: "$seen" }, { hasAttachment: true }] },
      [flat({ lacksBits: 8, hasAttachment: false })],
    ],
    [
      "NOT of a folder needs sets",
      { operator: "NOT", conditions: [{ inMailbox: "f1" }] },
      [{ kind: "not", node: { kind: "and", nodes: [flat({ folder: 1 as never })] } }],
    ],
    [
      "dates become milliseconds",
      { after: "2026-01-01T00:00:00Z", before: "2026-01-02T07:00:00+07:00" },
      [flat({ beforeMs: Date.UTC(2026, 0, 2), afterMs: Date.UTC(2026, 0, 1) })],
    ],
    ["header stays for last", { header: ["X-Spam"] }, [{ kind: "header", name: "x-spam", value: null }]],
  ];
  for (const [why, filter, expected] of table) it(why, () => assert.deepEqual(compileFilter(filter), expected));

  const refused: [why: string, filter: Record<string, unknown>, type: string][] = [
    ["a condition it does not know", { colour: "red" }, "unsupportedFilter"],
    ["a wrong type", { minSize: "1" }, "invalidArguments"],
    ["A23 a size past 2^53", { minSize: 2 ** 53 }, "invalidArguments"],
    ["a negative size", { minSize: -1 }, "invalidArguments"],
    ["a day that is none", { before: "2026-02-30T00:00:00Z" }, "invalidArguments"],
    ["an operator it does not know", { operator: "XOR", conditions: [] }, "invalidArguments"],
    ["conditions that are none", { operator: "AND", conditions: [1] }, "invalidArguments"],
    ["a keyword with a space", { hasKeyword: "a b" }, "invalidArguments"],
    ["33 words", { text: "a ".repeat(33) }, "unsupportedFilter"],
    ["C14 what objects inherit", { constructor: {} }, "unsupportedFilter"],
  ];
  for (const [why, filter, type] of refused) {
    it(`refuses ${why}`, () => {
      const isType = (error: unknown) => error instanceof MethodError && error.type === type;
      assert.throws(() => compileFilter(filter), isType);
    });
  }

  it("takes 64 conditions and refuses 65", () => {
    const many = (count: number) => ({
      operator: "OR",
      conditions: new Array(count - 1).fill({ hasAttachment: true }),
    });
    assert.equal(compileFilter(many(64)).length, 1);
    assert.throws(() => compileFilter(many(65)), MethodError);
  });
});
