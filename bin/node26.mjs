// Runs a TypeScript entry with the Node that the lockfile brings, whatever Node npm itself runs on.
// Plain JavaScript on purpose: an old Node stops at the first line of a .ts file.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";

const root = path.resolve(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), "..");

/** Path of the Node 26 binary installed by `npm ci`, or null. */
export function findNode() {
  const arch = { x64: "x64", arm64: "arm64" }[process.arch];
  const file = path.join(root, "node_modules", `node-linux-${arch}`, "bin", "node");
  return existsSync(file) ? file : null;
}

/** Replaces this process, as far as Node can: same stdio, signals passed on, same exit code. */
export function run(entry, args, env = {}) {
  const node = findNode();
  if (!node) {
    console.error(
      "congvu: Node 26 is missing. Run `npm ci` in the project folder (Linux, x64 or arm64), then try again.",
    );
    process.exit(1);
  }
  const child = spawn(node, ["--disable-proto=delete", "--disallow-code-generation-from-strings", entry, ...args], {
    stdio: "inherit",
    // A password hash takes 19 MiB for a moment: above this size glibc gives memory back instead of keeping it.
    env: {
      MALLOC_MMAP_THRESHOLD_: "1048576",
      ...process.env,
      ...env,
      PATH: `${path.dirname(node)}${path.delimiter}${process.env.PATH ?? ""}`,
    },
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("exit", (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
}

// `node bin/node26.mjs scripts/test.ts ...` runs any entry of the project.
if (process.argv[1] && path.resolve(process.argv[1]) === path.join(root, "bin", "node26.mjs")) {
  const [entry, ...args] = process.argv.slice(2);
  run(entry, args);
}
