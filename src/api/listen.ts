// The application on a port. Sockets come from the same listener as every other door (caps, TLS handshake, renewed
// certificates, orderly stop) and are handed to an HTTP/1.1 server that itself listens nowhere.
// Leaves out: HTTP/2. One connection carries few requests of one page, and its flood attacks stay out with it (A24).
import http from "node:http";
import type net from "node:net";
import { getRequestListener } from "@hono/node-server";
import { type DoorListener, type DoorOptions, listen } from "#net/listener.ts";
import type { HttpApi } from "./app.ts";

export interface HttpDoorOptions extends DoorOptions {
  readonly api: HttpApi;
}

const headerBytes = 32 * 1024;
const headersMs = 20_000;
/** An upload of the largest size over the slowest link we plan for. */
const requestMs = 15 * 60_000;
const keepAliveMs = 65_000;
const requestsPerConnection = 10_000;

export async function listenHttp({ api, ...options }: HttpDoorOptions): Promise<DoorListener> {
  const traffic = new Traffic();
  const server = createServer(api, traffic);
  const listener = await listen(options, ({ socket }) => {
    server.emit("connection", socket);
    return { shutdown: () => traffic.finish(socket) };
  });
  const { name, host, port } = listener;
  return {
    name,
    host,
    port,
    get connections() {
      return listener.connections;
    },
    async close(graceMs) {
      api.endStreams();
      await listener.close(graceMs);
      server.close();
    },
  };
}

/** Which connections have an answer under way. */
class Traffic {
  readonly #busy = new Set<net.Socket>();
  readonly #finishing = new Set<net.Socket>();

  begin(incoming: http.IncomingMessage, outgoing: http.ServerResponse): void {
    const { socket } = incoming;
    this.#busy.add(socket);
    outgoing.once("close", () => {
      this.#busy.delete(socket);
      if (this.#finishing.delete(socket)) socket.end();
    });
  }

  /** Ends the connection after the answer under way, at once when there is none. */
  finish(socket: net.Socket): void {
    if (this.#busy.has(socket)) this.#finishing.add(socket);
    else socket.end();
  }
}

function createServer({ app }: HttpApi, traffic: Traffic): http.Server {
  const answer = getRequestListener(app.fetch, { overrideGlobalObjects: false });
  const server = http.createServer(
    {
      maxHeaderSize: headerBytes,
      headersTimeout: headersMs,
      requestTimeout: requestMs,
      keepAliveTimeout: keepAliveMs,
      connectionsCheckingInterval: 5_000,
      insecureHTTPParser: false,
      rejectNonStandardBodyWrites: true,
    },
    (incoming, outgoing) => {
      traffic.begin(incoming, outgoing);
      void answer(incoming, outgoing);
    },
  );
  server.maxHeadersCount = 100;
  server.maxRequestsPerSocket = requestsPerConnection;
  server.on("clientError", refuseMalformed);
  server.emit("listening"); // starts the check of slow requests, which otherwise begins with listen()
  return server;
}

/** A request that cannot be read gets its status and the end of the connection. */
function refuseMalformed(error: NodeJS.ErrnoException, socket: net.Socket): void {
  if (!socket.writable) return;
  const line =
    error.code === "HPE_HEADER_OVERFLOW"
      ? "431 Request Header Fields Too Large"
      : error.code === "ERR_HTTP_REQUEST_TIMEOUT"
        ? "408 Request Timeout"
        : "400 Bad Request";
  socket.end(`HTTP/1.1 ${line}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
