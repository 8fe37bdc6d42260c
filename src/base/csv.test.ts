import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { CsvError, parseCsv, parseCsvTable } from "./csv.ts";

const cellsOf = (text: string) => parseCsv(text).map((row) => row.cells);

describe("CSV that is read", () => {
  const table: { text: string; cells: string[][]; why: string }[] = [
    {
      text: "a,b\r\nc,d\r\n",
      cells: [
        ["a", "b"],
        ["c", "d"],
      ],
      why: "RFC 4180 §2.1",
    },
    {
      text: "a,b\nc,d",
      cells: [
        ["a", "b"],
        ["c", "d"],
      ],
      why: "bare LF, no last line end",
    },
    { text: '"a,b","c""d"\r\n', cells: [["a,b", 'c"d']], why: "a separator and a quote inside quotes" },
    { text: '"a\r\nb",c\n', cells: [["a\r\nb", "c"]], why: "a line end inside quotes" },
    { text: "a,b,\n", cells: [["a", "b", ""]], why: "an empty last cell" },
    { text: "a,", cells: [["a", ""]], why: "an empty last cell at the end of the file" },
    { text: "\uFEFFa,b", cells: [["a", "b"]], why: "a byte order mark" },
    {
      text: "a;b\n1,5;2",
      cells: [
        ["a", "b"],
        ["1,5", "2"],
      ],
      why: "semicolons when the header has no comma",
    },
    {
      text: "a,b\n\n,\nc,d\n",
      cells: [
        ["a", "b"],
        ["c", "d"],
      ],
      why: "empty rows vanish",
    },
    { text: "", cells: [], why: "nothing" },
  ];
  for (const { text, cells, why } of table) {
    it(`${JSON.stringify(text)}: ${why}`, () => assert.deepEqual(cellsOf(text), cells));
  }

  it("counts lines through quoted line ends and empty rows", () => {
    assert.deepEqual(
      parseCsv('a,b\n"x\ny",2\n\nc,d\n').map((row) => row.line),
      [1, 2, 5],
    );
  });

  it("gives back any table that was quoted", () => {
    const cell = fc.string({ unit: "grapheme" });
    const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(rows, (written) => {
        const text = `h,h\n${written.map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join(",")).join("\r\n")}`;
        const kept = written.filter((row) => row.some((one) => one.trim() !== ""));
        assert.deepEqual(cellsOf(text).slice(1), kept);
      }),
    );
  });
});

describe("CSV that is refused with its line", () => {
  const table = [
    { text: 'a,b\nc,"d', says: /line 2: a quote that is never closed/ },
    { text: 'a,b\nc"d,e', says: /line 2: a quote inside an unquoted cell/ },
    { text: 'a,b\n"c"d,e', says: /line 2: text after a closing quote/ },
  ];
  for (const { text, says } of table) {
    it(JSON.stringify(text), () =>
      assert.throws(
        () => parseCsv(text),
        (error) => error instanceof CsvError && says.test(error.message),
      ),
    );
  }
});

describe("a CSV table with named columns", () => {
  const columns = { required: ["address", "name"], optional: ["quota_mb"] } as const;

  it("finds its columns in any order and case, and gives empty text for a missing optional one", () => {
    assert.deepEqual(parseCsvTable("Name, ADDRESS\n An ,an@x.vn\n", columns), [
      { line: 2, name: "An", address: "an@x.vn", quota_mb: "" },
    ]);
  });

  const refused = [
    { text: "", says: /the file is empty/ },
    { text: "address\n", says: /the column "name" is missing/ },
    { text: "address,name,colour\n", says: /unknown column "colour"/ },
    { text: "address,name,name\n", says: /stands twice/ },
    { text: "address,name\na,b,c\n", says: /line 2: 3 cells, but the header has 2/ },
  ];
  for (const { text, says } of refused) {
    it(`refuses ${JSON.stringify(text)}`, () => assert.throws(() => parseCsvTable(text, columns), says));
  }
});
