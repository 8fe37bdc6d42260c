// The same vectors, and real-looking letters, through the rebuilding alone: what must hold of every output whatever the
// input. tests/html/walls.test.ts shows the vectors to a browser.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, it } from "node:test";
import fc from "fast-check";
import { allowedElements } from "#mime/html/elements.ts";
import { type RebuildOptions, rebuildMailHtml } from "#mime/html/sanitize.ts";
import { tokenizeHtml } from "#mime/html/tokenizer.ts";
import { brokenHtml } from "./letters.ts";
import { readVectors } from "./vectors.ts";

const picture = "data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=";
const closed: RebuildOptions = { resolveCid: () => null, allowRemoteImages: false };
const forbiddenAttribute =
  /^on|^(?:id|name|class|srcset|background|poster|ping|action|formaction|xlink:href|data)$|^data-|^aria-/;
const forbiddenStyle = /[(\\@<]|url|expression|position|var|behavior|-moz|-webkit/i;

/** What is wrong with rebuilt HTML, as sentences. */
function faultsOf(html: string): string[] {
  const faults: string[] = [];
  const open: string[] = [];
  tokenizeHtml(html, {
    text: () => undefined,
    rawText: (name) => faults.push(`raw text in ${name}`),
    startTag: (name, attributes) => {
      if (!allowedElements.has(name)) faults.push(`element ${name}`);
      for (const [key, value] of attributes) {
        if (forbiddenAttribute.test(key)) faults.push(`attribute ${key}`);
        if (key === "href" && !/^(?:https?:\/\/|mailto:|tel:)/.test(value)) faults.push(`href ${value}`);
        if (key === "src" && !/^data:image\/(?:png|jpeg|gif|webp);base64,/.test(value)) faults.push(`src ${value}`);
        if (key === "style" && forbiddenStyle.test(value)) faults.push(`style ${value}`);
      }
      if (!["br", "hr", "img", "wbr", "col"].includes(name)) open.push(name);
    },
    endTag: (name) => {
      if (open.pop() !== name) faults.push(`end of ${name} out of place`);
    },
  });
  if (open.length > 0) faults.push(`${open.length} elements left open`);
  return faults;
}

function assertHolds(html: string, options = closed): void {
  const out = rebuildMailHtml(html, options).html;
  assert.deepEqual(faultsOf(out), []);
  assert.equal(rebuildMailHtml(out, options).html, out, "rebuilding twice is rebuilding once");
}

describe("hostile letters rebuilt", () => {
  const vectors = readVectors("evil.example");

  it("there are at least 250 of them, each with its own name and reason", () => {
    assert.ok(vectors.length >= 250);
    assert.equal(new Set(vectors.map(({ id }) => id)).size, vectors.length);
    assert.equal(new Set(vectors.map(({ html }) => html)).size, vectors.length);
    assert.ok(vectors.every(({ why }) => why.length > 3));
  });

  for (const { id, case: catalogueCase, why, html } of vectors) {
    it(`${catalogueCase} ${id}: ${why}`, () => assertHolds(html));
  }
});

describe("letters as people send them", () => {
  const folder = path.join(import.meta.dirname, "..", "corpus", "html", "letters");
  const names = readdirSync(folder).filter((name) => name.endsWith(".html") && !name.endsWith(".expected.html"));
  const read = (name: string) => readFileSync(path.join(folder, name), "utf8");

  it("are found", () => assert.ok(names.length >= 8));
  for (const name of names) {
    const why = /^<!-- why: (.*?) -->/.exec(read(name))?.[1] ?? "";
    it(`${name}: ${why}`, () => {
      assert.ok(why.length > 20, "a letter says what it is there for");
      const options = { ...closed, resolveCid: () => picture };
      assert.equal(`${rebuildMailHtml(read(name), options).html}\n`, read(name.replace(".html", ".expected.html")));
      assertHolds(read(name), options);
    });
  }
});

describe("any letter rebuilt", () => {
  it("C02 holds only what the allow list holds, is well-formed, and stays the same when rebuilt again", () => {
    fc.assert(
      fc.property(brokenHtml, (html) => assertHolds(html)),
      { numRuns: 3000 },
    );
  });

  it("C01 vectors cut and put together at random places hold too", () => {
    const all = readVectors("evil.example").map(({ html }) => html);
    const piece = fc
      .tuple(fc.constantFrom(...all), fc.nat(200), fc.nat(200))
      .map(([html, a, b]) => html.slice(a, a + b));
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => assertHolds(pieces.join(""))),
      { numRuns: 2000 },
    );
  });

  it("C01 any characters hold", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 100 }), (html) => assertHolds(html)),
      { numRuns: 500 },
    );
  });

  it("C02 an eightfold letter takes about eight times as long, never its square", () => {
    const shapes = [
      "<div>",
      "<b>",
      "<p>x",
      "<table><td>",
      "<a href=//x>",
      "<!--",
      "<",
      "&",
      "&amp",
      "</p>",
      "<svg>",
      "<li>",
      "<font color=red>x<p>",
      "<p style='a:(;b:c'>",
      "<img src=x alt='",
      "<title></titl",
      "<x y=z ",
      "x@",
      "<pre>\n",
    ];
    for (const shape of shapes) {
      const time = (length: number) => fastest(shape.repeat(Math.ceil(length / shape.length)));
      time(4000);
      const ratio = time(320_000) / Math.max(time(40_000), 0.5);
      assert.ok(ratio < 32, `${JSON.stringify(shape)} took ${ratio.toFixed(1)} times as long`); // a square would be 64
    }
  });
});

/** Processor milliseconds of the fastest of five: other processes do not count. */
function fastest(html: string): number {
  const times = [1, 2, 3, 4, 5].map(() => {
    const before = process.cpuUsage();
    rebuildMailHtml(html, closed);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  });
  return Math.min(...times);
}
