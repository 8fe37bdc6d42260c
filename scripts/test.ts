// `npm test`: brings what the tests need, checks style and types, builds the web application, runs every test file
// beside the code and under tests/ (interop apart). Arguments are file filters: `npm test -- smtp` runs matching files
// and nothing else.
import { spawnSync } from "node:child_process";
import { globSync } from "node:fs";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "..");
const interop = process.argv.includes("--interop");
const filters = process.argv.slice(2).filter((argument) => !argument.startsWith("--"));

/** All steps together; a run that hangs must not hold a machine for ever. */
const budgetMs = 10 * 60_000;
/** One test; the slowest are browser journeys. */
const testTimeoutMs = 180_000;

function step(name: string, args: string[]): void {
  const leftMs = Math.max(1, Math.ceil(budgetMs - performance.now()));
  const { status, signal } = spawnSync(process.execPath, args, { cwd: root, stdio: "inherit", timeout: leftMs });
  if (signal) console.error(`${name}: stopped, the tests have ${budgetMs / 60_000} minutes in all`);
  if (status !== 0) process.exit(status ?? 1);
}

const all = interop
  ? globSync("tests/interop/**/*.test.ts", { cwd: root })
  : globSync(["src/**/*.test.ts", "web/**/*.test.ts", "tests/**/*.test.ts"], {
      cwd: root,
      exclude: ["web/dist", "tests/interop"],
    });
const files = all.filter((file) => filters.length === 0 || filters.some((filter) => file.includes(filter))).sort();
if (files.length === 0) {
  console.error("No test file matches.");
  process.exit(1);
}

if (filters.length === 0) {
  step("test tools", ["scripts/test-tools.ts", ...(interop ? ["--interop"] : [])]);
  if (!interop) step("check", ["scripts/check.ts"]);
  step("web", ["scripts/build-web.ts"]);
}
step("tests", ["--test", "--test-reporter=spec", `--test-timeout=${testTimeoutMs}`, "--test-concurrency=2", ...files]);
