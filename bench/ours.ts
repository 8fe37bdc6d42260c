// Our own server as a target: a folder under the system's temporary folder with 1,000 people, ports of its own, and the
// commands of target.ts. `node bench/ours.ts create|start|stop|restart|reset FOLDER`.
import { spawn, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import net from "node:net";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Target } from "./target.ts";

const launcher = path.resolve(import.meta.dirname, "..", "bin", "congvu");
const domain = "bench.gov.vn";
const users = 1000;
const password = "bench-bench";
const doors = ["smtp", "submission", "submissions", "imap", "imaps", "pop3", "pop3s", "http", "https"] as const;
type Ports = Record<(typeof doors)[number], number>;

const paths = (top: string) => ({
  data: path.join(top, "data"),
  /** Data folder as it was when nobody had a letter. */
  fresh: path.join(top, "fresh"),
  ports: path.join(top, "ports.json"),
  pid: path.join(top, "server.pid"),
  log: path.join(top, "server.log"),
  ready: path.join(top, "ready-ms"),
  target: path.join(top, "target.json"),
});

/** Makes the folder and the people, writes target.json; answers its path. The server is not started. */
export async function createOurs(top: string): Promise<string> {
  const { data, fresh, ports: portsFile, pid, ready, target: targetFile } = paths(top);
  mkdirSync(top, { recursive: true });
  const ports = await freePorts();
  writeFileSync(portsFile, JSON.stringify(ports));
  congvu(top, ["organization", "create", "--name", "Tỉnh Đo Lường", "--domain", domain]);
  const csv = path.join(top, "users.csv");
  const rows = Array.from({ length: users }, (_, n) => `u${n}@${domain},Cán bộ ${n},${password}`);
  writeFileSync(csv, `address,name,password\n${rows.join("\n")}\n`);
  congvu(top, ["account", "import", csv]);
  cpSync(data, fresh, { recursive: true });
  const at = (door: keyof Ports) => `127.0.0.1:${ports[door]}`;
  const command = (verb: string) => [process.execPath, import.meta.filename, verb, top];
  const target: Target = {
    name: "congvu",
    about: "this project, SQLite store, full-text search on, durable",
    smtp: at("smtp"),
    imap: at("imap"),
    imaps: at("imaps"),
    pop3: at("pop3"),
    http: `http://${at("http")}`,
    user: `u{n}@${domain}`,
    users,
    password,
    pidfiles: [pid],
    readyFile: ready,
    reset: command("reset"),
    restart: command("restart"),
    stop: command("stop"),
  };
  writeFileSync(targetFile, JSON.stringify(target, null, 1));
  return targetFile;
}

/** Ports that nobody holds now; all are held at once, so that none comes twice. */
async function freePorts(): Promise<Ports> {
  const servers = await Promise.all(
    doors.map(
      (door) =>
        new Promise<[string, net.Server]>((resolve) => {
          const server = net.createServer().listen(0, "127.0.0.1", () => resolve([door, server]));
        }),
    ),
  );
  const ports = Object.fromEntries(servers.map(([door, server]) => [door, (server.address() as net.AddressInfo).port]));
  await Promise.all(servers.map(([, server]) => new Promise((resolve) => server.close(resolve))));
  return ports as Ports;
}

function environment(top: string): NodeJS.ProcessEnv {
  const { data, ports: portsFile } = paths(top);
  const ports = JSON.parse(readFileSync(portsFile, "utf8")) as Ports;
  const listen = doors.map((door) => [`CONGVU_LISTEN_${door.toUpperCase()}`, `127.0.0.1:${ports[door]}`]);
  const ours = { CONGVU_DATA: data, CONGVU_HOSTNAME: `mail.${domain}`, CONGVU_AUTH_ALLOW_PLAINTEXT_LOOPBACK: "true" };
  return { ...process.env, ...ours, ...Object.fromEntries(listen) };
}

function congvu(top: string, args: string[]): void {
  const { status, stderr } = spawnSync(process.execPath, [launcher, ...args], {
    env: environment(top),
    stdio: ["ignore", "ignore", "pipe"],
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`congvu ${args.slice(0, 2).join(" ")}: ${stderr}`);
}

const startPatienceMs = 60_000;
const stopPatienceMs = 20_000;

async function start(top: string): Promise<void> {
  const { data, pid, log, ready } = paths(top);
  const output = openSync(log, "a");
  const startMs = performance.now();
  const child = spawn(process.execPath, [launcher, "serve", "--data", data], {
    env: environment(top),
    stdio: ["ignore", output, output],
    detached: true,
  });
  writeFileSync(pid, String(child.pid));
  child.unref();
  try {
    await everyDoorAnswers(top, child.pid ?? 0);
  } catch (error) {
    child.kill();
    throw error;
  }
  writeFileSync(ready, String(performance.now() - startMs));
}

async function everyDoorAnswers(top: string, pid: number): Promise<void> {
  const ports = JSON.parse(readFileSync(paths(top).ports, "utf8")) as Ports;
  const end = performance.now() + startPatienceMs;
  for (const door of doors) {
    while (!(await accepts(ports[door]))) {
      if (!isAlive(pid)) throw new Error(`the server ended; see ${paths(top).log}`);
      if (performance.now() > end) throw new Error(`door ${door} does not answer`);
      await sleep(5);
    }
  }
  for (;;) {
    const health = await fetch(`http://127.0.0.1:${ports.http}/healthz`).catch(() => null);
    if (health?.ok) return;
    if (performance.now() > end) throw new Error("/healthz does not answer 200");
    await sleep(5);
  }
}

const accepts = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = net.connect(port, "127.0.0.1");
    const answer = (yes: boolean) => {
      socket.destroy();
      resolve(yes);
    };
    socket.once("connect", () => answer(true)).once("error", () => answer(false));
  });

/** A process that ended but was not yet waited for by its parent counts as ended. */
function isAlive(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
}

async function stop(top: string): Promise<void> {
  const { pid: pidFile } = paths(top);
  if (!existsSync(pidFile)) return;
  const pid = Number(readFileSync(pidFile, "utf8"));
  if (isAlive(pid)) process.kill(pid, "SIGTERM");
  for (const end = performance.now() + stopPatienceMs; isAlive(pid); await sleep(20))
    if (performance.now() > end) throw new Error(`process ${pid} does not stop`);
  rmSync(pidFile);
}

async function reset(top: string): Promise<void> {
  const { data, fresh } = paths(top);
  await stop(top);
  rmSync(data, { recursive: true, force: true });
  cpSync(fresh, data, { recursive: true });
  await start(top);
}

const verbs: Record<string, (top: string) => Promise<unknown>> = {
  create: createOurs,
  start,
  stop,
  reset,
  restart: async (top) => {
    await stop(top);
    await start(top);
  },
};

if (import.meta.main) {
  const [verb = "", top = ""] = process.argv.slice(2);
  const run = verbs[verb];
  if (!run || !top) {
    console.error(`usage: ours.ts ${Object.keys(verbs).join("|")} FOLDER`);
    process.exit(2);
  }
  await run(path.resolve(top));
}
