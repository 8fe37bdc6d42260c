import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { addVietnamese, dictionaryName, vietnameseWords } from "./react-aria-vietnamese.ts";

const modules = path.resolve(import.meta.dirname, "../../node_modules");
const folderOf = (name: string): string =>
  name === "components" ? `${modules}/react-aria-components/dist/private` : `${modules}/react-aria/dist/private`;
const listOf = (name: string): string =>
  path.join(folderOf(name), ...(name === "components" ? [] : [name]), "intlStrings.mjs");
const englishOf = (name: string): string =>
  path.join(folderOf(name), "intl", ...(name === "components" ? [] : [name]), "en-US.mjs");

test("every dictionary of ours has React Aria's own keys, no more and no less", async () => {
  for (const [name, dictionary] of Object.entries(vietnameseWords)) {
    assert.ok(existsSync(englishOf(name)), name);
    const english = (await import(englishOf(name))) as { default: Record<string, unknown> };
    assert.deepEqual(Object.keys(dictionary).sort(), Object.keys(english.default).sort(), name);
  }
});

test("each list of languages gets its Vietnamese row, which is JavaScript", () => {
  for (const name of Object.keys(vietnameseWords)) {
    const file = listOf(name);
    assert.equal(dictionaryName(`${file}?v=1`), name);
    const made = addVietnamese(readFileSync(file, "utf8"), name);
    const row = /"vi-VN": (\{.*?\}),\s*"en-US":/s.exec(made ?? "")?.[1];
    assert.ok(row, name);
    assert.doesNotThrow(() => new Function(`return ${row}`)(), name);
  }
});

test("other modules are left alone", () => {
  for (const id of [
    "/x/react-aria/dist/private/overlays/usePopover.mjs",
    "/x/other/intlStrings.mjs",
    "intlStrings.mjs",
  ])
    assert.equal(dictionaryName(id), null, id);
  assert.equal(addVietnamese("export default {}", "overlays"), null);
  assert.equal(addVietnamese('{ "en-US": x }', "calendar"), null);
});
