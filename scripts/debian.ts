// Debian packages put in without a question, a service started or a database cluster made. Needs root and apt-get.
import { spawnSync } from "node:child_process";
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

export const canInstall = (): boolean => process.getuid?.() === 0 && existsSync("/usr/bin/apt-get");

export class InstallError extends Error {}

/** Installs `packages`; throws InstallError with apt's own words. */
export function installPackages(packages: readonly string[]): void {
  if (globSync("/var/lib/apt/lists/*_Packages*").length === 0) apt(["update"]);
  refuseDefaultCluster();
  withoutServices(() => {
    try {
      apt(["install", ...packages]);
    } catch {
      apt(["update"]); // lists older than the archive: its files are no longer there
      apt(["install", ...packages]);
    }
  });
}

const aptOptions = [
  "-qq",
  "--yes",
  "--no-install-recommends",
  "-o",
  "DPkg::Lock::Timeout=300",
  "-o",
  "Dpkg::Options::=--force-confdef",
  "-o",
  "Dpkg::Options::=--force-confold",
];

function apt(args: readonly string[]): void {
  const { status, stdout, stderr } = spawnSync("/usr/bin/apt-get", [...aptOptions, ...args], {
    stdio: ["ignore", "pipe", "pipe"],
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive", LC_ALL: "C.UTF-8" },
  });
  if (status === 0) return;
  const words = `${stdout}${stderr}`.trim().split("\n").slice(-20).join("\n");
  throw new InstallError(`apt-get ${args.join(" ")} failed:\n${words}`);
}

const policyFile = "/usr/sbin/policy-rc.d";
const policyAside = `${policyFile}.before-congvu`;
const mark = "# written for a moment by congvu's test tools";

/** While `work` runs no package may start its service (invoke-rc.d asks this file; 101 = no). */
function withoutServices(work: () => void): void {
  const foreign = existsSync(policyFile) && !readFileSync(policyFile, "utf8").includes(mark);
  if (foreign) renameSync(policyFile, policyAside);
  writeFileSync(policyFile, `#!/bin/sh\n${mark}\nexit 101\n`, { mode: 0o755 });
  try {
    work();
  } finally {
    rmSync(policyFile, { force: true });
    if (existsSync(policyAside)) renameSync(policyAside, policyFile);
  }
}

const clusterConfig = "/etc/postgresql-common/createcluster.conf";

/** Installing PostgreSQL makes and registers a cluster unless told otherwise beforehand. */
function refuseDefaultCluster(): void {
  if (existsSync(clusterConfig)) return; // somebody's choice already
  mkdirSync(path.dirname(clusterConfig), { recursive: true });
  writeFileSync(clusterConfig, "create_main_cluster = false\n");
}
