// Push over HTTP (RFC 8620 §7.3; C24): what a stream tells, what it leaves untold, when it ends.
import assert from "node:assert/strict";
import http from "node:http";
import { after, afterEach, before, describe, it } from "node:test";
import { EventStream } from "#api/event-stream.ts";
import type { HttpParts } from "#api/parts.ts";
import type { TestPerson } from "../support/server.ts";
import { basic, foldersOf, jmap, pageOf, startTestWeb, type TestWeb } from "../support/web.ts";

describe("event streams", () => {
  let web: TestWeb;
  let hoa: TestPerson;
  let nam: TestPerson;
  let unit: string;
  const open: Stream[] = [];
  before(async () => {
    web = await startTestWeb();
    hoa = await web.server.addPerson("hoa@test.gov.vn");
    nam = await web.server.addPerson("nam@test.gov.vn");
    unit = `a${await web.server.addUnit("phong@test.gov.vn", "Phòng", [hoa])}`;
  });
  afterEach(() => {
    for (const stream of open.splice(0)) stream.stop();
  });
  after(() => web.close());

  const listen = async (query: string, headers: Record<string, string>) => {
    const stream = await Stream.open(web, `/jmap/eventsource?${query}`, headers);
    open.push(stream);
    return stream;
  };
  const deliver = async (accountId: string, person: TestPerson) => {
    const folders = await foldersOf(web, person, accountId);
    const object = {
      mailboxIds: { [folders.drafts ?? ""]: true },
      textBody: [{ partId: "t" }],
      bodyValues: { t: { value: "x" } },
    };
    await jmap(web, person, [["Email/set", { accountId, create: { k: object } }]]);
  };

  it("tell where every mailbox stands, then what changes, own and unit", async () => {
    const stream = await listen("types=*&closeafter=no&ping=0", basic(hoa));
    const first = await stream.next("state");
    assert.deepEqual(Object.keys(first.changed).sort(), [`a${hoa.account}`, unit].sort());
    await deliver(unit, hoa);
    const second = await stream.next("state");
    assert.equal(second["@type"], "StateChange");
    assert.deepEqual(Object.keys(second.changed), [unit]);
    const [emails] = await jmap(web, hoa, [["Email/get", { accountId: unit, ids: [] }]]);
    assert.equal(second.changed[unit]?.Email, emails.state);
    assert.ok(second.changed[unit]?.Mailbox && second.changed[unit]?.Thread);
  });

  it("C20 tell nothing of other people's mailboxes", async () => {
    const stream = await listen("types=*&closeafter=no&ping=0", basic(nam));
    const first = await stream.next("state");
    assert.deepEqual(Object.keys(first.changed), [`a${nam.account}`]);
    await deliver(unit, hoa);
    await deliver(`a${nam.account}`, nam);
    const second = await stream.next("state");
    assert.deepEqual(Object.keys(second.changed), [`a${nam.account}`]);
  });

  it("tell only the types asked for", async () => {
    const stream = await listen("types=Thread,Mailbox&closeafter=no&ping=0", basic(hoa));
    const { changed } = await stream.next("state");
    assert.deepEqual(Object.keys(changed[unit] ?? {}).sort(), ["Mailbox", "Thread"]);
  });

  it("tell at once what was missed since the last event id", async () => {
    const before = await listen("types=*&closeafter=no&ping=0", basic(hoa));
    const { id } = await before.nextRaw("state");
    before.stop();
    const same = await listen("types=*&closeafter=state&ping=0", { ...basic(hoa), "last-event-id": id ?? "" });
    await deliver(`a${hoa.account}`, hoa);
    const { changed } = await same.next("state");
    assert.deepEqual(Object.keys(changed), [`a${hoa.account}`]);
    await same.ended;
    const missed = await listen("types=*&closeafter=state&ping=0", { ...basic(hoa), "last-event-id": id ?? "" });
    assert.deepEqual(Object.keys((await missed.next("state")).changed), [`a${hoa.account}`]);
    await missed.ended;
  });

  it("end after the first change when asked to", async () => {
    const stream = await listen("types=*&closeafter=state&ping=0", basic(hoa));
    await deliver(unit, hoa);
    await stream.next("state");
    await stream.ended;
  });

  it("end with the session", async () => {
    const page = await pageOf(web, hoa);
    const stream = await listen("types=*&closeafter=no&ping=0", page);
    await stream.next("state");
    await web.ask("/api/v1/session", { method: "DELETE", headers: page });
    await stream.ended;
  });

  it("end at once when the server stops, whoever reads them", async () => {
    const other = await startTestWeb();
    const person = await other.server.addPerson("x@test.gov.vn");
    const streams = [
      await Stream.open(other, "/jmap/eventsource?types=*", basic(person)),
      await Stream.open(other, "/jmap/eventsource?types=*", await pageOf(other, person)),
    ];
    await Promise.all(streams.map((stream) => stream.next("state")));
    const startedMs = performance.now();
    await other.http.close(30_000);
    assert.ok(performance.now() - startedMs < 10_000, "nobody had to be cut off");
    await other.close();
  });

  it("C24 are not for other sites, not for nobody, not for nonsense", async () => {
    const page = await pageOf(web, hoa);
    const ask = (query: string, headers: Record<string, string>) => web.ask(`/jmap/eventsource?${query}`, { headers });
    assert.equal((await ask("types=*", { ...page, "sec-fetch-site": "cross-site" })).status, 403);
    assert.equal((await ask("types=*", {})).status, 401);
    assert.equal((await ask("types=*&ping=-1", page)).status, 400);
    assert.equal((await ask("types=*&ping=x", page)).status, 400);
    assert.equal((await ask("types=*&closeafter=later", page)).status, 400);
  });

  it("C24 a reader that does not read is dropped with what it left", async () => {
    const { mail, signIn } = web.server.services;
    const who = await signIn.signIn({ name: nam.address, password: nam.password, door: "jmap", remoteAddress: "::1" });
    const args = { types: null, closeAfterState: false, pingSeconds: 0, lastEventId: null };
    const parts = { ...web.server.services, mail } as unknown as HttpParts;
    const stream = new EventStream(parts, { who, proof: "basic", token: null }, args, 600);
    const dropped = new Promise<void>((resolve) => stream.onEnd(resolve));
    let waiting = true;
    void dropped.then(() => {
      waiting = false;
    });
    while (waiting) await deliver(`a${nam.account}`, nam);
    await assert.rejects(stream.readable.getReader().read(), /slow reader/);
  });

  it("C24 twenty of one session at once, not twenty-one; a place is free again when one ends", async () => {
    const page = await pageOf(web, hoa);
    const streams = [];
    for (let count = 0; count < 20; count++) streams.push(await listen("types=*&closeafter=no&ping=0", page));
    assert.equal((await web.ask("/jmap/eventsource?types=*", { headers: page })).status, 429);
    streams[0]?.stop();
    const again = await freePlace(() => listen("types=*&closeafter=no&ping=0", page));
    await again.next("state");
  });
});

