// Which scenarios run, with which parameters, under which name in the report.
import type { Target } from "../target.ts";
import { idle } from "./idle.ts";
import { imapBigbox } from "./imap-bigbox.ts";
import { imapOps } from "./imap-ops.ts";
import { imapSession } from "./imap-session.ts";
import { largeFolder } from "./large-folder.ts";
import { pop3Drain } from "./pop3-drain.ts";
import type { Params, Scenario } from "./scenario.ts";
import { smtpDeliver } from "./smtp-deliver.ts";

export interface Run {
  /** Row title of the report; targets.ts refers to it. */
  readonly title: string;
  readonly scenario: Scenario;
  readonly params: Params;
  /** What a server must offer to be asked at all. */
  readonly needs?: keyof Pick<Target, "imaps" | "http">;
}

export const scenarios: readonly Scenario[] = [
  smtpDeliver,
  imapSession,
  imapOps,
  imapBigbox,
  pop3Drain,
  idle,
  largeFolder,
];

const k50 = 50 * 1024;

/** A look in minutes, not a result: small numbers flatter caches and start-up costs weigh. */
const quick: readonly Run[] = [
  { title: "smtp-deliver 4k C10", scenario: smtpDeliver, params: { senders: 10, n: 300 } },
  { title: "imap-session C20", scenario: imapSession, params: { clients: 20, n: 200, users: 20 } },
  { title: "imap-ops C20", scenario: imapOps, params: { clients: 20, n: 400 } },
  { title: "imap-bigbox 2000", scenario: imapBigbox, params: { n: 2000 } },
  { title: "pop3-drain 300", scenario: pop3Drain, params: { n: 300 } },
  { title: "idle 100", scenario: idle, params: { connections: 100, n: 10, settleSeconds: 5 } },
  {
    title: "idle 100 TLS",
    scenario: idle,
    params: { connections: 100, n: 10, settleSeconds: 5, tls: 1 },
    needs: "imaps",
  },
  { title: "large-folder 2000", scenario: largeFolder, params: { n: 2000, pages: 20 }, needs: "http" },
];

const full: readonly Run[] = [
  { title: "smtp-deliver 4k C1", scenario: smtpDeliver, params: { senders: 1, n: 300 } },
  { title: "smtp-deliver 4k C10", scenario: smtpDeliver, params: { senders: 10, n: 1000 } },
  { title: "smtp-deliver 4k C50", scenario: smtpDeliver, params: { senders: 50, n: 2000 } },
  { title: "smtp-deliver 50k C10", scenario: smtpDeliver, params: { senders: 10, n: 600, bytes: k50 } },
  {
    title: "smtp-deliver 50k x200 C4",
    scenario: smtpDeliver,
    params: { senders: 4, n: 20, bytes: k50, recipients: 200 },
  },
  { title: "imap-session C1", scenario: imapSession, params: { clients: 1, n: 200 } },
  { title: "imap-session C20", scenario: imapSession, params: { clients: 20, n: 800 } },
  { title: "imap-session C100", scenario: imapSession, params: { clients: 100, n: 1000 } },
  { title: "imap-ops C1", scenario: imapOps, params: { clients: 1, n: 300 } },
  { title: "imap-ops C20", scenario: imapOps, params: { clients: 20, n: 2000 } },
  { title: "imap-bigbox 20000", scenario: imapBigbox, params: { n: 20_000 } },
  { title: "pop3-drain 1000", scenario: pop3Drain, params: { n: 1000 } },
  { title: "idle 1000", scenario: idle, params: { connections: 1000 } },
  { title: "idle 1000 TLS", scenario: idle, params: { connections: 1000, tls: 1 }, needs: "imaps" },
  { title: "large-folder 100000", scenario: largeFolder, params: { n: 100_000 }, needs: "http" },
];

export const suites: Readonly<Record<string, readonly Run[]>> = { quick, full };
