// Every vector in Chromium, as the product shows it and with each of the two walls taken away (architecture.md "Mail
// bodies with one host"). The last test takes both away: a count that stays at zero there would prove nothing.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import fc from "fast-check";
import type { Page } from "playwright-core";
import { mailBodyDocument } from "#mime/html/document.ts";
import { allowedElements } from "#mime/html/elements.ts";
import { asSafeHtml } from "#mime/html/safe-html.ts";
import { rebuildMailHtml } from "#mime/html/sanitize.ts";
import { type Body, FrameLab } from "./frames.ts";
import { brokenHtml } from "./letters.ts";
import { readVectors, type Vector } from "./vectors.ts";

const keptAttributes = `align valign width height bgcolor bordercolor border cellpadding cellspacing rules frame colspan
rowspan nowrap scope span color face size start type reversed value noshade clear title alt hspace vspace dir lang style
href rel target src`.split(/\s+/);
const audited = { elements: [...allowedElements], attributes: keptAttributes };
const lettersPerFrame = 20;

let lab: FrameLab;
let vectors: Vector[];
let rebuilt: string[];

before(async () => {
  lab = await FrameLab.start();
  vectors = readVectors(lab.remoteHost);
  rebuilt = vectors.map(({ html }) => rebuildMailHtml(html, { resolveCid: () => null, allowRemoteImages: false }).html);
});
after(() => lab.stop());

/** Rebuilt letters are well-formed, so many fit in one document; as they came, each needs its own. */
function gathered(): Body[] {
  const bodies: Body[] = [];
  for (let i = 0; i < rebuilt.length; i += lettersPerFrame) {
    const part = rebuilt.slice(i, i + lettersPerFrame).map((html) => `<div>${html}</div>`);
    bodies.push({ number: i, raw: "", rebuilt: asSafeHtml(part.join("")) });
  }
  return bodies;
}

const asTheyCame = (of: readonly Vector[]): Body[] =>
  of.map(({ number, html }) => ({ number, raw: html, rebuilt: asSafeHtml(rebuilt[number] ?? "") }));

const ids = (numbers: readonly string[]): string[] => [...new Set(numbers.map((n) => vectors[Number(n)]?.id ?? n))];

describe("mail bodies in a browser", () => {
  it("C01 C04 C05 C07 C09 nothing runs and nothing is requested behind both walls", async () => {
    const faults: string[] = [];
    await lab.show(gathered(), "both", async (page) => {
      faults.push(...(await page.evaluate<string[]>(`auditFrames(${JSON.stringify(audited)})`)));
    });
    assert.deepEqual(ids(lab.hits), []);
    assert.deepEqual(lab.remoteRequests, []);
    assert.deepEqual(lab.strayRequests, []);
    assert.deepEqual(faults, []);
  });

  it("C01 C04 C05 C07 nothing runs and nothing is requested with the rebuilding alone", async () => {
    await lab.show(gathered(), "rebuilding");
    assert.deepEqual(ids(lab.hits), []);
    assert.deepEqual(lab.remoteRequests, []);
    assert.deepEqual(lab.strayRequests, []);
  });

  it("C01 C04 C05 C07 nothing runs and nothing leaves with the headers and the sandbox alone", async () => {
    await lab.show(asTheyCame(vectors), "headers");
    assert.deepEqual(ids(lab.hits), []);
    assert.deepEqual(lab.remoteRequests, []);
  });

  it("the counting sees scripts and requests where both walls are away", async () => {
    await lab.show(asTheyCame(vectors.filter(({ class: name }) => ["script", "svg", "css"].includes(name))), "none");
    assert.ok(new Set(lab.hits).size >= 25, `${new Set(lab.hits).size} scripts seen`);
    assert.ok(lab.remoteRequests.length >= 20, `${lab.remoteRequests.length} requests seen`);
  });

  it("C02 a browser that reads a rebuilt letter writes the same string again", async () => {
    const options = { resolveCid: () => null, allowRemoteImages: false };
    const random = fc.sample(brokenHtml, 400).map((html) => rebuildMailHtml(html, options).html);
    await lab.onPage(async (page) => {
      assert.deepEqual(await page.evaluate(`changedByParsing(${JSON.stringify([...rebuilt, ...random])})`), []);
    });
  });

  it("C06 no letter can draw over the page around its frame", async () => {
    const redress = vectors.filter(({ class: name }) => name === "redress");
    const calm: Body[] = redress.map(({ number }) => ({
      number,
      raw: "<p>thư</p>",
      rebuilt: asSafeHtml("<p>thư</p>"),
    }));
    const barOf = (page: Page) => page.screenshot({ clip: { x: 0, y: 0, width: 1000, height: 60 } });
    const pictures: Buffer[] = [];
    const take = async (page: Page) => void pictures.push(await barOf(page));
    await lab.show(calm, "both", async (page) => {
      await take(page);
      await page.evaluate("document.querySelector('main').style.marginTop = '-20px'");
      assert.ok(!(await barOf(page)).equals(pictures[0] ?? Buffer.alloc(0)), "a frame over the bar would be seen");
    });
    await lab.show(asTheyCame(redress), "both", take);
    await lab.show(asTheyCame(redress), "headers", take);
    const [calmBar, rebuiltBar, rawBar] = pictures;
    assert.ok(calmBar && rebuiltBar && rawBar);
    assert.ok(calmBar.equals(rebuiltBar), "rebuilt letters left the bar as it was");
    assert.ok(calmBar.equals(rawBar), "letters as they came left the bar as it was");
  });

  it("C07 after the reader's consent pictures come through our own proxy only", async () => {
    const remote = vectors.filter(({ class: name }) => name === "remote");
    const options = {
      resolveCid: () => null,
      allowRemoteImages: true,
      remoteImage: (url: string) => `/picture?url=${encodeURIComponent(url)}`,
    };
    const bodies = remote.map(({ number, html }) => ({
      number,
      raw: "",
      rebuilt: rebuildMailHtml(html, options).html,
    }));
    await lab.show(bodies, "both");
    assert.deepEqual(lab.remoteRequests, []);
    assert.ok(lab.strayRequests.length >= 5, "the pictures were asked for");
    assert.ok(lab.strayRequests.every((path) => path.startsWith("/picture?url=http")));
  });

  it("the document itself is what a browser writes again, and says its language and title", async () => {
    const document_ = mailBodyDocument({ html: asSafeHtml("<p>Kính gửi</p>"), lang: "vi", title: 'Thư "A" <b>' });
    await lab.onPage(async (page) => {
      const seen = await page.evaluate(`readDocument(${JSON.stringify(document_)})`);
      assert.deepEqual(seen, ["vi", 'Thư "A" <b>', "<p>Kính gửi</p>", "CSS1Compat"]);
    });
  });
});
