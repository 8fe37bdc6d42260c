import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { changesAnswer, fateOf, type Judged, lettersTouched } from "./changes.ts";
import { MethodError } from "./errors.ts";
import type { Change } from "./mail-backend.ts";

const change = (modSeq: number, op: Change["op"], id: number, at: string): Change => {
  const [folder, uid] = at.split("/").map(Number);
  return { modSeq, kind: "email", op, id, folder: folder as Change["folder"], uid: uid ?? null, thread: 1 };
};

const fates = (changes: Change[], now: Record<number, string[]>) => {
  const places = new Map(
    Object.entries(now).map(([id, list]) => [
      Number(id),
      list.map((at) => ({ folder: Number(at.split("/")[0]), uid: Number(at.split("/")[1]) })),
    ]),
  );
  const touched = lettersTouched(changes, places);
  return Object.fromEntries(
    touched.map((letter) => [letter.emailNo, fateOf(letter, (places.get(letter.emailNo)?.length ?? 0) > 0)]),
  );
};

describe("what became of letters", () => {
  const table: [why: string, changes: Change[], now: Record<number, string[]>, expected: Record<number, unknown>][] = [
    ["a new letter is created", [change(5, "created", 1, "1/1")], { 1: ["1/1"] }, { 1: "created" }],
    [
      "a new letter that was marked is still created",
      [change(5, "created", 1, "1/1"), change(6, "updated", 1, "1/1")],
      { 1: ["1/1"] },
      { 1: "created" },
    ],
    ["a mark updates", [change(5, "updated", 1, "1/1")], { 1: ["1/1"] }, { 1: "updated" }],
    [
      "a move updates: it lay elsewhere before",
      [change(5, "created", 1, "2/1"), change(5, "destroyed", 1, "1/1")],
      { 1: ["2/1"] },
      { 1: "updated" },
    ],
    [
      "a copy updates: the first place is untouched",
      [change(5, "created", 1, "2/1")],
      { 1: ["1/1", "2/1"] },
      { 1: "updated" },
    ],
    [
      "new, then moved: still created",
      [change(5, "created", 1, "1/1"), change(6, "created", 1, "2/1"), change(6, "destroyed", 1, "1/1")],
      { 1: ["2/1"] },
      { 1: "created" },
    ],
    ["gone from its only place is destroyed", [change(5, "destroyed", 1, "1/1")], {}, { 1: "destroyed" }],
    ["gone from one of two places is updated", [change(5, "destroyed", 1, "1/1")], { 1: ["2/1"] }, { 1: "updated" }],
    [
      "come and gone in between is nobody's business",
      [change(5, "created", 1, "1/1"), change(6, "destroyed", 1, "1/1")],
      {},
      { 1: null },
    ],
  ];
  for (const [why, changes, now, expected] of table) {
    it(why, () => assert.deepEqual(fates(changes, now), expected));
  }
});

describe("an answer cut at maxChanges", () => {
  const judged: Judged[] = [
    { id: "e1", op: "created", firstModSeq: 5 },
    { id: "e2", op: "updated", firstModSeq: 6 },
    { id: "e3", op: "updated", firstModSeq: 6 },
    { id: "e4", op: "destroyed", firstModSeq: 7 },
  ];
  const answer = (maxChanges?: number) => changesAnswer({ accountId: "a1", sinceState: "4", maxChanges }, judged, "9");

  it("is whole without a limit", () => {
    const { created, updated, destroyed, newState, hasMoreChanges } = answer();
    assert.deepEqual({ created, updated, destroyed }, { created: ["e1"], updated: ["e2", "e3"], destroyed: ["e4"] });
    assert.deepEqual({ newState, hasMoreChanges }, { newState: "9", hasMoreChanges: false });
  });

  it("stops where a state stands for everything told", () => {
    const { created, updated, newState, hasMoreChanges } = answer(2);
    assert.deepEqual({ created, updated }, { created: ["e1"], updated: [] }, "e2 and e3 share a modSeq");
    assert.deepEqual({ newState, hasMoreChanges }, { newState: "5", hasMoreChanges: true });
    assert.equal(answer(3).newState, "6");
  });

  it("cannot be cut inside one modSeq", () => {
    const one = judged.filter(({ firstModSeq }) => firstModSeq === 6);
    const isType = (error: unknown) => error instanceof MethodError && error.type === "cannotCalculateChanges";
    assert.throws(() => changesAnswer({ accountId: "a1", sinceState: "4", maxChanges: 1 }, one, "9"), isType);
  });
});
