// B21: bytes are kept exactly. Letters of random shape go in by every door that takes them and come out of every door
// that gives them; SHA-256 in equals SHA-256 out, the trace block of SMTP apart.
import assert from "node:assert/strict";
import { hash } from "node:crypto";
import net from "node:net";
import { after, before, describe, test } from "node:test";
import fc from "fast-check";
import { startTestServer, type TestPerson, type TestServer } from "./support/server.ts";
import { SmtpClient } from "./support/smtp-client.ts";

const seed = 20_261_122;
const sha = (bytes: Uint8Array): string => hash("sha256", bytes);

/** Lines of any octets but NUL, CR and LF; many begin with dots, some are far longer than 1000 octets. */
const line = fc.oneof(
  fc
    .constantFrom("", ".", "..", ".\t", "-- ", "From x", "Kính gửi: Uỷ ban nhân dân tỉnh", "a".repeat(5_000))
    .map((text) => Buffer.from(text)),
  fc
    .uint8Array({ maxLength: 120 })
    .map((bytes) => Buffer.from(bytes.map((octet) => ([0, 10, 13].includes(octet) ? 46 : octet)))),
);
const field = fc.constantFrom(
  "Subject: =?UTF-8?B?VGjGsA==?=",
  "Subject: thư không mã hoá",
  "X-Dài: một\r\n hai\r\n\tba",
  "Content-Type: multipart/mixed; boundary=x",
  "Content-Type: text/plain; charset=viscii",
  "Date: khi nào cũng được",
  "To: hoa@test.gov.vn",
);
const letter = fc
  .tuple(fc.uniqueArray(field, { maxLength: 4 }), fc.array(line, { maxLength: 30 }), fc.boolean())
  .map(([fields, lines, endsInLine]) => {
    const head = Buffer.from(["From: a@ngoai.vn", ...fields, "", ""].join("\r\n"));
    const crlf = Buffer.from("\r\n");
    const body = lines.flatMap((one) => [one, crlf]);
    return Buffer.concat([head, ...(endsInLine || body.length === 0 ? body : body.slice(0, -1))]);
  });

const letters = (count: number, shift: number): Buffer[] => fc.sample(letter, { numRuns: count, seed: seed + shift });

/** DATA ends in CRLF.CRLF: a letter without a last line end cannot travel this way. */
const closed = (bytes: Buffer): Buffer =>
  bytes.subarray(-2).toString("latin1") === "\r\n" ? bytes : Buffer.concat([bytes, Buffer.from("\r\n")]);

function stuffed(bytes: Buffer): Buffer {
  const pieces: Buffer[] = [];
  let from = 0;
  for (let at = 0; at < bytes.length; at++) {
    if (bytes[at] !== 46 || (at > 0 && bytes[at - 1] !== 10)) continue;
    pieces.push(bytes.subarray(from, at), Buffer.from("."));
    from = at;
  }
  return Buffer.concat([...pieces, bytes.subarray(from)]);
}

/** Our own trace block is the two fields in front of the first octet received. */
function withoutTrace(stored: Buffer): Buffer {
  const start = stored.indexOf("From: a@ngoai.vn");
  assert.match(
    stored.subarray(0, start).toString("latin1"),
    /^Return-Path: <.*>\r\nReceived: [^\r]*(?:\r\n[ \t][^\r]*)*\r\n$/,
  );
  return stored.subarray(start);
}

/** A client that answers with all octets up to the line a command ends in. */
class RawClient {
  readonly #socket: net.Socket;
  #chunks: Buffer[] = [];
  #wake: () => void = () => undefined;

