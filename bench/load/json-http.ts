// JSON over HTTP/1.1 on one kept connection, as a browser would ask for it. Not fetch(): its shared pool would hand out
// connections to a server that was restarted meanwhile.
import http from "node:http";
import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from "node:zlib";

export interface JsonReply {
  readonly status: number;
  readonly body: unknown;
  /** From the first octet sent to the last one received; unpacking and parsing are not counted. */
  readonly ms: number;
}

const decoders: Readonly<Record<string, (octets: Buffer) => Buffer>> = {
  gzip: gunzipSync,
  br: brotliDecompressSync,
  zstd: zstdDecompressSync,
};

export class JsonHttp {
  readonly #origin: string;
  readonly #agent = new http.Agent({ keepAlive: true, maxSockets: 1 });

  constructor(origin: string) {
    this.#origin = origin;
  }

  post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<JsonReply> {
    const octets = Buffer.from(JSON.stringify(body));
    const options = {
      method: "POST",
      agent: this.#agent,
      headers: {
        "Content-Type": "application/json",
        "Content-Length": octets.length,
        "Accept-Encoding": Object.keys(decoders).join(", "),
        ...headers,
      },
    };
    return new Promise((resolve, reject) => {
      const startMs = performance.now();
      const request = http.request(`${this.#origin}${path}`, options, (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("error", reject);
        response.on("end", () => {
          const ms = performance.now() - startMs;
          const decode = decoders[response.headers["content-encoding"] ?? ""];
          const raw = Buffer.concat(chunks);
          const text = (decode ? decode(raw) : raw).toString();
          resolve({ status: response.statusCode ?? 0, body: JSON.parse(text) as unknown, ms });
        });
      });
      request.on("error", reject);
      request.end(octets);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}
