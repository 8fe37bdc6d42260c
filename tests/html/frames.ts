// Shows letters in a real browser the way the product does, or with one wall taken away, and counts what gets through:
// scripts that ran and requests that were made. One local server is our site, a second one is "elsewhere".
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import type { Browser, Page } from "playwright-core";
import { mailBodyDocument, mailBodyHeaders, mailBodySandbox } from "#mime/html/document.ts";
import type { SafeHtml } from "#mime/html/safe-html.ts";
import { launchBrowser } from "#tests/support/browser.ts";

export type Walls =
  /** Rebuilt HTML, our headers, the sandboxed frame: the product. */
  | "both"
  /** Rebuilt HTML without any policy in a plain frame. */
  | "rebuilding"
  /** The letter as it came, behind headers and sandbox. */
  | "headers"
  /** The letter as it came in a plain frame: shows that the counting works. */
  | "none";

export interface Body {
  readonly number: number;
  /** The letter's own HTML, and what the rebuilding made of it. */
  readonly raw: string;
  readonly rebuilt: SafeHtml;
}

const framesPerPage = 200;

export class FrameLab {
  readonly #site: Server;
  readonly #elsewhere: Server;
  readonly #browser: Browser;
  #bodies = new Map<number, Body>();
  /** Requests to the other host, as paths. */
  readonly remoteRequests: string[] = [];
  /** Requests to our own site that no page of ours makes. */
  readonly strayRequests: string[] = [];
  /** Numbers of the letters whose script ran. */
  readonly hits: string[] = [];

  private constructor(site: Server, elsewhere: Server, browser: Browser) {
    this.#site = site;
    this.#elsewhere = elsewhere;
    this.#browser = browser;
  }

  static async start(): Promise<FrameLab> {
    const [site, elsewhere] = await Promise.all([listen(), listen()]);
    const browser = await launchBrowser();
    const lab = new FrameLab(site, elsewhere, browser);
    site.on("request", (request: IncomingMessage, response: ServerResponse) => lab.#answer(request, response));
    elsewhere.on("request", (request: IncomingMessage, response: ServerResponse) => {
      lab.remoteRequests.push(request.url ?? "");
      const number = /^\/(\d+)/.exec(request.url ?? "")?.[1] ?? "0";
      response.writeHead(200, { "Content-Type": "text/javascript" }).end(`hit(${number})`);
    });
    return lab;
  }

  async stop(): Promise<void> {
    await this.#browser.close();
    for (const server of [this.#site, this.#elsewhere]) {
      server.closeAllConnections();
      server.close();
    }
  }

  /** An empty page of our site, for what needs a browser's parser only. */
  async onPage(look: (page: Page) => Promise<void>): Promise<void> {
    await this.#showPage("/frames/both/", look);
  }

  get remoteHost(): string {
    return `127.0.0.1:${port(this.#elsewhere)}`;
  }

  /** Shows every body in a frame of its own; `look` runs on each page when all has settled. */
  async show(bodies: readonly Body[], walls: Walls, look?: (page: Page) => Promise<void>): Promise<void> {
    this.hits.length = 0;
    this.remoteRequests.length = 0;
    this.strayRequests.length = 0;
    this.#bodies = new Map(bodies.map((body) => [body.number, body]));
    for (let from = 0; from < bodies.length; from += framesPerPage) {
      const numbers = bodies.slice(from, from + framesPerPage).map((body) => body.number);
      await this.#showPage(`/frames/${walls}/${numbers.join(",")}`, look);
    }
  }

  async #showPage(address: string, look?: (page: Page) => Promise<void>): Promise<void> {
    const page = await this.#browser.newPage();
    page.on("console", (message) => {
      if (message.text().startsWith("hit ")) this.hits.push(message.text().slice(4));
    });
    page.on("dialog", (dialog) => {
      this.hits.push(dialog.message());
      void dialog.dismiss();
    });
    await page.addInitScript({ path: path.join(import.meta.dirname, "in-page.js") });
    await page.goto(`http://127.0.0.1:${port(this.#site)}${address}`, { waitUntil: "load" });
    await page.evaluate("settled()");
    await look?.(page);
    await page.close();
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const [, kind, walls, rest] = (request.url ?? "").split("/");
    const body = this.#bodies.get(Number(rest));
    if (kind === "frames") response.writeHead(200, html).end(framesPage(walls as Walls, rest ?? ""));
    else if (kind === "body" && body) {
      const document = mailBodyDocument({ html: body.rebuilt, lang: "vi" });
      const content = walls === "both" || walls === "rebuilding" ? document : `<!DOCTYPE html>${body.raw}`;
      response.writeHead(200, hasHeaders(walls as Walls) ? mailBodyHeaders() : html).end(content);
    } else {
      this.strayRequests.push(request.url ?? "");
      response.writeHead(404).end();
    }
  }
}

const html = { "Content-Type": "text/html; charset=utf-8" };
const hasHeaders = (walls: Walls): boolean => walls === "both" || walls === "headers";

function framesPage(walls: Walls, numbers: string): string {
  const sandbox = hasHeaders(walls) ? ` sandbox="${mailBodySandbox}"` : "";
  const frames = numbers
    .split(",")
    .filter((number) => number !== "")
    .map(
      (number) =>
        `<iframe${sandbox} width=200 height=80 data-number=${number} src="/body/${walls}/${number}"></iframe>`,
    );
  return `<!DOCTYPE html><title>frames</title><link rel=icon href="data:,">
<header style="height:60px;background:#fff">Công Vụ</header><main>${frames.join("")}</main>`;
}

async function listen(): Promise<Server> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return server;
}

const port = (server: Server): number => (server.address() as AddressInfo).port;