  constructor(port: number) {
    this.#socket = net.connect({ port, host: "127.0.0.1", noDelay: true });
    this.#socket.on("data", (chunk: Buffer) => {
      this.#chunks.push(chunk);
      this.#wake();
    });
  }

  async until(end: string): Promise<Buffer> {
    const mark = Buffer.from(end);
    for (;;) {
      const tail: Buffer = Buffer.concat(this.#chunks.slice(-2));
      if (tail.lastIndexOf(mark) >= 0 && tail.subarray(-2).toString() === "\r\n") break;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    const all = Buffer.concat(this.#chunks);
    this.#chunks = [];
    return all;
  }

  write(data: string | Buffer): void {
    this.#socket.write(data);
  }

  close(): void {
    this.#socket.destroy();
  }
}

describe("B21 bytes are kept exactly", () => {
  let server: TestServer;
  let hoa: TestPerson;
  const sent = new Map<string, string>();
  before(async () => {
    server = await startTestServer();
    hoa = await server.addPerson("hoa@test.gov.vn");
  });
  after(() => server.close());

  test("in by DATA, by BDAT in pieces, and by APPEND", async () => {
    const client = await SmtpClient.open(server.port("smtp"));
    for (const bytes of letters(400, 1).map(closed)) {
      assert.equal((await client.send("a@ngoai.vn", [hoa.address], stuffed(bytes))).code, 250);
      sent.set(sha(bytes), "DATA");
    }
    for (const [n, bytes] of letters(400, 2).entries()) {
      await client.command("MAIL FROM:<a@ngoai.vn> BODY=8BITMIME");
      await client.command(`RCPT TO:<${hoa.address}>`);
      const cut = (n * 7919) % (bytes.length + 1);
      client.socket.write(`BDAT ${cut}\r\n`);
      client.socket.write(bytes.subarray(0, cut));
      assert.equal((await client.reply()).code, 250);
      client.socket.write(`BDAT ${bytes.length - cut} LAST\r\n`);
      client.socket.write(bytes.subarray(cut));
      assert.equal((await client.reply()).code, 250);
      sent.set(sha(bytes), "BDAT");
    }
    client.close();
    const imap = await signedIn();
    for (const [n, bytes] of letters(400, 3).entries()) {
      imap.write(`p${n} APPEND INBOX {${bytes.length}+}\r\n`);
      imap.write(bytes);
      imap.write("\r\n");
      assert.match((await imap.until(`p${n} `)).toString("latin1"), new RegExp(`p${n} OK`));
      sent.set(sha(bytes), "APPEND");
    }
    imap.close();
  });

  async function signedIn(): Promise<RawClient> {
    const imap = new RawClient(server.port("imap"));
    imap.write(`a LOGIN ${hoa.address} ${hoa.password}\r\nb SELECT INBOX\r\n`);
    await imap.until("b OK");
    return imap;
  }

  /** Every stored letter by its index, as `read` gives it, must be one that was sent, and all must be there. */
  function check(stored: readonly Buffer[]): void {
    const found = new Set(
      stored.map((bytes) => sha(bytes.indexOf("Return-Path:") === 0 ? withoutTrace(bytes) : bytes)),
    );
    const missing = [...sent].filter(([digest]) => !found.has(digest)).map(([, way]) => way);
    assert.deepEqual(missing, []);
    assert.equal(found.size, sent.size);
  }

  test("out by IMAP, whole and in pieces", async () => {
    const imap = await signedIn();
    imap.write("c FETCH 1:* (BODY.PEEK[])\r\n");
    const whole = literals(await imap.until("\r\nc OK"));
    check(whole);
    imap.write("d FETCH 1:* (BODY.PEEK[]<0.700> BODY.PEEK[]<700.100000000>)\r\n");
    const halves = literals(await imap.until("\r\nd OK"));
    check(Array.from({ length: halves.length / 2 }, (_, i) => Buffer.concat(halves.slice(i * 2, i * 2 + 2))));
    imap.write("e FETCH 1:* (BODY.PEEK[HEADER] BODY.PEEK[TEXT])\r\n");
    const parts = literals(await imap.until("\r\ne OK"));
    check(Array.from({ length: parts.length / 2 }, (_, i) => Buffer.concat(parts.slice(i * 2, i * 2 + 2))));
    imap.close();
  });

  test("out by POP3", async () => {
    const pop = new RawClient(server.port("pop3"));
    await pop.until("+OK");
    pop.write(`USER ${hoa.address}\r\n`);
    await pop.until("+OK");
    pop.write(`PASS ${hoa.password}\r\n`);
    await pop.until("+OK");
    const stored: Buffer[] = [];
    // A letter without a last line end gets one here: RFC 1939 §3 ends the answer in CRLF.CRLF.
    const endless = new Map([...letters(400, 2), ...letters(400, 3)].map((bytes) => [sha(closed(bytes)), sha(bytes)]));
    for (let n = 1; n <= (await inboxTotal()); n++) {
      pop.write(`RETR ${n}\r\n`);
      const answer = await pop.until("\r\n.\r\n");
      const bytes = unstuffed(answer.subarray(answer.indexOf("\r\n") + 2, -3));
      stored.push(bytes);
    }
    const found = new Set(
      stored.map((bytes) => sha(bytes.indexOf("Return-Path:") === 0 ? withoutTrace(bytes) : bytes)),
    );
    const missing = [...sent.keys()].filter(
      (digest) =>
        !found.has(digest) && ![...endless].some(([with_, without]) => without === digest && found.has(with_)),
    );
    assert.deepEqual(missing, []);
    pop.close();
  });

  test("out by JMAP download", async () => {
    const authorization = `Basic ${Buffer.from(`${hoa.address}:${hoa.password}`).toString("base64")}`;
    const total = await inboxTotal();
    const stored: Buffer[] = [];
    for (let n = 1; n <= total; n++) {
      const url = `http://127.0.0.1:${server.port("http")}/jmap/download/a${hoa.account}/m${n}/thu.eml`;
      const answer = await fetch(url, { headers: { authorization } });
      assert.equal(answer.status, 200);
      stored.push(Buffer.from(await answer.arrayBuffer()));
    }
    check(stored);
  });

  const inboxTotal = async () =>
    (await server.services.mail.folders(hoa.handle)).find((one) => one.role === "inbox")?.total ?? 0;
});

/** The values of all BODY[…] items of a response, in order: literals, or "" where a piece is empty. */
function literals(response: Buffer): Buffer[] {
  const found: Buffer[] = [];
  for (let at = response.indexOf("BODY["); at >= 0; at = response.indexOf("BODY[", at)) {
    at = response.indexOf(" ", response.indexOf("]", at)) + 1;
    if (response[at] !== 0x7b) {
      assert.equal(response.subarray(at, at + 2).toString("latin1"), '""');
      found.push(Buffer.alloc(0));
      continue;
    }
    const close = response.indexOf("}\r\n", at);
    const size = Number(response.subarray(at + 1, close).toString("latin1"));
    assert.ok(Number.isInteger(size), "a literal");
    found.push(response.subarray(close + 3, close + 3 + size));
    at = close + 3 + size;
  }
  return found;
}

function unstuffed(bytes: Buffer): Buffer {
  const pieces: Buffer[] = [];
  let from = 0;
  for (let at = 0; at < bytes.length; at++) {
    if (bytes[at] !== 46 || (at > 0 && bytes[at - 1] !== 10)) continue;
    pieces.push(bytes.subarray(from, at));
    from = at + 1;
    at++;
  }
  return Buffer.concat([...pieces, bytes.subarray(from)]);
}
