// The yardstick: Debian's Postfix and Dovecot in profiles of peers/setup.sh, under the system's temporary folder.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { canInstall, installPackages } from "../scripts/debian.ts";

const packages = ["postfix", "dovecot-core", "dovecot-imapd", "dovecot-pop3d", "dovecot-lmtpd", "dovecot-fts-xapian"];

const targetFile = (profile: string): string => path.join(os.tmpdir(), "congvu-peers", profile, "target.json");

/** Target files of those profiles that are set up. */
export function installedPeers(profiles: readonly string[]): string[] {
  const files = profiles.map(targetFile).filter((file) => existsSync(file));
  if (files.length < profiles.length) console.log("not every peer is set up; npm run bench -- --install-peers does it");
  return files;
}

/** Installs the packages that are missing and writes the profiles' configuration. Needs root. */
export function installPeers(profiles: readonly string[]): void {
  if (!canInstall())
    throw new Error(`as root on Debian: apt-get install --no-install-recommends ${packages.join(" ")}`);
  const { status } = spawnSync("dpkg", ["-s", ...packages], { stdio: "ignore" });
  if (status !== 0) installPackages(packages);
  for (const profile of profiles) {
    const done = spawnSync(path.join(import.meta.dirname, "peers", "setup.sh"), [profile], { stdio: "inherit" });
    if (done.status !== 0) throw new Error(`peer ${profile} was not set up`);
    console.log(`peer ${profile} is set up: ${targetFile(profile)}`);
  }
}
