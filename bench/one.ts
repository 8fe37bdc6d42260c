// One scenario against one target, in a process of its own, so that the generator's memory and collections of one run
// do not weigh on the next. Called by run.ts: `node bench/one.ts TARGET.json SCENARIO '{"n":100}'`; prints one JSON line.
import type { Params } from "./scenarios/scenario.ts";
import { scenarios } from "./scenarios/suites.ts";
import { round } from "./statistics.ts";
import { readTarget } from "./target.ts";

const [file = "", name = "", params = "{}"] = process.argv.slice(2);
const scenario = scenarios.find((candidate) => candidate.name === name);
if (!scenario) {
  console.error(`usage: one.ts TARGET.json ${scenarios.map((candidate) => candidate.name).join("|")} [PARAMETERS]`);
  process.exit(2);
}
const figures = await scenario.run(readTarget(file), JSON.parse(params) as Params); // our own command line
const { user, system } = process.cpuUsage();
for (const [key, value] of Object.entries(figures)) figures[key] = value === null ? null : round(value);
console.log(JSON.stringify({ figures, loadCpuSeconds: round((user + system) / 1e6) }));
process.exit(0); // connections that are still open have done their work
