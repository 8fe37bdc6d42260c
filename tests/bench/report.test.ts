import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { judge, type Results, report } from "../../bench/report.ts";
import type { Figures } from "../../bench/scenarios/scenario.ts";
import { suites } from "../../bench/scenarios/suites.ts";
import { median, percentile } from "../../bench/statistics.ts";
import { type Bound, goals } from "../../bench/targets.ts";

function resultsOf(byTarget: Record<string, Figures[]>, failures: string[] = []): Results {
  return {
    startedAt: new Date(0),
    command: "npm run bench --",
    commit: "abc",
    rounds: 3,
    machine: { cpu: "c", cores: 2, memoryGib: 8, kernel: "6", node: "v26", fsyncMs: 1, loadBefore: 0 },
    targets: ["congvu", "tuned", "stock"].map((name) => ({ name, about: name })),
    runs: new Map([["run", new Map(Object.entries(byTarget))]]),
    failures,
  };
}

const figuresOf = (...values: number[]): Figures[] => values.map((value) => ({ figure: value }));
const goal = (bound: Bound, title: string | null = "run") => ({ text: "goal", title, figure: "figure", bound });

describe("a verdict on a target", () => {
  const threeTimes: Bound = { kind: "times", factor: 3, than: "best" };
  const cases: { why: string; bound: Bound; given: Record<string, Figures[]>; met: boolean | null }[] = [
    {
      why: "three times the better peer",
      bound: threeTimes,
      given: { congvu: figuresOf(30), tuned: figuresOf(10), stock: figuresOf(4) },
      met: true,
    },
    {
      why: "three times only the worse peer",
      bound: threeTimes,
      given: { congvu: figuresOf(29), tuned: figuresOf(10), stock: figuresOf(4) },
      met: false,
    },
    { why: "no peer ran", bound: threeTimes, given: { congvu: figuresOf(30) }, met: null },
    { why: "ours did not run", bound: threeTimes, given: { tuned: figuresOf(10) }, met: null },
    {
      why: "the named peer counts, not the better",
      bound: { kind: "times", factor: 5, than: "stock" },
      given: { congvu: figuresOf(50), tuned: figuresOf(90), stock: figuresOf(10) },
      met: true,
    },
    {
      why: "the named peer did not run",
      bound: { kind: "times", factor: 5, than: "stock" },
      given: { congvu: figuresOf(50), tuned: figuresOf(1) },
      met: null,
    },
    {
      why: "at the bound",
      bound: { kind: "below", value: 20, unit: "ms" },
      given: { congvu: figuresOf(20) },
      met: true,
    },
    {
      why: "above the bound",
      bound: { kind: "below", value: 20, unit: "ms" },
      given: { congvu: figuresOf(20.1) },
      met: false,
    },
    {
      why: "the median counts, not one bad round",
      bound: { kind: "below", value: 20, unit: "ms" },
      given: { congvu: figuresOf(1, 2, 90) },
      met: true,
    },
    {
      why: "as slow as the fastest peer",
      bound: { kind: "not-slower", figure: "figure" },
      given: { congvu: figuresOf(5), tuned: figuresOf(5), stock: figuresOf(9) },
      met: true,
    },
    {
      why: "slower than the fastest peer",
      bound: { kind: "not-slower", figure: "figure" },
      given: { congvu: figuresOf(6), tuned: figuresOf(5), stock: figuresOf(9) },
      met: false,
    },
  ];
  for (const { why, bound, given, met } of cases)
    it(`${why}: ${met}`, () => assert.equal(judge(goal(bound), resultsOf(given)).met, met));

  it("throughout means the worst round of all", () => {
    const bound: Bound = { kind: "below", value: 20, unit: "ms" };
    assert.equal(judge(goal(bound, null), resultsOf({ congvu: figuresOf(1, 2, 90) })).met, false);
  });
});

describe("the report", () => {
  it("names a target that was missed, one that was not measured, and a run that failed", () => {
    const results = resultsOf({ congvu: figuresOf(1), tuned: figuresOf(2) }, ["idle on congvu, round 1: Error: x"]);
    results.runs.set("smtp-deliver 4k C50", new Map([["congvu", [{ cpu_ms_per_copy: 2 }]]]));
    const text = report(results);
    assert.match(text, /\| CPU per copy <= 1\.5 ms, indexing included \| 2 \| - \| {2}\| \*\*no\*\* \|/);
    assert.match(text, /\| idle IMAP connection <= 15 KiB plain \| - \| - \| {2}\| not measured \|/);
    assert.match(text, /- idle on congvu, round 1: Error: x/);
    assert.match(text, /\| run \| figure \| 1 \| 2 \| - \| x0\.5 \| {2}\|/);
  });

  it("has a run in the full suite for every target", () => {
    assert.ok(goals.length > 10);
    const titles = new Set(suites.full?.map(({ title }) => title));
    for (const { title, text } of goals) assert.ok(title === null || titles.has(title), text);
  });
});

describe("statistics", () => {
  it("takes medians and percentiles of unsorted samples", () => {
    assert.equal(median([3, 1, 2]), 2);
    assert.equal(median([4, 1, 2, 3]), 2.5);
    assert.equal(percentile([5, 1, 4, 2, 3], 50), 3);
    assert.equal(
      percentile(
        Array.from({ length: 100 }, (_, n) => n),
        99,
      ),
      99,
    );
    assert.ok(Number.isNaN(median([])));
  });
});
