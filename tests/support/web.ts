// The web door of a test server, and a client that sends exactly the headers it is told to.
import http from "node:http";
import https from "node:https";
import path from "node:path";
import { createHttpApi, type HttpApi } from "#api/app.ts";
import { listenHttp } from "#api/listen.ts";
import type { HttpParts } from "#api/parts.ts";
import { createLog } from "#base/log.ts";
import type { DoorListener, TlsSource } from "#net/listener.ts";
import { certificateSource, ensureSelfSigned } from "#ops/certificate.ts";
import { startTestServer, type TestPerson, type TestServer, type TestServerOptions } from "./server.ts";

export interface Reply {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly bytes: Buffer;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of many shapes
  json(): any;
}

export interface Ask {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  /** Over HTTPS; otherwise plain HTTP on loopback. */
  readonly tls?: boolean;
}

export interface TestWeb {
  readonly server: TestServer;
  readonly api: HttpApi;
  readonly http: DoorListener;
  readonly https: DoorListener;
  ask(path: string, ask?: Ask): Promise<Reply>;
  close(): Promise<void>;
}

const noTls: TlsSource = {
  secureContext() {
    throw new Error("this door has no TLS");
  },
};

/** `parts` replaces what the door is made of. */
export async function startTestWeb(options: TestServerOptions & { parts?: Partial<HttpParts> } = {}): Promise<TestWeb> {
  const server = await startTestServer(options);
  const { mail, signIn, directory, clock, config } = server.services;
  const log = createLog("silent");
  const api = createHttpApi({
    mail,
    signIn,
    directory,
    clock,
    log,
    webRoot: path.join(server.data, "web"),
    publicOrigin: null,
    messageBytes: config.limits.messageBytes,
    httpsPort: () => 8443,
    health: async () => ({ ready: true }),
    metrics: async () => ({ contentType: "text/plain; version=0.0.4", body: "congvu_up 1\n" }),
    ...options.parts,
  });
  const files = await ensureSelfSigned(path.resolve(server.data, "tls"), config.hostname, clock);
  const common = { host: "127.0.0.1", port: 0, maxConnections: 200, log, api };
  const plain = await listenHttp({ ...common, name: "http", implicitTls: false, tls: noTls });
  const secure = await listenHttp({ ...common, name: "https", implicitTls: true, tls: certificateSource(files, log) });
  return {
    server,
    api,
    http: plain,
    https: secure,
    ask: (path, ask = {}) => send(ask.tls ? secure.port : plain.port, path, ask),
    async close() {
      await Promise.all([plain.close(1_000), secure.close(1_000)]);
      await server.close();
    },
  };
}

function send(port: number, path: string, { method = "GET", headers = {}, body, tls = false }: Ask): Promise<Reply> {
  const options = { host: "127.0.0.1", port, path, method, headers, agent: false, rejectUnauthorized: false };
  return new Promise((resolve, reject) => {
    const request = (tls ? https : http).request(options, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => {
        const bytes = Buffer.concat(chunks);
        const text = bytes.toString();
        const { statusCode: status = 0, headers } = response;
        resolve({ status, headers, bytes, text, json: () => JSON.parse(text) });
      });
    });
    request.on("error", reject);
    request.end(body);
  });
}

export const basic = ({ address, password }: TestPerson): { authorization: string } => ({
  authorization: `Basic ${Buffer.from(`${address}:${password}`).toString("base64")}`,
});

export const json = { "content-type": "application/json" } as const;

/** Headers of a page of ours that carries the cookie of a new session. */
export async function pageOf(web: TestWeb, person: TestPerson): Promise<Record<string, string>> {
  const body = JSON.stringify({ name: person.address, password: person.password });
  const reply = await web.ask("/api/v1/session", { method: "POST", headers: json, body });
  const [cookie] = reply.headers["set-cookie"] ?? [];
  return { cookie: cookie?.split(";")[0] ?? "", "sec-fetch-site": "same-origin" };
}

const using = [
  "urn:ietf:params:jmap:core",
  "urn:ietf:params:jmap:mail",
  "urn:ietf:params:jmap:submission",
  "urn:congvu:params:jmap:mail",
];

export type Call = readonly [name: string, args: object, id?: string];

/** One JMAP request; the arguments of each response, in order. Throws when the request itself is refused. */
// biome-ignore lint/suspicious/noExplicitAny: tests look into answers of many shapes
export async function jmap(web: TestWeb, person: TestPerson, calls: readonly Call[]): Promise<any[]> {
  const methodCalls = calls.map(([name, args, id], index) => [name, args, id ?? `c${index}`]);
  const body = JSON.stringify({ using, methodCalls });
  const reply = await web.ask("/jmap", { method: "POST", headers: { ...basic(person), ...json }, body });
  if (reply.status !== 200) throw new Error(`${reply.status} ${reply.text}`);
  // biome-ignore lint/suspicious/noExplicitAny: as above
  return reply.json().methodResponses.map(([, args]: [string, any]) => args);
}

/** Folder ids by role. */
export async function foldersOf(web: TestWeb, person: TestPerson, accountId = `a${person.account}`) {
  const [answer] = await jmap(web, person, [["Mailbox/get", { accountId, properties: ["role"] }]]);
  const list = answer.list as { id: string; role: string | null }[];
  return Object.fromEntries(list.map(({ id, role }) => [role ?? id, id])) as Record<string, string>;
}
