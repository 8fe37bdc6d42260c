// Format, lint and types of the whole project: `npm run check`; `npm run check -- --fix` rewrites what can be.
import { spawnSync } from "node:child_process";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "..");
const biome = path.join(root, "node_modules", "@biomejs", `cli-linux-${process.arch}`, "biome");
const fix = process.argv.includes("--fix");

function run(file: string, args: string[]): boolean {
  return spawnSync(file, args, { cwd: root, stdio: "inherit" }).status === 0;
}

const styled = run(biome, ["check", "--error-on-warnings", ...(fix ? ["--write"] : [])]);
const typed = run(process.execPath, [path.join(root, "node_modules", "typescript", "bin", "tsc"), "-p", root]);
process.exit(styled && typed ? 0 : 1);
