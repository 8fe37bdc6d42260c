import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { FolderSnapshot } from "./doors.ts";
import { firstSnapshot, indexOfUid, nextSnapshot } from "./folder-snapshot.ts";
import type { FolderDelta, PlacementSlice } from "./ports.ts";

interface Row {
  readonly uid: number;
  readonly bits: number;
  readonly words: readonly string[];
}

const sliceOf = (rows: readonly Row[]): PlacementSlice => ({
  uids: Uint32Array.from(rows, (row) => row.uid),
  emailNos: Uint32Array.from(rows, (row) => row.uid + 1000),
  bits: Uint8Array.from(rows, (row) => row.bits),
  modSeqs: Float64Array.from(rows, (row) => row.uid * 2),
  keywords: new Map(rows.filter((row) => row.words.length > 0).map((row) => [row.uid, row.words])),
});

const rowsOf = (snapshot: FolderSnapshot): Row[] =>
  Array.from({ length: snapshot.count }, (_, i) => {
    const uid = snapshot.uids[i] ?? 0;
    return { uid, bits: snapshot.bits[i] ?? 0, words: snapshot.keywords.get(uid) ?? [] };
  });

const deltaOf = (rows: readonly Row[], removed: readonly number[], modSeq: number): FolderDelta => ({
  modSeq,
  uidNext: 100_000,
  changed: sliceOf(rows),
  removed,
});

const row = (uid: number, bits = 0, words: readonly string[] = []): Row => ({ uid, bits, words });
const start = (rows: readonly Row[]) => firstSnapshot([sliceOf(rows)], { modSeq: 1, uidNext: 10 });

test("a delivery adds at the end and leaves the old picture as it was", () => {
  const old = start([row(1), row(2)]);
  const next = nextSnapshot(old, deltaOf([row(3, 8)], [], 2));
  assert.deepEqual(rowsOf(next), [row(1), row(2), row(3, 8)]);
  assert.deepEqual(rowsOf(old), [row(1), row(2)]);
  assert.equal(next.uids, old.uids, "spare room is shared, nothing is copied");
  assert.equal(next.removals, old.removals);
  assert.equal(next.flagEdits, old.flagEdits);
});

test("two pictures made from the same old one do not write over each other", () => {
  const old = start([row(1)]);
  const one = nextSnapshot(old, deltaOf([row(2, 1)], [], 2));
  const other = nextSnapshot(old, deltaOf([row(2, 4)], [], 2));
  assert.deepEqual(rowsOf(one), [row(1), row(2, 1)]);
  assert.deepEqual(rowsOf(other), [row(1), row(2, 4)]);
});

test("flags and keywords change in the new picture only, and are counted as an edit", () => {
  const old = start([row(1, 0, ["Gap"]), row(2)]);
  const next = nextSnapshot(old, deltaOf([row(1, 8), row(2, 0, ["Moi"])], [], 2));
  assert.deepEqual(rowsOf(next), [row(1, 8), row(2, 0, ["Moi"])]);
  assert.deepEqual(rowsOf(old), [row(1, 0, ["Gap"]), row(2)]);
  assert.equal(next.flagEdits, old.flagEdits + 1);
});

test("what never stood in the picture can go without a trace", () => {
  const old = start([row(1)]);
  const next = nextSnapshot(old, deltaOf([], [7], 2));
  assert.deepEqual(rowsOf(next), [row(1)]);
  assert.equal(next.removals, old.removals);
  assert.equal(next.modSeq, 2);
});

test("any run of deliveries, edits and removals gives the same rows as a plain map, for every picture ever taken", () => {
  const step = fc.record({
    add: fc.nat(3),
    edit: fc.array(fc.nat(30), { maxLength: 3 }),
    remove: fc.array(fc.nat(30), { maxLength: 3 }),
    bits: fc.nat(31),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
      const truth = new Map<number, Row>();
      let uid = 0;
      let snapshot = start([]);
      const taken: [FolderSnapshot, Row[]][] = [];
      for (const [n, { add, edit, remove, bits }] of steps.entries()) {
        const changed: Row[] = [];
        const removed = remove.filter((one) => truth.delete(one));
        for (const one of new Set(edit)) if (truth.has(one)) changed.push(row(one, bits, bits % 3 === 0 ? ["K"] : []));
        for (let i = 0; i < add; i++) changed.push(row(++uid, bits));
        changed.sort((a, b) => a.uid - b.uid);
        for (const one of changed) truth.set(one.uid, one);
        snapshot = nextSnapshot(snapshot, deltaOf(changed, removed, n + 2));
        taken.push([snapshot, [...truth.values()].sort((a, b) => a.uid - b.uid)]);
      }
      for (const [picture, rows] of taken) {
        assert.deepEqual(rowsOf(picture), rows);
        for (const [i, one] of rows.entries()) assert.equal(indexOfUid(picture, one.uid), i);
      }
    }),
    { numRuns: 300 },
  );
});
