// The real server for tests: every door on a free loopback port, a fresh data folder, people made as needed.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { AccountHandle } from "#auth/ports.ts";
import { createLog, type LogLevel } from "#base/log.ts";
import { loadConfig } from "#config/load.ts";
import type { AccountId, OrganizationId, PersonId } from "#directory/ports.ts";
import { type RunningServer, startServer } from "#main.ts";
import type { Services } from "#services.ts";

export interface TestPerson {
  readonly person: PersonId;
  readonly account: AccountId;
  readonly address: string;
  readonly password: string;
  readonly handle: AccountHandle;
}

export interface TestServer {
  readonly running: RunningServer;
  readonly services: Services;
  readonly data: string;
  readonly organization: OrganizationId;
  /** Port of a door: "smtp", "submission", "submissions", "imap", "imaps", "pop3", "pop3s", "http", "https". */
  port(door: string): number;
  /** A person with a personal mailbox and a password. */
  addPerson(address: string, options?: { name?: string; password?: string }): Promise<TestPerson>;
  /** A unit mailbox that the given people may send from. */
  addUnit(address: string, name: string, members: readonly TestPerson[]): Promise<AccountId>;
  close(): Promise<void>;
}

export interface TestServerOptions {
  /** First domain of the test organization. */
  readonly domain?: string;
  /** Settings by name: `{ "limits.message_bytes": "1 MiB" }`. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Keep using this folder: a second start on the same data. */
  readonly data?: string;
  readonly logLevel?: LogLevel;
}

const doors = ["smtp", "submission", "submissions", "imap", "imaps", "pop3", "pop3s", "http", "https"] as const;

export async function startTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const data = options.data ?? mkdtempSync(path.join(tmpdir(), "congvu-test-"));
  const overrides = {
    data,
    hostname: "mail.test.gov.vn",
    "auth.allow_plaintext_loopback": "true",
    ...Object.fromEntries(doors.map((door) => [`listen.${door}`, "127.0.0.1:0"])),
    ...options.settings,
  };
  const { config } = loadConfig({ env: {}, overrides });
  const running = await startServer(config, { log: createLog(options.logLevel ?? "silent") });
  const { services } = running;
  const domain = options.domain ?? "test.gov.vn";
  const [existing] = await services.directory.organizations();
  const organization =
    existing?.id ??
    (await services.directory.createOrganization({ name: "Tỉnh Thử Nghiệm", domain, regulation: null }));

  return {
    running,
    services,
    data,
    organization,
    port(name) {
      const door = running.doors.find((one) => one.name === name);
      if (!door) throw new Error(`no door ${name}`);
      return door.port;
    },
    async addPerson(address, { name = address.split("@")[0] ?? address, password = "mat-khau-thu-nghiem" } = {}) {
      const { directory, signIn } = services;
      const person = await directory.createPerson(organization, { name, agency: null });
      const account = await directory.createAccount(organization, {
        kind: "personal",
        name,
        addresses: [address],
        person,
        agency: null,
      });
      await signIn.setPassword(person, password);
      return { person, account, address, password, handle: await signIn.open(person, account) };
    },
    async addUnit(address, name, members) {
      const { directory } = services;
      const unit = { kind: "unit", name, addresses: [address], person: null, agency: null } as const;
      const account = await directory.createAccount(organization, unit);
      for (const { person } of members) await directory.grantAccess({ account, person, post: null, access: "send" });
      return account;
    },
    async close() {
      await running.close();
      if (!options.data) rmSync(data, { recursive: true, force: true });
    },
  };
}
