import assert from "node:assert/strict";
import { test } from "node:test";
import { rowKey } from "./row-keys.ts";

const plain = { shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, isComposing: false };
const at = { index: 10, total: 100, perPage: 8 };
const go = (index: number, extend = false) => ({ kind: "go", index, extend });

const rows = [
  { event: { key: "ArrowDown" }, out: go(11), why: "next" },
  { event: { key: "ArrowUp" }, out: go(9), why: "previous" },
  { event: { key: "ArrowDown", shiftKey: true }, out: go(11, true), why: "next, ticking on the way" },
  { event: { key: " " }, out: go(18), why: "a page down" },
  { event: { key: " ", shiftKey: true }, out: go(2), why: "a page up" },
  { event: { key: "PageUp" }, out: go(2), why: "a page up" },
  { event: { key: "Home" }, out: go(0), why: "first" },
  { event: { key: "End" }, out: go(99), why: "last" },
  { event: { key: "Enter" }, out: { kind: "open" }, why: "open" },
  { event: { key: "Delete" }, out: { kind: "delete" }, why: "to the trash" },
  { event: { key: "Escape" }, out: { kind: "back" }, why: "back" },
  { event: { key: " ", ctrlKey: true }, out: { kind: "tick" }, why: "tick" },
  { event: { key: "a", metaKey: true }, out: { kind: "all" }, why: "tick all" },
  { event: { key: "a" }, out: null, why: "single letters do nothing" },
  { event: { key: "Enter", isComposing: true }, out: null, why: "Enter ends a composed word" },
  { event: { key: "ArrowUp", altKey: true }, out: null, why: "Alt belongs to the browser" },
  { event: { key: "ArrowDown", ctrlKey: true }, out: null, why: "Ctrl with arrows is the screen reader's" },
  { event: { key: "Backspace" }, out: null, why: "Vietnamese keyboards type by Backspace" },
];

test("keys of the list", () => {
  for (const { event, out, why } of rows) assert.deepEqual(rowKey({ ...plain, ...event }, at), out, why);
});

test("the ends of the list hold", () => {
  assert.deepEqual(rowKey({ ...plain, key: "ArrowDown" }, { ...at, index: 99 }), go(99));
  assert.deepEqual(rowKey({ ...plain, key: "ArrowUp" }, { ...at, index: 0 }), go(0));
  assert.deepEqual(rowKey({ ...plain, key: "ArrowDown" }, { ...at, index: -1 }), go(0));
  assert.equal(rowKey({ ...plain, key: "ArrowDown" }, { index: -1, total: 0, perPage: 8 }), null);
});