/** The server learns of a closed connection a moment later. */
async function freePlace(open: () => Promise<Stream>): Promise<Stream> {
  for (;;) {
    const stream = await open().catch(() => null);
    if (stream !== null) return stream;
  }
}

interface StateChange {
  readonly "@type": string;
  readonly changed: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

interface Event {
  readonly name: string;
  readonly id: string | null;
  readonly data: string;
}

/** A reader of Server-Sent Events. */
class Stream {
  readonly ended: Promise<void>;
  readonly #events: Event[] = [];
  readonly #request: http.ClientRequest;
  #wake = () => {};

  constructor(request: http.ClientRequest, response: http.IncomingMessage) {
    this.#request = request;
    let text = "";
    response.setEncoding("utf8");
    response.on("data", (chunk: string) => {
      text += chunk;
      const blocks = text.split("\n\n");
      text = blocks.pop() ?? "";
      for (const block of blocks) if (!block.startsWith(":")) this.#events.push(eventOf(block));
      this.#wake();
    });
    this.ended = new Promise((resolve) => {
      response.on("error", () => resolve());
      response.on("close", () => resolve());
    });
  }

  static open(web: TestWeb, path: string, headers: Record<string, string>): Promise<Stream> {
    return new Promise((resolve, reject) => {
      const request = http.get({ host: "127.0.0.1", port: web.http.port, path, headers, agent: false }, (response) => {
        if (response.statusCode === 200) return resolve(new Stream(request, response));
        response.resume();
        reject(new Error(String(response.statusCode)));
      });
      request.on("error", reject);
    });
  }

  async nextRaw(name: string): Promise<Event> {
    for (;;) {
      const event = this.#events.shift();
      if (event?.name === name) return event;
      if (event === undefined) await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }

  async next(name: string): Promise<StateChange> {
    return JSON.parse((await this.nextRaw(name)).data) as StateChange;
  }

  stop(): void {
    this.#request.destroy();
  }
}

function eventOf(block: string): Event {
  const fields = new Map(
    block.split("\n").map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 2)]),
  );
  return { name: fields.get("event") ?? "message", id: fields.get("id") ?? null, data: fields.get("data") ?? "" };
}
