// Logs are JSON lines on standard error. Fields that could carry a secret are cut at the source; bodies are never logged.
import { pino } from "pino";

export type Log = Pick<import("pino").Logger, "debug" | "info" | "warn" | "error"> & {
  child(fields: Record<string, unknown>): Log;
};

const secretFields = ["password", "token", "secret", "authorization", "cookie", "credential"];

export type LogLevel = "debug" | "info" | "warn" | "error" | "silent";

/** The process's log. `level` comes from the configuration. */
export function createLog(level: LogLevel = "info"): Log {
  const redact = { paths: secretFields.flatMap((name) => [name, `*.${name}`]), censor: "[cut]" };
  return pino(
    { level, redact, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ fd: 2, sync: true }),
  );
}
