// A server under load, as the load generator sees it: where it listens, who its people are, which processes it is made
// of, and the commands that reset and restart it. Written by ours.ts and peers/setup.sh.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

export interface Endpoint {
  readonly host: string;
  readonly port: number;
  readonly tls: boolean;
}

export interface Target {
  readonly name: string;
  readonly about: string;
  /** "host:port", without TLS but for imaps; null = not offered. */
  readonly smtp: string;
  readonly imap: string;
  readonly imaps: string | null;
  readonly pop3: string;
  /** Origin of JMAP and metrics, e.g. "http://127.0.0.1:8080". */
  readonly http: string | null;
  /** Sign-in name with "{n}" for 0 … users - 1. */
  readonly user: string;
  readonly users: number;
  readonly password: string;
  /** Processes are those named here and all their descendants. */
  readonly pidfiles: readonly string[];
  /** File with the milliseconds from the last start until every door answered; null = not measured. */
  readonly readyFile: string | null;
  /** Command that leaves a running server with empty mailboxes. */
  readonly reset: readonly string[];
  /** Command that leaves a running server with its mail kept. */
  readonly restart: readonly string[];
  readonly stop: readonly string[];
}

export const readTarget = (file: string): Target => JSON.parse(readFileSync(file, "utf8")) as Target; // our own file

export function endpoint(address: string, tls = false): Endpoint {
  const [host = "", port = ""] = address.split(":");
  return { host, port: Number(port), tls };
}

export const userName = (target: Target, index: number): string =>
  target.user.replace("{n}", String(index % target.users));

/** Runs one of the target's commands to its end. Without pipes: daemons it starts would keep them open for ever. */
export function control(target: Target, verb: "reset" | "restart" | "stop"): void {
  const [file = "", ...args] = target[verb];
  const { status } = spawnSync(file, args, { stdio: ["ignore", "ignore", "inherit"] });
  if (status !== 0) throw new Error(`${target.name}: ${verb} failed`);
}
