// The built web application. Files with a hash in their name never change; everything else is asked about each time.
// Any other page address answers index.html: the application's router knows it.
import { createHash } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import zlib from "node:zlib";
import { Hono } from "hono";
import { accepts } from "../compress.ts";
import type { Env, HttpParts, RouteContext } from "../parts.ts";
import { problemResponse } from "../problem.ts";
import { pageCsp } from "../response-headers.ts";

const types: ReadonlyMap<string, string> = new Map([
  [".html", "text/html; charset=utf-8"],
  [".js", "text/javascript; charset=utf-8"],
  [".css", "text/css; charset=utf-8"],
  [".json", "application/json"],
  [".webmanifest", "application/manifest+json"],
  [".svg", "image/svg+xml"],
  [".png", "image/png"],
  [".ico", "image/vnd.microsoft.icon"],
  [".woff2", "font/woff2"],
  [".txt", "text/plain; charset=utf-8"],
  [".map", "application/json"],
]);

/** Addresses of the server's own interfaces: nothing there falls back to a page. */
const interfaces = /^\/(?:api|jmap|mail|assets|\.well-known|healthz|metrics)(?:\/|$)/;

export function webFileRoutes({ webRoot }: HttpParts): Hono<Env> {
  const files = new WebFiles(webRoot);
  return new Hono<Env>().get("*", async (c) => {
    const found = await files.find(c.req.path);
    if (found !== null) return fileResponse(c, found);
    const index = wantsPage(c) ? await files.find("/index.html") : null;
    return index === null ? problemResponse("not-found") : fileResponse(c, index);
  });
}

const wantsPage = (c: RouteContext): boolean =>
  !interfaces.test(c.req.path) && (c.req.header("accept") ?? "").includes("text/html");

interface WebFile {
  readonly type: string;
  readonly immutable: boolean;
  readonly tag: string;
  readonly plain: Buffer;
  readonly br: Buffer | null;
  readonly gzip: Buffer | null;
  readonly changedMs: number;
}

const brotli = promisify(zlib.brotliCompress);
const gzip = promisify(zlib.gzip);
const compressible = /\.(?:html|js|css|json|webmanifest|svg|txt|map)$/;

/** Files in memory, packed once; read again when they change on disk. */
class WebFiles {
  readonly #root: string;
  readonly #known = new Map<string, WebFile>();

  constructor(root: string) {
    this.#root = path.resolve(root);
  }

  async find(urlPath: string): Promise<WebFile | null> {
    const name = urlPath === "/" ? "/index.html" : urlPath;
    const type = types.get(path.extname(name));
    // No dot files, no way up, nothing that has to be decoded.
    if (type === undefined || !/^(?:\/[\w-][\w.-]{0,200}){1,8}$/.test(name)) return null;
    const onDisk = path.join(this.#root, name);
    const about = await stat(onDisk).catch(() => null);
    if (about === null || !about.isFile()) return null;
    const known = this.#known.get(name);
    if (known?.changedMs === about.mtimeMs) return known;
    const file = await load(onDisk, { type, changedMs: about.mtimeMs, immutable: /^\/assets\//.test(name) });
    this.#known.set(name, file);
    return file;
  }
}

async function load(onDisk: string, about: Pick<WebFile, "type" | "changedMs" | "immutable">): Promise<WebFile> {
  const plain = await readFile(onDisk);
  const tag = `"${createHash("sha256").update(plain).digest("base64url").slice(0, 22)}"`;
  const packs = compressible.test(onDisk) && plain.length > 1_000;
  return { ...about, plain, tag, br: packs ? await brotli(plain) : null, gzip: packs ? await gzip(plain) : null };
}

function fileResponse(c: RouteContext, file: WebFile): Response {
  const headers: Record<string, string> = {
    "Content-Type": file.type,
    "Cache-Control": file.immutable ? "public, max-age=31536000, immutable" : "no-cache",
    ETag: file.tag,
    Vary: "Accept-Encoding",
    "Content-Security-Policy": pageCsp,
  };
  if ((c.req.header("if-none-match") ?? "").includes(file.tag)) return new Response(null, { status: 304, headers });
  const coding = file.br !== null && accepts(c, "br") ? "br" : file.gzip !== null && accepts(c, "gzip") ? "gzip" : null;
  const body = (coding === "br" ? file.br : coding === "gzip" ? file.gzip : null) ?? file.plain;
  if (coding !== null) headers["Content-Encoding"] = coding;
  return new Response(new Uint8Array(body), { headers });
}
