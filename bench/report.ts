// Results as Markdown: what was measured where, the targets met and missed, and every figure.
import type { Machine } from "./machine.ts";
import type { Figures } from "./scenarios/scenario.ts";
import { median, round } from "./statistics.ts";
import type { Target } from "./target.ts";
import { type Goal, goals } from "./targets.ts";

/** Name of our own target. */
export const ours = "congvu";

export interface Results {
  readonly startedAt: Date;
  readonly command: string;
  readonly commit: string;
  readonly rounds: number;
  readonly machine: Machine;
  readonly targets: readonly Pick<Target, "name" | "about">[];
  /** By run title, then target name: figures of each round. */
  readonly runs: Map<string, Map<string, Figures[]>>;
  /** What went wrong, as sentences. */
  readonly failures: string[];
}

export function report(results: Results): string {
  return [...head(results), "", ...goalTable(results), "", ...figureTable(results), ""].join("\n");
}

function head({ startedAt, command, commit, rounds, machine, targets, failures }: Results): string[] {
  const { cpu, cores, memoryGib, kernel, node, fsyncMs, loadBefore } = machine;
  return [
    "# Benchmark results",
    "",
    `Written by \`${command}\` on ${startedAt.toISOString().slice(0, 16).replace("T", " ")} UTC, commit ${commit}.`,
    `Machine: ${cores} cores ${cpu}, ${memoryGib} GiB, Linux ${kernel}, Node ${node}, 4 KiB write and fsync ${fsyncMs} ms,` +
      ` load before ${loadBefore}. Load generator and server share these cores.`,
    "",
    ...targets.map(({ name, about }) => `- **${name}**: ${about}`),
    "",
    `Medians (min..max) of at most ${rounds} rounds, servers in turn (A B A B). Rates depend on what else ran (\`other_cores\`);`,
    "ratios under 1.5 mean little; CPU per operation is the steadier figure. What the figures mean: bench/README.md.",
    ...(failures.length > 0 ? ["", "Runs that failed:", ...failures.map((failure) => `- ${failure}`)] : []),
  ];
}

function goalTable(results: Results): string[] {
  const rows = goals.map((goal) => {
    const { mine, theirs, met } = judge(goal, results);
    const ratio = mine !== null && theirs !== null ? times(mine, theirs) : "";
    const verdict = met === null ? "not measured" : met ? "yes" : "**no**";
    return `| ${goal.text} | ${show(mine)} | ${show(theirs)} | ${ratio} | ${verdict} |`;
  });
  return ["## Targets", "", "| target | ours | yardstick | ours / yardstick | met |", "|---|---|---|---|---|", ...rows];
}

interface Judgement {
  readonly mine: number | null;
  /** The figure it is compared with; null = none was needed or none ran. */
  readonly theirs: number | null;
  /** Null = not measured. */
  readonly met: boolean | null;
}

export function judge({ title, figure, bound }: Goal, results: Results): Judgement {
  const mine = title === null ? worst(figure, results) : middle(results, { title, name: ours, figure });
  if (bound.kind === "below") return { mine, theirs: null, met: mine === null ? null : mine <= bound.value };
  const peers = results.targets.map(({ name }) => name).filter((name) => name !== ours);
  const asked = bound.kind === "times" && bound.than !== "best" ? [bound.than] : peers;
  const compared = bound.kind === "times" ? figure : bound.figure;
  const values = asked
    .map((name) => middle(results, { title: title ?? "", name, figure: compared }))
    .filter((value) => value !== null);
  if (mine === null || values.length === 0) return { mine, theirs: null, met: null };
  if (bound.kind === "not-slower") {
    const theirs = Math.min(...values);
    return { mine, theirs, met: mine <= theirs };
  }
  const theirs = Math.max(...values);
  return { mine, theirs, met: mine >= bound.factor * theirs };
}

function samples(results: Results, at: { title: string; name: string; figure: string }): number[] {
  const rounds = results.runs.get(at.title)?.get(at.name) ?? [];
  return rounds.map((figures) => figures[at.figure]).filter((value) => typeof value === "number");
}

function middle(results: Results, at: { title: string; name: string; figure: string }): number | null {
  const values = samples(results, at);
  return values.length > 0 ? median(values) : null;
}

/** Largest single sample of ours over all runs. */
function worst(figure: string, results: Results): number | null {
  const all = [...results.runs.keys()].flatMap((title) => samples(results, { title, name: ours, figure }));
  return all.length > 0 ? Math.max(...all) : null;
}

function figureTable(results: Results): string[] {
  const names = results.targets.map(({ name }) => name);
  const peers = names.filter((name) => name !== ours);
  const titles = ["scenario", "figure", ...names, ...peers.map((peer) => `${ours} / ${peer}`)];
  const lines = ["## Figures", "", `| ${titles.join(" | ")} |`, `|${"---|".repeat(titles.length)}`];
  for (const [title, byTarget] of results.runs) {
    const figures = new Set([...byTarget.values()].flat().flatMap(Object.keys));
    let shown = title;
    for (const figure of figures) {
      const cells = names.map((name) => spreadOf(samples(results, { title, name, figure })));
      const ratios = peers.map((peer) => ratioOf(results, { title, figure, peer }));
      lines.push(`| ${[shown, figure, ...cells, ...ratios].join(" | ")} |`);
      shown = "";
    }
  }
  return lines;
}

function ratioOf(results: Results, { title, figure, peer }: { title: string; figure: string; peer: string }): string {
  const mine = middle(results, { title, name: ours, figure });
  const theirs = middle(results, { title, name: peer, figure });
  return mine === null || theirs === null ? "" : times(mine, theirs);
}

function spreadOf(values: readonly number[]): string {
  if (values.length === 0) return "-";
  const range = values.length > 1 ? ` (${round(Math.min(...values), 3)}..${round(Math.max(...values), 3)})` : "";
  return `${show(median(values))}${range}`;
}

const show = (value: number | null): string => (value === null ? "-" : String(round(value, 3)));
const times = (mine: number, theirs: number): string => (theirs === 0 ? "" : `x${round(mine / theirs, 3)}`);
