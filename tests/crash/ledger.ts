// The ledger of a crash test: what was sent, what was answered with 250, and whether the store, opened again, holds
// every answered letter with exactly its bytes, nothing that was never sent, and no copy that no try explains.
import { type ChildProcess, spawn } from "node:child_process";
import { hash, randomBytes } from "node:crypto";
import { once } from "node:events";
import path from "node:path";
import { createInterface } from "node:readline";
import { createLog } from "#base/log.ts";
import { loadConfig } from "#config/load.ts";
import type { AccountId } from "#directory/ports.ts";
import { openServices, type Services } from "#services.ts";
import { SmtpClient } from "../support/smtp-client.ts";

export interface Sent {
  readonly id: string;
  readonly sha256: string;
  readonly to: readonly string[];
  acked: boolean;
}

export const users = Array.from({ length: 8 }, (_, i) => `u${i}@test.gov.vn`);

const ownProject = path.resolve(import.meta.dirname, "..", "..");

export const openFolder = (data: string): Promise<Services> => {
  const { config } = loadConfig({ env: {}, overrides: { data, hostname: "mail.test.gov.vn" } });
  return openServices(config, { log: createLog("silent") });
};

/** Organization and mailboxes, once per data folder. */
export async function prepare(data: string): Promise<void> {
  const services = await openFolder(data);
  const { directory } = services;
  const organization = await directory.createOrganization({ name: "Thử", domain: "test.gov.vn", regulation: null });
  for (const address of users) {
    const person = await directory.createPerson(organization, { name: address, agency: null });
    await directory.createAccount(organization, {
      kind: "personal",
      name: address,
      addresses: [address],
      person,
      agency: null,
    });
  }
  await services.close();
}

export interface Child {
  readonly process: ChildProcess;
  readonly ports: Readonly<Record<string, number>>;
}

/** The server process on `data`, from `project` (this one or a changed copy); ready when it resolves. */
export async function startChild(data: string, project: string = ownProject, ...options: string[]): Promise<Child> {
  const entry = path.join(project, "tests", "crash", "server-child.ts");
  const child = spawn(process.execPath, [entry, data, ...options], { stdio: ["ignore", "pipe", "ignore"] });
  const lines = createInterface({ input: child.stdout });
  const [line] = (await once(lines, "line")) as [string];
  return { process: child, ports: JSON.parse(line) as Record<string, number> };
}

export async function kill(child: Child): Promise<void> {
  if (child.process.exitCode !== null) return;
  const ended = once(child.process, "exit");
  child.process.kill("SIGKILL");
  await ended;
}

let serial = 0;

/** Small text, a body near the database's limit, or one that becomes a file. */
function letter(): { id: string; bytes: Buffer } {
  const id = `${process.pid}.${++serial}.${randomBytes(6).toString("hex")}`;
  const size = serial % 10 === 0 ? 120_000 : serial % 4 === 0 ? 40_000 : 1_500;
  const noise = randomBytes(size).toString("base64").replace(/.{76}/g, "$&\r\n");
  const head = `From: a@ngoai.vn\r\nTo: b@test.gov.vn\r\nSubject: =?UTF-8?Q?S=E1=BB=95_c=C3=A1i?= ${id}\r\nMessage-ID: <${id}@sender.test>\r\n\r\n`;
  return { id, bytes: Buffer.from(`${head}${noise}\r\n`) };
}

/** Sends on `workers` connections until the server dies. */
export async function sendUntilDeath(port: number, ledger: Sent[], workers: number): Promise<void> {
  const work = async () => {
    const client = await SmtpClient.open(port);
    for (;;) {
      const { id, bytes } = letter();
      const to = serial % 7 === 0 ? users : [users[serial % users.length] as string];
      const sent: Sent = { id, sha256: hash("sha256", bytes), to, acked: false };
      ledger.push(sent);
      const reply = await client.send("a@ngoai.vn", to, bytes);
      if (reply.code !== 250) throw new Error(reply.text);
      sent.acked = true;
    }
  };
  await Promise.allSettled(Array.from({ length: workers }, work));
}

export interface LedgerResult {
  readonly acked: number;
  /** Answered copies the store does not hold, or holds with other bytes. */
  readonly lost: readonly string[];
  /** Letters in the store that the ledger never sent, or more copies than tries. */
  readonly unexplained: readonly string[];
}

/** Opens the folder as a restart would and compares. */
export async function compare(data: string, ledger: readonly Sent[]): Promise<LedgerResult> {
  const services = await openFolder(data);
  try {
    const found = new Map<string, string[]>();
    for (const address of users) {
      for (const { id, sha256 } of await lettersOf(services, address)) {
        const key = `${id} ${address}`;
        found.set(key, [...(found.get(key) ?? []), sha256]);
      }
    }
    const lost: string[] = [];
    const known = new Set<string>();
    for (const sent of ledger) {
      for (const address of sent.to) {
        const key = `${sent.id} ${address}`;
        known.add(key);
        if (sent.acked && !found.get(key)?.includes(sent.sha256)) lost.push(key);
      }
    }
    const unexplained = [...found].filter(([key, copies]) => !known.has(key) || copies.length > 1).map(([key]) => key);
    return { acked: ledger.filter((sent) => sent.acked).length, lost, unexplained };
  } finally {
    await services.close();
  }
}

async function lettersOf(services: Services, address: string): Promise<{ id: string; sha256: string }[]> {
  const { directory, signIn, mail } = services;
  const account = await directory.accountByAddress(address);
  if (!account || account.person === null) throw new Error(`${address} is gone`);
  const handle = await signIn.open(account.person, account.id as AccountId);
  const letters: { id: string; sha256: string }[] = [];
  for (const folder of await mail.folders(handle)) {
    using view = await mail.openView(handle, folder.id);
    const { emailNos, count } = await view.initial();
    for (const row of await mail.emails(handle, [...emailNos.subarray(0, count)] as never)) {
      const stored = await mail.body(handle, row.emailNo);
      const from = stored.indexOf("From: a@ngoai.vn"); // behind our own trace block
      const id = row.summary.messageId[0]?.replace("@sender.test", "") ?? "";
      letters.push({ id, sha256: hash("sha256", stored.subarray(from)) });
    }
  }
  return letters;
}
