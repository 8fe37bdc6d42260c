// The SMTP doors on a free loopback port with the backend in memory, for tests of the protocol.
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Clock } from "#base/clock.ts";
import { createLog } from "#base/log.ts";
import type { TlsSource } from "#net/listener.ts";
import { certificateSource, ensureSelfSigned } from "#ops/certificate.ts";
import { listenWith, type SmtpOptions } from "#smtp/listener.ts";
import type { Mode } from "#smtp/state.ts";
import type { DialogTarget } from "./dialog.ts";
import { MemoryBackend } from "./smtp-memory-backend.ts";

/** Always Monday 23 November 2026, 09:00 in Hà Nội; durations are real. */
export const fixedClock: Clock = { nowMs: () => Date.UTC(2026, 10, 23, 2), monotonicMs: () => performance.now() };

let certificate: Promise<TlsSource> | undefined;

async function testCertificate(): Promise<TlsSource> {
  const folder = mkdtempSync(path.join(os.tmpdir(), "congvu-tls-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  return certificateSource(await ensureSelfSigned(folder, "mail.tinh.example"), createLog("silent"));
}

export interface TestDoor extends AsyncDisposable {
  readonly backend: MemoryBackend;
  readonly target: DialogTarget;
  readonly connections: number;
  close(graceMs: number): Promise<void>;
}

export async function openDoor(mode: Mode, options: Partial<SmtpOptions> = {}): Promise<TestDoor> {
  certificate ??= testCertificate();
  const backend = new MemoryBackend();
  const complete: SmtpOptions = {
    name: mode,
    host: "127.0.0.1",
    port: 0,
    implicitTls: false,
    tls: await certificate,
    maxConnections: 100,
    log: createLog("silent"),
    hostname: "mail.tinh.example",
    clock: fixedClock,
    messageBytes: 100_000,
    allowPlaintextLoopback: true,
    ...options,
  };
  const listener = await listenWith(complete, mode, backend);
  return {
    backend,
    target: { host: complete.host, port: listener.port, implicitTls: complete.implicitTls },
    get connections() {
      return listener.connections;
    },
    close: (graceMs) => listener.close(graceMs),
    [Symbol.asyncDispose]: () => listener.close(0),
  };
}
