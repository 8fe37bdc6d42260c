// The control socket: how the command line talks to the process that owns the data folder. A Unix socket that only its
// owner may open, JSON lines, one request a connection. It carries commands by name; what they mean is cli/'s affair.
import { chmodSync, closeSync, openSync, rmSync } from "node:fs";
import net from "node:net";
import path from "node:path";
import { CongvuError, type ErrorCode, errorCatalogue, errorCodeOf } from "#base/errors.ts";
import type { Log } from "#base/log.ts";

/** Does what the command says and gives its answer, both plain JSON. */
export type ControlHandler = (command: string, request: unknown) => Promise<unknown>;

export interface ControlServer {
  /** Stops listening; commands under way end first. */
  close(): Promise<void>;
}

/** One request or answer: an import of many thousand rows fits. */
const lineLimit = 64 * 1024 * 1024;

type Answer =
  | { readonly ok: true; readonly result: unknown }
  | { readonly ok: false; readonly code: ErrorCode; readonly detail: string | null };

/** Call only as owner of the folder (data-lock.ts): a socket left by a dead process is removed. */
export async function startControl(folder: string, handler: ControlHandler, log: Log): Promise<ControlServer> {
  const server = net.createServer((socket) => serveConnection(socket, handler, log));
  rmSync(path.join(folder, "control.sock"), { force: true });
  using place = socketPlace(folder);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(place.path, resolve);
  });
  chmodSync(place.path, 0o600);
  return { close: () => new Promise((resolve) => server.close(() => resolve())) };
}

function serveConnection(socket: net.Socket, handler: ControlHandler, log: Log): void {
  socket.on("error", () => socket.destroy());
  readLine(socket).then(async (line) => {
    if (line !== null) socket.end(`${JSON.stringify(await answerTo(line, handler, log))}\n`);
  });
}

async function answerTo(line: string, handler: ControlHandler, log: Log): Promise<Answer> {
  try {
    const { command, request } = requestOf(line);
    return { ok: true, result: await handler(command, request) };
  } catch (error) {
    const code = errorCodeOf(error);
    if (code === "server-fault") log.error({ err: error }, "control command failed");
    return { ok: false, code, detail: error instanceof CongvuError ? (error.detail ?? null) : null };
  }
}

function requestOf(line: string): { command: string; request: unknown } {
  try {
    const parsed: unknown = JSON.parse(line);
    if (typeof parsed === "object" && parsed !== null && "command" in parsed && typeof parsed.command === "string") {
      return { command: parsed.command, request: "request" in parsed ? parsed.request : null };
    }
  } catch {
    // not JSON: the same answer as JSON that is no request
  }
  throw new CongvuError("invalid", "not a control request");
}

/**
 * Has the running server do a command. Null = no server listens there. Throws the server's `CongvuError`.
 */
export async function callControl(
  folder: string,
  command: string,
  request: unknown,
): Promise<{ result: unknown } | null> {
  const socket = await connect(folder);
  if (socket === null) return null;
  socket.write(`${JSON.stringify({ command, request })}\n`);
  const line = await readLine(socket);
  socket.destroy();
  if (line === null) throw new CongvuError("server-fault", "the server ended before it answered");
  const answer = JSON.parse(line) as Answer; // our own server of the same version speaks here
  if (answer.ok) return { result: answer.result };
  const code = Object.hasOwn(errorCatalogue, answer.code) ? answer.code : "server-fault";
  throw new CongvuError(code, answer.detail ?? undefined);
}

async function connect(folder: string): Promise<net.Socket | null> {
  try {
    using place = socketPlace(folder);
    const socket = net.connect(place.path);
    await new Promise<void>((resolve, reject) => {
      socket.once("connect", resolve);
      socket.once("error", reject);
    });
    socket.on("error", () => socket.destroy());
    return socket;
  } catch {
    return null; // no folder, no socket, or nobody behind it
  }
}

/** Longest path that fits the kernel's address of a Unix socket, with its closing NUL. */
const pathBytes = 107;

/** A way to name the socket that the kernel accepts, also in a folder whose path is too long for it. */
function socketPlace(folder: string): Disposable & { readonly path: string } {
  const plain = path.join(folder, "control.sock");
  if (Buffer.byteLength(plain) <= pathBytes) return { path: plain, [Symbol.dispose]() {} };
  const fd = openSync(folder, "r");
  return { path: `/proc/self/fd/${fd}/control.sock`, [Symbol.dispose]: () => closeSync(fd) };
}

/** The first line; null when the other side ended without one or sent too much. */
function readLine(socket: net.Socket): Promise<string | null> {
  return new Promise((resolve) => {
    const pieces: Buffer[] = [];
    let size = 0;
    socket.on("data", (piece: Buffer) => {
      size += piece.length;
      const end = piece.indexOf(0x0a);
      pieces.push(end < 0 ? piece : piece.subarray(0, end));
      if (end >= 0) resolve(Buffer.concat(pieces).toString("utf8"));
      else if (size > lineLimit) socket.destroy();
    });
    socket.once("close", () => resolve(null));
    socket.once("end", () => resolve(null));
  });
}
