// `npm run bench`: our server, beside Postfix + Dovecot where they are set up, under the same load in one run (A B A B),
// and the report in bench/RESULTS.md. Options: see usage.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { describeMachine, quiet } from "./machine.ts";
import { measure } from "./measure.ts";
import { createOurs } from "./ours.ts";
import { installedPeers, installPeers } from "./peers.ts";
import { type Results, report } from "./report.ts";
import { type Run, suites } from "./scenarios/suites.ts";
import { control, readTarget, type Target } from "./target.ts";

const usage = `usage: npm run bench -- [--suite quick|full] [--only REGEX] [--rounds N] [--peers tuned,stock] [--no-peers]
                       [--quiet SECONDS] [--out FILE] [--install-peers]`;

const { values: options } = parseArgs({
  options: {
    suite: { type: "string", default: "quick" },
    only: { type: "string", default: "" },
    rounds: { type: "string", default: "3" },
    peers: { type: "string", default: "tuned,stock" },
    "no-peers": { type: "boolean", default: false },
    quiet: { type: "string", default: "10" },
    out: { type: "string", default: path.join(import.meta.dirname, "RESULTS.md") },
    "install-peers": { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});

const timeoutMs = 45 * 60_000;

interface Contestant {
  readonly target: Target;
  readonly file: string;
}

async function main(): Promise<void> {
  const peers = options.peers.split(",").filter((name) => name !== "");
  if (options["install-peers"]) return installPeers(peers);
  const runs = (suites[options.suite] ?? []).filter(({ title }) => new RegExp(options.only).test(title));
  if (options.help || runs.length === 0) return console.log(usage);

  const top = mkdtempSync(path.join(os.tmpdir(), "congvu-bench-"));
  const contestants: Contestant[] = [];
  try {
    console.log("making 1,000 people …");
    const files = [await createOurs(top), ...(options["no-peers"] ? [] : installedPeers(peers))];
    contestants.push(...files.map((file) => ({ file, target: readTarget(file) })));
    await compare(runs, contestants);
  } finally {
    for (const { target } of contestants) control(target, "stop");
    rmSync(top, { recursive: true, force: true });
  }
}

async function compare(runs: readonly Run[], contestants: readonly Contestant[]): Promise<void> {
  const results: Results = {
    startedAt: new Date(),
    command: ["npm run bench --", ...process.argv.slice(2)].join(" "),
    commit: commitHash(),
    rounds: Number(options.rounds),
    machine: describeMachine(),
    targets: contestants.map(({ target }) => target),
    runs: new Map(),
    failures: [],
  };
  for (const run of runs) {
    await compareOne(run, contestants, results);
    if (interrupted) results.failures.push("the run was interrupted: what follows is missing");
    writeFileSync(options.out, report(results)); // after each scenario: a long run that breaks off still tells
    if (interrupted) break;
  }
  console.log(`\n${report(results)}\nwritten to ${options.out}`);
}

async function compareOne(run: Run, contestants: readonly Contestant[], results: Results): Promise<void> {
  const byTarget = new Map<string, Results["runs"] extends Map<string, Map<string, infer F>> ? F : never>();
  results.runs.set(run.title, byTarget);
  for (let round = 1; round <= results.rounds && !interrupted; round++) {
    for (const { target, file } of contestants) {
      if (interrupted || (run.needs && target[run.needs] === null)) continue;
      try {
        control(target, "reset");
        await quiet(Number(options.quiet));
        const figures = await measure(run, { target, file, timeoutMs });
        byTarget.set(target.name, [...(byTarget.get(target.name) ?? []), figures]);
        console.log(`${run.title} · ${target.name} · round ${round}: ${JSON.stringify(figures)}`);
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        results.failures.push(`${run.title} on ${target.name}, round ${round}: ${reason}`);
        console.error(`${run.title} · ${target.name} · round ${round} failed: ${reason}`);
      }
    }
  }
}

/** "-dirty" when the working tree differs from it. */
function commitHash(): string {
  const { stdout } = spawnSync("git", ["describe", "--always", "--dirty", "--exclude", "*"], { encoding: "utf8" });
  return stdout.trim() || "unknown";
}

let interrupted = false;
process.once("SIGINT", () => {
  interrupted = true;
});

await main();
