import assert from "node:assert/strict";
import http from "node:http";
import type net from "node:net";
import { after, before, describe, it } from "node:test";
import { type FetchRules, fetchPicture, outsideRules } from "./fetch-picture.ts";
import { isPublicAddress } from "./public-address.ts";

const png = Buffer.from("89504e470d0a1a0a00", "hex");

describe("C08 addresses a letter may not make the server talk to", () => {
  const closed = [
    ..."0.0.0.0 10.0.0.1 10.255.255.255 100.64.0.1 100.127.255.255 127.0.0.1 127.255.255.254 169.254.169.254".split(
      " ",
    ),
    ..."172.16.0.1 172.31.255.255 192.0.0.1 192.0.2.1 192.168.0.1 192.168.255.255 198.18.0.1 198.19.255.255".split(" "),
    ..."198.51.100.7 203.0.113.9 224.0.0.1 239.255.255.255 240.0.0.1 255.255.255.255".split(" "),
    ...":: ::1 ::ffff:127.0.0.1 ::ffff:7f00:1 ::127.0.0.1 64:ff9b::7f00:1 64:ff9b:1::1 100::1 fc00::1 fd12::1".split(
      " ",
    ),
    ..."fe80::1 fe80::1%eth0 fec0::1 ff02::1 2001::1 2001:db8::1 2002:7f00:1::1 3fff::1 4000::1 5f00::1".split(" "),
    ..."localhost 127.1 0x7f.1 2130706433 127.0.0.1.nip.io 1.2.3 1.2.3.4.5 ::g".split(" "),
    "",
  ];
  for (const address of closed) it(JSON.stringify(address), () => assert.equal(isPublicAddress(address), false));

  for (const address of "1.1.1.1 8.8.8.8 100.63.255.255 100.128.0.0 172.15.0.1 172.32.0.1 203.162.4.190 2606:4700::1111 2a00:1450::1".split(
    " ",
  ))
    it(`but ${address} is the internet`, () => assert.equal(isPublicAddress(address), true));
});

