// congvu serve: owns the data folder, opens every door, listens for commands, and stops in order when asked to. Under
// --demo the demonstration province is made at the first start.
import { createLog, type Log } from "#base/log.ts";
import { type ControlServer, startControl } from "#ops/control.ts";
import { type DataLock, lockDataFolder } from "#ops/data-lock.ts";
import { type CommandLine, columns, type DataCommand, type LocalCommand, type Outcome } from "./command.ts";
import { controlHandler } from "./run.ts";

/** What main.ts gives back, as far as this needs it. */
type Running = Awaited<ReturnType<typeof import("#main.ts").startServer>>;

export const serveCommand = (dataCommands: readonly DataCommand[]): LocalCommand => ({
  where: "here",
  words: ["serve"],
  summary: "Run every door until told to stop (SIGTERM or Ctrl+C).",
  options: {
    demo: { type: "boolean", about: "make the demonstration province at the first start" },
  },
  run: (line) => serve(line, dataCommands),
});

async function serve(line: CommandLine, dataCommands: readonly DataCommand[]): Promise<Outcome> {
  const { config, warnings } = line.config();
  const log = createLog(config.log.level);
  for (const warning of warnings) log.warn(warning);
  using lock = lockDataFolder(config.data);
  const stop = stopSignal();
  const { startServer } = await import("#main.ts");
  const running = await startServer(config, { log });
  const control = await startControl(lock.folder, controlHandler(dataCommands, running.services), log);
  const signIn = line.flag("demo") ? await makeDemo(running) : null;
  const greeting = {
    addresses: Object.fromEntries(running.addresses),
    url: webUrl(running),
    data: config.data,
    signIn,
  };
  process.stdout.write(line.flag("json") ? `${JSON.stringify(greeting)}\n` : greetingText(greeting));
  log.info({ signal: await stop }, "stopping");
  await stopInTime({ control, running, lock }, log);
  return { exit: 0, text: "", json: { stopped: true } };
}

interface DemoSignIn {
  readonly address: string;
  readonly name: string;
  readonly password: string;
}

async function makeDemo(running: Running): Promise<DemoSignIn | null> {
  const { makeDemoProvince } = await import("#demo/province.ts");
  const { signIn } = await makeDemoProvince(running.services);
  return signIn;
}

/** The outside contract: stopped within 10 s of the signal. What was accepted is durable before that in any case. */
const stopWithinMs = 9_000;

async function stopInTime(
  parts: { control: ControlServer; running: Running; lock: DataLock },
  log: Log,
): Promise<void> {
  const late = setTimeout(() => {
    log.warn("not everything ended in time");
    process.exit(0);
  }, stopWithinMs);
  late.unref(); // ends a process that something keeps alive, never keeps one alive itself
  await Promise.all([parts.control.close(), parts.running.close()]);
}

/** Resolves at the first signal; later ones change nothing, the stop is under way. */
function stopSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.on(signal, resolve);
  });
}

/** Where a browser on this machine finds the web application; null when the door is shut. */
function webUrl({ addresses }: Running): string | null {
  const https = addresses.get("https");
  const http = addresses.get("http");
  if (https) return `https://${browsable(https)}/`;
  return http ? `http://${browsable(http)}/` : null;
}

const browsable = (address: string): string =>
  address.replace(/^(\[::\]|0\.0\.0\.0|\[::1\]|127\.0\.0\.1):/, "localhost:");

interface Greeting {
  readonly addresses: Readonly<Record<string, string>>;
  readonly url: string | null;
  readonly data: string;
  readonly signIn: DemoSignIn | null;
}

function greetingText({ addresses, url, data, signIn }: Greeting): string {
  const http =
    addresses.http === undefined ? [] : [["on this machine also", `http://${browsable(addresses.http)}/`] as const];
  const doors = Object.entries(addresses).filter(([name]) => name !== "http" && name !== "https");
  const web = url === null ? [] : [["web", url] as const, ...http];
  const demo =
    signIn === null
      ? []
      : [
          "",
          "Demonstration province Bình Minh. Sign in as",
          ...columns([
            ["address", `${signIn.address} (${signIn.name}; "${signIn.address.split("@", 1)[0]}" is enough)`],
            ["password", signIn.password],
          ]),
          "Every official of the demonstration has this password: do not put it on a network you do not trust.",
        ];
  return ["Công Vụ is running.", "", ...columns([...web, ...doors, ["data", data]]), ...demo, "", ""].join("\n");
}
