// `npm test`: brings what the tests need, checks style and types, builds the web application, runs every test file
// beside the code and under tests/ (interop apart). Arguments are file filters: `npm test -- smtp` runs matching files.
import { spawnSync } from "node:child_process";
import { globSync } from "node:fs";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "..");
const interop = process.argv.includes("--interop");
const filters = process.argv.slice(2).filter((argument) => !argument.startsWith("--"));

function step(args: string[]): void {
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}

const all = interop
  ? globSync("tests/interop/**/*.test.ts", { cwd: root })
  : globSync(["src/**/*.test.ts", "web/**/*.test.ts", "tests/**/*.test.ts"], { cwd: root }).filter(
      (file) => !file.startsWith("tests/interop/"),
    );
const files = all.filter((file) => filters.length === 0 || filters.some((filter) => file.includes(filter))).sort();
if (files.length === 0) {
  console.error("No test file matches.");
  process.exit(1);
}

if (filters.length === 0) {
  step(["scripts/test-tools.ts", ...(interop ? ["--interop"] : [])]);
  if (!interop) step(["scripts/check.ts"]);
  step(["scripts/build-web.ts"]);
}
step(["--test", "--test-reporter=spec", "--test-timeout=180000", "--test-concurrency=2", ...files]);
