// Sockets to sessions, the same for every line protocol: accept, TLS at once or later, caps, orderly stop.
// A session is whatever the door makes of a connection; it never outlives its socket.
import net from "node:net";
import tls from "node:tls";
import type { Log } from "#base/log.ts";

/** What the door gives back for one connection. */
export interface DoorSession {
  /** Say goodbye in the protocol's words (421, BYE, -ERR) and end the socket. Called once at stop. */
  shutdown(): void;
}

export interface DoorOptions {
  /** For logs and metrics: "smtp", "imaps" … */
  readonly name: string;
  /** "::" takes IPv4 too. */
  readonly host: string;
  /** 0 = any free port. */
  readonly port: number;
  readonly implicitTls: boolean;
  readonly tls: TlsSource;
  readonly maxConnections: number;
  readonly log: Log;
}

/** Current certificate; asked at each handshake, so that a renewed one needs no restart. */
export interface TlsSource {
  secureContext(): tls.SecureContext;
}

export interface DoorListener {
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly connections: number;
  /** Stops accepting, lets sessions say goodbye, cuts what is left after `graceMs`. */
  close(graceMs: number): Promise<void>;
}

/** One connection as its door sees it. After STARTTLS the door makes a new session over `startTls()`'s socket. */
export interface Connection {
  readonly socket: net.Socket;
  readonly encrypted: boolean;
  readonly remoteAddress: string;
  readonly localAddress: string;
  /** Resolves to the encrypted connection once the handshake is done; the plain one must not be used again. */
  startTls(): Promise<Connection>;
}

export type ConnectionHandler = (connection: Connection) => DoorSession;

/** Opens the port; rejects when it is taken. `onConnection` also receives the upgraded connection of STARTTLS via `startTls`. */
export function listen(options: DoorOptions, onConnection: ConnectionHandler): Promise<DoorListener> {
  const open = new Map<net.Socket, DoorSession | null>();
  let stopping = false;

  const accept = (socket: net.Socket, encrypted: boolean) => {
    open.set(socket, null);
    socket.on("close", () => open.delete(socket));
    socket.on("error", () => socket.destroy());
    if (stopping) return socket.destroy();
    open.set(socket, onConnection(connectionOf(socket, encrypted, options.tls)));
  };

  const server = net.createServer({ noDelay: true, keepAlive: true, keepAliveInitialDelay: 120_000 }, (socket) => {
    if (open.size >= options.maxConnections) return socket.destroy();
    if (!options.implicitTls) return accept(socket, false);
    open.set(socket, null);
    socket.on("close", () => open.delete(socket));
    socket.on("error", () => socket.destroy());
    handshake(socket, options.tls).then(
      (secure) => {
        open.delete(socket);
        accept(secure, true);
      },
      () => socket.destroy(),
    );
  });

  const close = async (graceMs: number) => {
    stopping = true;
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    for (const [socket, session] of open) session ? session.shutdown() : socket.destroy();
    const cut = setTimeout(() => {
      for (const socket of open.keys()) socket.destroy();
    }, graceMs);
    await closed;
    clearTimeout(cut);
  };

  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen({ host: options.host, port: options.port, ipv6Only: false }, () => {
      server.off("error", reject);
      server.on("error", (error) => options.log.error({ door: options.name, err: error.message }, "listener error"));
      const { port } = server.address() as net.AddressInfo;
      resolve({
        name: options.name,
        host: options.host,
        port,
        get connections() {
          return open.size;
        },
        close,
      });
    });
  });
}

const handshakeMs = 30_000;

/** Server side of a TLS handshake on `socket`; rejects on failure, timeout or close. */
function handshake(socket: net.Socket, source: TlsSource): Promise<tls.TLSSocket> {
  return new Promise((resolve, reject) => {
    const secure = new tls.TLSSocket(socket, { isServer: true, secureContext: source.secureContext() });
    const fail = (error?: Error) => {
      clearTimeout(timer);
      secure.destroy();
      reject(error ?? new Error("closed during the TLS handshake"));
    };
    const timer = setTimeout(fail, handshakeMs);
    secure.once("error", fail);
    secure.once("close", fail);
    secure.once("secure", () => {
      clearTimeout(timer);
      secure.off("error", fail);
      secure.off("close", fail);
      resolve(secure);
    });
  });
}

function connectionOf(socket: net.Socket, encrypted: boolean, source: TlsSource): Connection {
  return {
    socket,
    encrypted,
    remoteAddress: plainAddress(socket.remoteAddress),
    localAddress: plainAddress(socket.localAddress),
    startTls: async () => {
      socket.removeAllListeners("data");
      const secure = await handshake(socket, source);
      secure.on("error", () => secure.destroy());
      return connectionOf(secure, true, source);
    },
  };
}

/** `::ffff:10.0.0.1` is 10.0.0.1 to people, logs and limits. */
export const plainAddress = (address: string | undefined): string => (address ?? "").replace(/^::ffff:(?=\d+\.)/, "");

/** True for the machine itself, where plain-text sign-in may be allowed. */
export const isLoopback = (address: string): boolean => address === "::1" || address.startsWith("127.");
