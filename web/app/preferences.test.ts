import assert from "node:assert/strict";
import { test } from "node:test";
import { readPreferences, remPixels } from "./preferences.ts";

const initial = readPreferences(null);

test("what was kept is read back", () => {
  const kept = { font: 2, density: "compact", listWidth: 30, signatures: { a1: "Trân trọng" }, quickSend: true };
  assert.deepEqual(readPreferences(JSON.stringify(kept)), kept);
});

test("nonsense falls back part by part", () => {
  for (const text of ["", "{", "null", "[]", '"x"', "5"]) assert.deepEqual(readPreferences(text), initial, text);
  const bad = { font: 4, density: "tiny", listWidth: 41, signatures: { a1: 5, a2: "ok" }, quickSend: "yes" };
  assert.deepEqual(readPreferences(JSON.stringify(bad)), { ...initial, signatures: { a2: "ok" } });
});

test("limits are kept at their ends", () => {
  for (const listWidth of [21, 40]) assert.equal(readPreferences(JSON.stringify({ listWidth })).listWidth, listWidth);
  for (const listWidth of [20, 41]) assert.equal(readPreferences(JSON.stringify({ listWidth })).listWidth, null);
  assert.equal(readPreferences('{"font":3}').font, 3);
  assert.equal(readPreferences('{"font":-1}').font, 0);
  assert.equal(remPixels(3), 24);
});
