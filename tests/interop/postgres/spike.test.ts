// The spike under the store's contract, on a PostgreSQL of its own (Debian's, durable settings, a socket in a temporary
// folder, ended with the test).
import { execFileSync, spawnSync } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { grant } from "#auth/grant.ts";
import type { Account, AccountId, OrganizationId, PersonId } from "#directory/ports.ts";
import { folderRoles, type MailStore } from "#mail/ports.ts";
import { mailStoreContract, type StoreUnderTest } from "../../contracts/mail-store-contract.ts";
import { PostgresSpike } from "./spike.ts";

/** Folder of initdb and pg_ctl. */
function binaries(): string {
  const root = "/usr/lib/postgresql";
  const versions = existsSync(root) ? readdirSync(root).sort((a, b) => Number(b) - Number(a)) : [];
  const found = versions
    .map((version) => path.join(root, version, "bin"))
    .find((folder) => existsSync(path.join(folder, "initdb")));
  if (!found) throw new Error("PostgreSQL is not installed: apt-get install postgresql");
  return found;
}

/** PostgreSQL refuses to run as root. */
function asServerUser(file: string, args: readonly string[]): void {
  if (process.getuid?.() === 0) execFileSync("runuser", ["-u", "postgres", "--", file, ...args], { stdio: "ignore" });
  else execFileSync(file, args, { stdio: "ignore" });
}

function startPostgres(): { socketFolder: string; stop(): void } {
  const folder = mkdtempSync(path.join(tmpdir(), "congvu-pg-"));
  if (process.getuid?.() === 0) {
    const ids = spawnSync("id", ["-u", "postgres"], { encoding: "utf8" });
    chownSync(folder, Number(ids.stdout), 0);
  }
  const data = path.join(folder, "data");
  const bin = binaries();
  asServerUser(path.join(bin, "initdb"), [
    "-D",
    data,
    "-U",
    "postgres",
    "--auth=trust",
    "--encoding=UTF8",
    "--locale=C",
  ]);
  const options = `-c listen_addresses='' -c unix_socket_directories='${folder}'`;
  asServerUser(path.join(bin, "pg_ctl"), ["-D", data, "-w", "-o", options, "-l", path.join(folder, "log"), "start"]);
  return {
    socketFolder: folder,
    stop() {
      asServerUser(path.join(bin, "pg_ctl"), ["-D", data, "-m", "immediate", "stop"]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function open(): Promise<StoreUnderTest> {
  const server = startPostgres();
  const pool = new pg.Pool({ host: server.socketFolder, user: "postgres", database: "postgres", max: 10 });
  await pool.query(readFileSync(path.join(import.meta.dirname, "schema.sql"), "utf8"));
  const organization = 1 as OrganizationId;
  const handleOf = async (id: number) => {
    await pool.query("INSERT INTO account_counter(account) VALUES ($1)", [id]);
    for (const [index, role] of folderRoles.entries()) {
      await pool.query("INSERT INTO folder VALUES ($1, $2, $3, $4, 7, 1, 0, 0, 0, 1)", [id, index + 1, role, role]);
    }
    const account: Account = {
      id: id as AccountId,
      organization,
      kind: "personal",
      state: "active",
      name: `${id}`,
      address: `u${id}@test.gov.vn`,
      person: id as PersonId,
      agency: null,
      quotaBytes: null,
    };
    return grant(account, id as PersonId, "administer");
  };
  const [hoa, nam] = [await handleOf(1), await handleOf(2)];
  return {
    store: new PostgresSpike(pool) as unknown as MailStore, // only the parts named below are called
    organization,
    hoa,
    nam,
    unitByHoa: hoa,
    unitByNam: nam,
    async close() {
      await pool.end();
      server.stop();
    },
  };
}

mailStoreContract("postgresql spike", open, ["deliver", "storeFlags", "changesSince"]);
