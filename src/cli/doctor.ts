// congvu doctor: looks at the machine, the settings, the data folder and the directory, and says what to do next.
import { X509Certificate } from "node:crypto";
import { accessSync, constants, existsSync, readFileSync, statfsSync, statSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { limits } from "#base/limits.ts";
import type { LoadedConfig } from "#config/load.ts";
import type { Config } from "#config/schema.ts";
import { dataCommand, type Outcome } from "./command.ts";
import type { CliServices } from "./services.ts";
import { table } from "./tables.ts";

const check = z.object({ name: z.string(), state: z.enum(["ok", "warn", "fail"]), message: z.string() });
type Check = z.infer<typeof check>;

export const doctor = dataCommand({
  words: ["doctor"],
  summary: "Check the machine, the settings and the data, and say what to mend.",
  options: {},
  onNoData: ({ checks }) => outcomeOf(checks),
  request: z.object({ checks: z.array(check) }),
  async prepare(line) {
    const loaded = line.config();
    const { config } = loaded;
    return { checks: [node(), settings(loaded), folder(config), room(config), certificate(config)] };
  },
  async perform(services, request) {
    return outcomeOf([...request.checks, ...(await directoryChecks(services)), await auditCheck(services)]);
  },
});

const outcomeOf = (checks: readonly Check[]): Outcome => ({
  exit: checks.some((one) => one.state === "fail") ? 1 : 0,
  text: table(
    ["state", "what", "finding"],
    checks.map((one) => [one.state, one.name, one.message]),
  ),
  json: { checks },
});

const say = (name: string, state: Check["state"], message: string): Check => ({ name, state, message });

function node(): Check {
  const major = Number(process.versions.node.split(".", 1)[0]);
  return say("node", major >= 26 ? "ok" : "fail", `Node ${process.versions.node}, SQLite ${process.versions.sqlite}`);
}

function settings({ warnings }: LoadedConfig): Check {
  return warnings.length === 0 ? say("settings", "ok", "all known") : say("settings", "warn", warnings.join("; "));
}

function folder({ data }: Config): Check {
  if (!existsSync(data)) return say("data folder", "warn", `${data} does not exist yet`);
  const mode = statSync(data).mode & 0o777;
  try {
    accessSync(data, constants.R_OK | constants.W_OK);
  } catch {
    return say("data folder", "fail", `${data} cannot be written`);
  }
  if ((mode & 0o077) !== 0) return say("data folder", "warn", `${data} is open to others: chmod 700 it`);
  return say("data folder", "ok", data);
}

function room({ data }: Config): Check {
  const { bavail, bsize, blocks } = statfsSync(existsSync(data) ? data : path.dirname(data));
  const free = bavail * bsize;
  const reserve = Math.max(limits.diskReserveBytes, limits.diskReserveShare * blocks * bsize);
  const message = `${Math.floor(free / 2 ** 20)} MiB free`;
  if (free <= reserve) return say("disk", "fail", `${message}: new mail is refused`);
  return say("disk", free > 10 * reserve ? "ok" : "warn", message);
}

const dayMs = 24 * 3_600_000;

function certificate({ data, tls, hostname }: Config): Check {
  const file = tls.certificate ?? path.join(data, "tls", "certificate.pem");
  if (!existsSync(file)) {
    return tls.certificate
      ? say("certificate", "fail", `${file} does not exist`)
      : say("certificate", "ok", "a self-signed one is made at the first start");
  }
  const found = new X509Certificate(readFileSync(file));
  const days = Math.floor((found.validToDate.getTime() - Date.now()) / dayMs);
  if (days < 0) return say("certificate", "fail", `ended ${-days} days ago`);
  if (found.checkHost(hostname) === undefined) return say("certificate", "warn", `is not for ${hostname}`);
  const message = `${days} days left${tls.certificate ? "" : ", self-signed: mail programs will ask about it"}`;
  return say("certificate", days < 21 ? "warn" : "ok", message);
}

async function directoryChecks({ directory }: CliServices): Promise<Check[]> {
  const organizations = await directory.organizations();
  if (organizations.length === 0) return [say("organization", "warn", "none yet: congvu organization create")];
  const checks: Check[] = [];
  for (const { id, domain, name } of organizations) {
    const accounts = await directory.accounts(id);
    checks.push(say("organization", "ok", `${name} (${domain}), ${accounts.length} mailbox accounts`));
    const postmaster = await directory.accountByAddress(`postmaster@${domain}`); // RFC 5321 §4.5.1
    if (!postmaster)
      checks.push(say("postmaster", "warn", `postmaster@${domain} reaches nobody: give it to a unit mailbox`));
  }
  return checks;
}

async function auditCheck({ audit }: CliServices): Promise<Check> {
  const { rows, brokenAt } = await audit.verify();
  return brokenAt === null
    ? say("audit log", "ok", `${rows} rows, the chain holds`)
    : say("audit log", "fail", `broken at row ${brokenAt}`);
}
