// Where a command runs: here, in the running server over its control socket, or here on a stopped data folder that is
// locked for the time.
import { existsSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { CongvuError } from "#base/errors.ts";
import { createLog } from "#base/log.ts";
import { type LoadedConfig, loadConfig } from "#config/load.ts";
import type { Config } from "#config/schema.ts";
import { callControl } from "#ops/control.ts";
import { FolderInUse, lockDataFolder } from "#ops/data-lock.ts";
import {
  type Command,
  type CommandLine,
  type DataCommand,
  type Outcome,
  type ParsedLine,
  UsageError,
} from "./command.ts";
import type { CliServices } from "./services.ts";

export async function runCommand(command: Command, parsed: ParsedLine): Promise<Outcome> {
  const line = commandLine(parsed);
  if (command.where === "here") return command.run(line);
  const request = await command.prepare(line);
  return performSomewhere(command, request, line.config().config);
}

/** How long a server that is starting or stopping is waited for. */
const patienceMs = 5_000;
const retryMs = 100;

async function performSomewhere(command: DataCommand, request: unknown, config: Config): Promise<Outcome> {
  for (let waitedMs = 0; ; waitedMs += retryMs) {
    const answer = await callControl(config.data, command.words.join(" "), request);
    if (answer) return answer.result as Outcome; // made by `performHere` in a server of this very version
    try {
      return await performOffline(command, request, config);
    } catch (error) {
      // Somebody owns the folder but does not listen: it is starting, stopping, or another command.
      if (!(error instanceof FolderInUse) || waitedMs >= patienceMs) throw error;
      await sleep(retryMs);
    }
  }
}

async function performOffline(command: DataCommand, request: unknown, config: Config): Promise<Outcome> {
  if (!existsSync(path.join(config.data, "congvu.db")) && command.onNoData !== "make") {
    if (command.onNoData) return command.onNoData(request);
    throw new CongvuError("not-found", `${config.data} holds no data yet: congvu organization create makes it`);
  }
  using _lock = lockDataFolder(config.data);
  const { openServices } = await import("#services.ts");
  const services = await openServices(config, { log: createLog("warn") });
  try {
    return await command.perform(services, request);
  } finally {
    await services.close();
  }
}

/** What the running server does with a request from its control socket. */
export function controlHandler(commands: readonly Command[], services: CliServices) {
  return async (name: string, request: unknown): Promise<Outcome> => {
    const command = commands.find((one) => one.words.join(" ") === name);
    if (command?.where !== "data") throw new CongvuError("invalid", `no such command: ${name}`);
    return command.perform(services, request);
  };
}

function commandLine({ values, positionals }: ParsedLine): CommandLine {
  let loaded: LoadedConfig | null = null;
  const text = (option: string): string | null => {
    const value = values[option];
    return typeof value === "string" ? value : null;
  };
  return {
    text,
    required(option) {
      const value = text(option);
      if (value === null) throw new UsageError(`--${option} is missing`);
      return value;
    },
    flag: (option) => values[option] === true,
    positionals,
    config() {
      loaded ??= loadConfig({
        file: text("config") ?? undefined,
        overrides: { data: text("data") ?? undefined },
        demo: values.demo === true,
      });
      return loaded;
    },
  };
}
