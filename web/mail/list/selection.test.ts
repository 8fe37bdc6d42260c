import assert from "node:assert/strict";
import { test } from "node:test";
import { extend, noSelection, only, toggle } from "./selection.ts";

const ids = ["a", "b", "c", undefined, "e"];
const idAt = (index: number): string | undefined => ids[index];

test("a tick is set and taken off, and marks where a range begins", () => {
  const one = toggle(noSelection, "b", 1);
  assert.deepEqual([...one.ids], ["b"]);
  assert.equal(one.anchor, 1);
  assert.deepEqual([...toggle(one, "b", 1).ids], []);
});

test("a range runs both ways from its beginning and skips what is not here yet", () => {
  const from = toggle(noSelection, "c", 2);
  assert.deepEqual([...extend(from, 4, idAt).ids].sort(), ["c", "e"]);
  assert.deepEqual([...extend(from, 0, idAt).ids].sort(), ["a", "b", "c"]);
  assert.deepEqual([...extend(noSelection, 1, idAt).ids], ["b"]);
  assert.deepEqual([...extend(noSelection, 3, idAt).ids], []);
});

test("letters that left the list leave the selection", () => {
  const both = toggle(toggle(noSelection, "a", 0), "b", 1);
  assert.deepEqual([...only(both, (id) => id === "b").ids], ["b"]);
  assert.equal(
    only(both, () => true),
    both,
  );
});
