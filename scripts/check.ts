// Format, lint and types of the whole project: `npm run check`; `npm run check -- --fix` rewrites what can be.
import { spawnSync } from "node:child_process";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "..");
const biome = path.join(root, "node_modules", "@biomejs", `cli-linux-${process.arch}`, "biome");
const tsc = path.join(root, "node_modules", "typescript", "bin", "tsc");
const fix = process.argv.includes("--fix");

function run(file: string, args: string[]): boolean {
  return spawnSync(file, args, { cwd: root, stdio: "inherit" }).status === 0;
}

const results = [
  run(biome, ["check", "--error-on-warnings", ...(fix ? ["--write"] : [])]),
  run(process.execPath, [tsc, "-p", root]),
  run(process.execPath, [tsc, "-p", path.join(root, "web")]), // the browser's own library and module rules
];
process.exit(results.every(Boolean) ? 0 : 1);
