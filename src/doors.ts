// Which door speaks what: the table from listening addresses to listeners. Part of the composition root.
import path from "node:path";
import { createHttpApi } from "#api/app.ts";
import { listenHttp } from "#api/listen.ts";
import { limits } from "#base/limits.ts";
import type { Endpoint } from "#config/kinds.ts";
import { listenImap } from "#imap/listener.ts";
import type { DoorListener, DoorOptions } from "#net/listener.ts";
import { certificateSource, ensureSelfSigned } from "#ops/certificate.ts";
import type { HealthReport } from "#ops/health.ts";
import { listenPop3 } from "#pop3/listener.ts";
import { listenSmtp, listenSubmission } from "#smtp/listener.ts";
import type { Services } from "./services.ts";

/** What the operation routes ask, and where the open doors are known. */
export interface Observed {
  watchDoors(doors: readonly DoorListener[]): void;
  health(): Promise<HealthReport>;
  metrics(): Promise<{ contentType: string; body: string }>;
}

type Open = (options: DoorOptions) => Promise<DoorListener>;

interface Door {
  readonly name: string;
  readonly at: Endpoint | null;
  readonly implicitTls: boolean;
  readonly maxConnections: number;
  readonly open: Open;
}

/** All doors of the configuration, or none: when one cannot open, the others are closed again. */
export async function openDoors(services: Services, observed: Observed): Promise<DoorListener[]> {
  const { config, log } = services;
  const tls = certificateSource(await certificateFiles(services), log);
  const opened: DoorListener[] = [];
  observed.watchDoors(opened);
  try {
    for (const { at, open, ...door } of doorTable(services, observed, opened)) {
      if (at) opened.push(await openDual({ ...door, ...at, tls, log }, open));
    }
  } catch (error) {
    await Promise.all(opened.map((door) => door.close(0)));
    throw error;
  }
  log.debug({ hostname: config.hostname, doors: opened.map(({ name, port }) => `${name}:${port}`) }, "doors open");
  return opened;
}

async function certificateFiles({ config, clock }: Services): Promise<{ certificate: string; key: string }> {
  const { certificate, key } = config.tls;
  if (certificate && key) return { certificate, key };
  return ensureSelfSigned(path.resolve(config.data, "tls"), config.hostname, clock);
}

function doorTable(services: Services, observed: Observed, opened: readonly DoorListener[]): Door[] {
  const { config, mail, signIn, directory, clock } = services;
  const { listen, hostname } = config;
  const { allowPlaintextLoopback } = config.auth;
  const common = { mail, signIn, directory, clock, hostname, allowPlaintextLoopback };
  const { messageBytes } = config.limits;
  const smtp = { ...common, messageBytes };
  const mx: Open = (options) => listenSmtp({ ...options, ...smtp });
  const submission: Open = (options) => listenSubmission({ ...options, ...smtp });
  const imap: Open = async (options) =>
    listenImap({ ...options, ...common, limits: { messageBytes }, zone: await zoneOf(services) });
  const pop3: Open = (options) => listenPop3({ ...options, ...common });
  const api = createHttpApi({
    ...common,
    log: services.log,
    webRoot: path.resolve(import.meta.dirname, "..", "web", "dist"),
    publicOrigin: config.web.publicOrigin,
    support: config.web.support,
    messageBytes,
    httpsPort: () => opened.find(({ name }) => name === "https")?.port ?? null,
    health: observed.health,
    metrics: observed.metrics,
  });
  const http: Open = (options) => listenHttp({ ...options, api });
  const [smtpMost, imapMost, pop3Most] = [limits.smtpConnections, limits.imapConnections, limits.pop3Connections];
  const door = (name: string, at: Endpoint | null, implicitTls: boolean, maxConnections: number, open: Open): Door => ({
    name,
    at,
    implicitTls,
    maxConnections,
    open,
  });
  return [
    door("smtp", listen.smtp, false, smtpMost, mx),
    door("submission", listen.submission, false, smtpMost, submission),
    door("submissions", listen.submissions, true, smtpMost, submission),
    door("imap", listen.imap, false, imapMost, imap),
    door("imaps", listen.imaps, true, imapMost, imap),
    door("pop3", listen.pop3, false, pop3Most, pop3),
    door("pop3s", listen.pop3s, true, pop3Most, pop3),
    door("https", listen.https, true, limits.httpConnections, http),
    door("http", listen.http, false, limits.httpConnections, http),
  ];
}

async function zoneOf({ directory }: Services): Promise<string> {
  const [organization] = await directory.organizations();
  return organization?.zone ?? "Asia/Ho_Chi_Minh";
}

/** "[::]" takes IPv4 too; a machine without IPv6 gets the IPv4 door alone. */
async function openDual(options: DoorOptions, open: Open): Promise<DoorListener> {
  try {
    return await open(options);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : null;
    if (options.host !== "::" || (code !== "EAFNOSUPPORT" && code !== "EADDRNOTAVAIL")) throw error;
    return open({ ...options, host: "0.0.0.0" });
  }
}
