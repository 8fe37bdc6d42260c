// C23 and A24: sizes, slowness and malformed requests, on raw sockets where a client would not write such a thing.
import assert from "node:assert/strict";
import net from "node:net";
import { after, before, describe, it } from "node:test";
import { Hono } from "hono";
import { readBody } from "#api/body.ts";
import type { Env } from "#api/parts.ts";
import { HttpRefusal } from "#api/problem.ts";
import { limits } from "#base/limits.ts";
import type { TestPerson } from "../support/server.ts";
import { basic, json, startTestWeb, type TestWeb } from "../support/web.ts";

describe("requests that ask too much", () => {
  let web: TestWeb;
  let hoa: TestPerson;
  let upload: string;
  before(async () => {
    web = await startTestWeb();
    hoa = await web.server.addPerson("hoa@test.gov.vn");
    upload = `/jmap/upload/a${hoa.account}/`;
  });
  after(() => web.close());

  it("C23 an upload of the largest size is kept exactly; one octet more is 413", async () => {
    const bytes = Buffer.alloc(limits.uploadBytes, "công vụ");
    const headers = { ...basic(hoa), "content-type": "application/octet-stream" };
    const kept = await web.ask(upload, { method: "POST", headers, body: bytes });
    assert.deepEqual([kept.status, kept.json().size], [201, limits.uploadBytes]);
    const back = await web.ask(`/jmap/download/a${hoa.account}/${kept.json().blobId}/x`, { headers: basic(hoa) });
    assert.ok(back.bytes.equals(bytes));
    const length = String(limits.uploadBytes + 1);
    const reply = await raw(web, [`POST ${upload} HTTP/1.1`, ...lines(hoa), `Content-Length: ${length}`, "", ""]);
    assert.match(reply, /^HTTP\/1\.1 413 /);
    assert.match(reply, /"code":"limit-exceeded"/);
  });

  it("C23 an upload that does not say its size is cut off at the limit", async () => {
    const app = new Hono<Env>();
    app.post("/", async (c) => c.text(String((await readBody(c, 100)).length)));
    app.onError((error) => (error instanceof HttpRefusal ? error.response : new Response(null, { status: 500 })));
    const send = (length: number) => {
      const body = new ReadableStream({
        start(controller) {
          for (let at = 0; at < length; at += 10) controller.enqueue(Buffer.alloc(Math.min(10, length - at)));
          controller.close();
        },
      });
      return app.request("/", { method: "POST", body, duplex: "half" } as RequestInit);
    };
    assert.equal(await (await send(100)).text(), "100");
    assert.equal((await send(101)).status, 413);
  });

  it("C23 a body that stops coming, or drips, is 408", async () => {
    const app = new Hono<Env>();
    const wait = { idleMs: 50, graceMs: 0, slowestBytesPerSecond: 1_000_000 };
    app.post("/drips", async (c) => c.text(String((await readBody(c, 100, { ...wait, idleMs: 1_000 })).length)));
    app.post("/stops", async (c) => c.text(String((await readBody(c, 100, wait)).length)));
    app.onError((error) => (error instanceof HttpRefusal ? error.response : new Response(null, { status: 500 })));
    const stops = new ReadableStream({ start: (controller) => controller.enqueue(Buffer.alloc(1)) });
    const init = { method: "POST", body: stops, duplex: "half" } as RequestInit;
    assert.equal((await app.request("/stops", init)).status, 408);
    const drips = new ReadableStream({
      async pull(controller) {
        await new Promise((resolve) => setImmediate(resolve));
        controller.enqueue(Buffer.alloc(1));
      },
    });
    const slow = { method: "POST", body: drips, duplex: "half" } as RequestInit;
    assert.equal((await app.request("/drips", slow)).status, 408);
  });

  it("C23 multipart forms are octets like any other: nothing takes them apart", async () => {
    const headers = { ...basic(hoa), "content-type": "multipart/form-data; boundary=b" };
    const body = Array.from(
      { length: 100_000 },
      (_, index) => `--b\r\nContent-Disposition: form-data; name="f${index}"\r\n\r\n\r\n`,
    ).join("");
    const reply = await web.ask(upload, { method: "POST", headers, body });
    assert.deepEqual([reply.status, reply.json().type], [201, "multipart/form-data"]);
    const jmap = await web.ask("/jmap", { method: "POST", headers, body });
    assert.equal(jmap.status, 400);
  });

  it("an upload's type is a type or nothing", async () => {
    for (const [given, kept] of [
      ["image/png", "image/png"],
      ["Image/PNG; x=y", "image/png"],
      ["x", "application/octet-stream"],
      ["text/html<script>", "application/octet-stream"],
    ] as const) {
      const reply = await web.ask(upload, {
        method: "POST",
        headers: { ...basic(hoa), "content-type": given },
        body: "x",
      });
      assert.equal(reply.json().type, kept);
    }
  });

  const malformed: [why: string, request: string[], status: RegExp][] = [
    [
      "two lengths",
      ["POST /jmap HTTP/1.1", "Host: x", "Content-Length: 1", "Content-Length: 2", "", "x"],
      /^HTTP\/1\.1 400 /,
    ],
    [
      "a length and chunks",
      ["POST /jmap HTTP/1.1", "Host: x", "Content-Length: 1", "Transfer-Encoding: chunked", "", "0\r\n\r\n"],
      /^HTTP\/1\.1 400 /,
    ],
    ["a space before a colon", ["GET / HTTP/1.1", "Host : x", "", ""], /^HTTP\/1\.1 400 /],
    ["a folded header", ["GET / HTTP/1.1", "Host: x", "A: b", " c", "", ""], /^HTTP\/1\.1 (?:400|200|404) /],
    ["another protocol", ["EHLO evil.example", "", ""], /^HTTP\/1\.1 400 /],
    ["no host", ["GET / HTTP/1.1", "", ""], /^HTTP\/1\.1 400 /],
    [
      "32 KiB of headers and more",
      ["GET / HTTP/1.1", "Host: x", `A: ${"x".repeat(33 * 1024)}`, "", ""],
      /^HTTP\/1\.1 431 /,
    ],
  ];
  for (const [why, request, status] of malformed) {
    it(`A24 ${why}`, async () => assert.match(await raw(web, request), status));
  }

  it("after all that the server answers as before", async () => {
    const headers = { ...basic(hoa), ...json };
    const body = JSON.stringify({ using: ["urn:ietf:params:jmap:core"], methodCalls: [["Core/echo", {}, "0"]] });
    assert.equal((await web.ask("/jmap", { method: "POST", headers, body })).status, 200);
  });
});

const lines = (person: TestPerson): string[] => [
  "Host: x",
  `Authorization: ${basic(person).authorization}`,
  "Content-Type: application/octet-stream",
];

/** Sends the lines and gives back all there is until the server has answered and closed or said its answer. */
function raw(web: TestWeb, request: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = net.connect(web.http.port, "127.0.0.1");
    let reply = "";
    socket.setEncoding("utf8");
    socket.on("data", (chunk: string) => {
      reply += chunk;
      const length = /content-length: (\d+)/i.exec(reply)?.[1];
      const bodyAt = reply.indexOf("\r\n\r\n") + 4;
      if (length !== undefined && bodyAt >= 4 && Buffer.byteLength(reply.slice(bodyAt)) >= Number(length)) socket.end();
    });
    socket.on("close", () => resolve(reply));
    socket.on("error", reject);
    socket.write(request.join("\r\n"));
  });
}