describe("fetching a picture from outside", () => {
  let server: http.Server;
  let port: number;
  let asked: http.IncomingMessage[] = [];
  const answers = new Map<string, (response: http.ServerResponse) => void>();
  before(async () => {
    server = http.createServer((request, response) => {
      asked.push(request);
      (answers.get(request.url ?? "") ?? ((one) => one.writeHead(404).end()))(response);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    port = (server.address() as net.AddressInfo).port;
  });
  after(() => server.close());

  /** The test's own server stands for the internet; everything else is as outside. */
  const rules = (more: Partial<FetchRules> = {}): FetchRules => ({
    ...outsideRules,
    resolve: async () => ["127.0.0.1"],
    isAllowed: (address) => address === "127.0.0.1",
    ports: [80, 443, port],
    ...more,
  });
  const fetched = (path: string, more: Partial<FetchRules> = {}) =>
    fetchPicture(`http://anh.example:${port}${path}`, rules(more));

  it("gives its octets and the type they really have, and tells nothing of the reader", async () => {
    answers.set("/a.png?x=1", (response) => response.writeHead(200, { "content-type": "text/html" }).end(png));
    asked = [];
    const picture = await fetched("/a.png?x=1");
    assert.deepEqual([picture.type, picture.bytes.equals(png)], ["image/png", true]);
    const { headers } = asked[0] as http.IncomingMessage;
    assert.deepEqual(Object.keys(headers).sort(), ["accept", "accept-encoding", "connection", "host"]);
    assert.equal(headers.host, `anh.example:${port}`);
  });

  const closed = (url: string, more: Partial<FetchRules> = {}) =>
    assert.rejects(fetchPicture(url, { ...rules(), isAllowed: isPublicAddress, ...more }), /not-found/);

  const urls = [
    ..."http://127.0.0.1/ http://127.1/ http://0x7f.1/ http://0x7f000001/ http://2130706433/ http://0177.0.0.1/".split(
      " ",
    ),
    ..."http://[::1]/ http://[::ffff:7f00:1]/ http://[::ffff:127.0.0.1]/ http://[fe80::1]/ http://169.254.169.254/".split(
      " ",
    ),
    ..."http://100.64.0.1/ http://0/ http://①②⑦.0.0.1/ http://localhost/ http://localhost./ http://127。0。0。1/".split(
      " ",
    ),
    ..."file:///etc/passwd ftp://x/ gopher://x/ data:image/png,x blob:x javascript:1 //x/ /x x".split(" "),
    ..."http://a:b@x.example/ http://x.example:22/ http://x.example:25/ http://x.example:8080/ https://x.example:80808/".split(
      " ",
    ),
  ];
  for (const url of urls) {
    it(`C08 never asks ${url}`, async () => {
      asked = [];
      await closed(url, { resolve: async () => ["127.0.0.1"] });
      assert.equal(asked.length, 0);
    });
  }

  it("C08 a name with one inner address among outer ones is refused", async () => {
    await closed("http://hai-mat.example/", { resolve: async () => ["1.1.1.1", "10.0.0.1"] });
  });

  it("C08 a name that turns inwards after the check: it is resolved once, the checked address is used", async () => {
    answers.set("/b", (response) => response.end(png));
    let resolved = 0;
    const resolve = async () => (resolved++ === 0 ? ["127.0.0.1"] : ["10.0.0.1"]);
    await fetched("/b", { resolve });
    assert.equal(resolved, 1);
  });

  it("C08 a redirect is checked like the first address", async () => {
    answers.set("/in", (response) => response.writeHead(302, { location: "http://127.0.0.2/secret" }).end());
    answers.set("/file", (response) => response.writeHead(302, { location: "file:///etc/passwd" }).end());
    await assert.rejects(fetched("/in"), /not-found/);
    await assert.rejects(fetched("/file"), /not-found/);
  });

  it("follows three redirects and not four", async () => {
    for (let hop = 0; hop < 5; hop++)
      answers.set(`/hop${hop}`, (response) => response.writeHead(307, { location: `/hop${hop + 1}` }).end());
    answers.set("/hop3", (response) => response.end(png));
    assert.equal((await fetched("/hop0")).type, "image/png");
    answers.set("/hop3", (response) => response.writeHead(307, { location: "/hop4" }).end());
    answers.set("/hop4", (response) => response.end(png));
    await assert.rejects(fetched("/hop0"), /too many redirects/);
  });

  const refused: [why: string, answer: (response: http.ServerResponse) => void][] = [
    [
      "HTML that calls itself a picture",
      (response) => response.writeHead(200, { "content-type": "image/png" }).end("<script>"),
    ],
    ["SVG", (response) => response.writeHead(200, { "content-type": "image/svg+xml" }).end("<svg/>")],
    ["nothing", (response) => response.end()],
    ["an error", (response) => response.writeHead(500).end(png)],
    ["something packed", (response) => response.writeHead(200, { "content-encoding": "gzip" }).end(png)],
    ["a length past the limit", (response) => response.writeHead(200, { "content-length": "1001" }).write(png)],
  ];
  for (const [why, answer] of refused) {
    it(`refuses ${why}`, async () => {
      answers.set("/r", answer);
      await assert.rejects(fetched("/r", { mostBytes: 1_000 }), /not-found/);
    });
  }

  it("takes as many octets as allowed and stops at one more", async () => {
    const sized = (size: number) => (response: http.ServerResponse) => {
      response.write(png);
      response.end(Buffer.alloc(size - png.length));
    };
    answers.set("/s", sized(1_000));
    assert.equal((await fetched("/s", { mostBytes: 1_000 })).bytes.length, 1_000);
    answers.set("/s", sized(1_001));
    await assert.rejects(fetched("/s", { mostBytes: 1_000 }), /size/);
  });

  it("gives up on a server that never answers", async () => {
    answers.set("/slow", () => {});
    await assert.rejects(fetched("/slow", { patienceMs: 50 }), /not-found/);
    server.closeAllConnections();
  });
});
