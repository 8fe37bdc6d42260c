// Builds the web application with Vite when its sources are newer than the build: `npm run build`, `npm test`, and
// `npm start` through buildWebIfNeeded(). Newer is decided by a hash of the sources, not by dates: a fresh clone has none.
// Vite runs as its own process, since the server's Node forbids making code from text.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "..");
const web = path.join(root, "web");
const built = path.join(web, "dist");
const hashFile = path.join(built, ".sources-sha256");
const vite = path.join(root, "node_modules", "vite", "bin", "vite.js");
/** On the disk of the project, so that the finished build takes its place by a rename. */
const scratch = path.join(root, "node_modules", ".cache");

/** Leaves a current build in web/dist and says in one line what was done. Throws with Vite's own words when it fails. */
export async function buildWebIfNeeded(): Promise<void> {
  if (!existsSync(path.join(web, "vite.config.ts"))) return console.log("web: no web/vite.config.ts, nothing to build");
  if (!existsSync(vite)) return keepWhatIsThere();
  const hash = hashOfSources();
  if (existsSync(hashFile) && readFileSync(hashFile, "utf8") === hash) return console.log("web: build is current");
  const startedMs = performance.now();
  mkdirSync(scratch, { recursive: true });
  const next = mkdtempSync(path.join(scratch, "congvu-web-"));
  try {
    await runVite(next);
    writeFileSync(path.join(next, path.basename(hashFile)), hash);
    replaceBuild(next);
  } finally {
    rmSync(next, { recursive: true, force: true });
  }
  console.log(`web: built in ${((performance.now() - startedMs) / 1000).toFixed(1)} s`);
}

/** An installation without development packages runs the build it was delivered with. */
function keepWhatIsThere(): void {
  if (!existsSync(path.join(built, "index.html")))
    throw new Error("web: not built, and Vite is not installed (npm ci)");
  console.log("web: Vite is not installed; the build that is there is used");
}

/** Everything that can change the outcome: the application, what it shares with the server, the lockfile. */
function hashOfSources(): string {
  const shared = globSync(["src/api/contract/**/*.ts", "package-lock.json", "tsconfig.json"], { cwd: root });
  const own = globSync("web/**/*", { cwd: root, withFileTypes: true, exclude: ["web/dist", "web/node_modules"] })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)));
  const hash = createHash("sha256");
  for (const file of [...shared, ...own].sort())
    hash.update(`${file}\0`).update(
      createHash("sha256")
        .update(readFileSync(path.join(root, file)))
        .digest(),
    );
  return hash.digest("hex");
}

function runVite(outDir: string): Promise<void> {
  const args = [vite, "build", web, "--outDir", outDir, "--emptyOutDir", "--logLevel", "warn"];
  const child = spawn(process.execPath, args, {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, NODE_ENV: "production" },
  });
  let words = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => {
      words += text;
    });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => (code === 0 ? resolve() : reject(new Error(`web: the build failed\n${words}`))));
  });
}

/** The old build serves until the new one is whole. */
function replaceBuild(next: string): void {
  const old = `${next}-old`;
  if (existsSync(built)) renameSync(built, old);
  renameSync(next, built);
  rmSync(old, { recursive: true, force: true });
}

if (import.meta.main) {
  try {
    await buildWebIfNeeded();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}
