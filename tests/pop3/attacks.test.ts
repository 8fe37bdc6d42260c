import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { setTimeout } from "node:timers/promises";
import { limits } from "#base/limits.ts";
import { Letters, name, password } from "#pop3/maildrop.test-support.ts";
import { openDoor } from "./door.ts";

const mailbox = () => new Letters(["Subject: one\r\n\r\none\r\n"]);
const plain = (text: string) => Buffer.from(`\0${name}\0${text}`).toString("base64");

describe("A04 STLS", () => {
  it("gives a new session: the name told in the clear is forgotten", async () => {
    await using door = await openDoor(mailbox());
    const client = await door.connect();
    await client.command(`USER ${name}`);
    assert.equal(await client.command("STLS"), "+OK begin TLS");
    await client.startTls();
    assert.equal(await client.command(`PASS ${password}`), "-ERR The request is not valid.");
    await client.signIn();
    assert.equal(await client.command("STAT"), "+OK 1 21");
  });

  const injected = [
    { why: "in the same segment", octets: "STLS\r\nUSER a\r\n" },
    { why: "an unfinished command behind it", octets: "STLS\r\nU" },
    { why: "a whole pipelined sign-in", octets: `STLS\r\nUSER ${name}\r\nPASS ${password}\r\nDELE 1\r\nQUIT\r\n` },
    { why: "behind another command", octets: "CAPA\r\nSTLS\r\nCAPA\r\n" },
  ];
  for (const { why, octets } of injected)
    it(`A04 octets behind STLS in the clear end the connection: ${why}`, async () => {
      const letters = mailbox();
      await using door = await openDoor(letters);
      const client = await door.connect();
      client.send(octets);
      assert.match(await client.closed(), /-ERR nothing may follow STLS before TLS\r\n$/);
      assert.deepEqual([...letters.gone], []);
    });

  it("A04 octets that follow STLS in another segment are never taken as commands", async () => {
    await using door = await openDoor(mailbox());
    const client = await door.connect();
    assert.equal(await client.command("STLS"), "+OK begin TLS");
    client.send(`USER ${name}\r\n`);
    assert.equal(await client.closed(), "");
  });

  it("is neither offered nor accepted inside TLS", async () => {
    await using door = await openDoor(mailbox(), { implicitTls: true });
    const client = await door.connect();
    assert.ok(!(await client.lines("CAPA")).includes("STLS"));
    assert.equal(await client.command("STLS"), "-ERR TLS is already active");
  });
});

describe("A06 a password in the clear", () => {
  const commands = [`USER ${name}`, "PASS x", "AUTH PLAIN", `AUTH PLAIN ${plain(password)}`, "AUTH LOGIN"];
  for (const command of commands)
    it(`A06 is refused before TLS: ${command.slice(0, 12)}`, async () => {
      await using door = await openDoor(mailbox(), { allowPlaintextLoopback: false });
      const client = await door.connect();
      assert.equal(await client.command(command), "-ERR Encryption is required first.");
    });

  it("A06 is not offered by CAPA before TLS, and is after it", async () => {
    await using door = await openDoor(mailbox(), { allowPlaintextLoopback: false });
    const client = await door.connect();
    assert.deepEqual(await client.lines("CAPA"), ["TOP", "UIDL", "RESP-CODES", "AUTH-RESP-CODE", "PIPELINING", "STLS"]);
    await client.command("STLS");
    await client.startTls();
    const after = await client.lines("CAPA");
    assert.deepEqual(after.slice(-2), ["USER", "SASL PLAIN LOGIN"]);
  });
});

describe("A07 another protocol at this door", () => {
  for (const line of ["GET / HTTP/1.1", "POST /x HTTP/1.1", "CONNECT a:25 HTTP/1.1", "OPTIONS * HTTP/1.1"])
    it(`A07 ends at the first line: ${line}`, async () => {
      await using door = await openDoor(mailbox());
      const client = await door.connect();
      client.send(`${line}\r\nHost: x\r\n\r\nUSER ${name}\r\n`);
      assert.equal(await client.closed(), "-ERR this is a POP3 server\r\n");
    });
});

describe("A08 command lines", () => {
  const most = limits.pop3LineBytes;
  const noopOf = (octets: number) => `NOOP ${"x".repeat(octets - "NOOP \r\n".length)}`;
  const table = [
    { why: "255 octets, all that RFC 2449 asks for", line: noopOf(255), answer: "-ERR sign in first" },
    { why: "at the limit", line: noopOf(most), answer: "-ERR sign in first" },
    { why: "one octet too long", line: noopOf(most + 1), answer: "-ERR line too long" },
    { why: "much too long", line: noopOf(100_000), answer: "-ERR line too long" },
    { why: "empty", line: "", answer: "-ERR unknown command" },
    { why: "a space first", line: " NOOP", answer: "-ERR unknown command" },
    { why: "NUL in the keyword", line: "NO\0OP", answer: "-ERR unknown command" },
    { why: "8-bit keyword", line: "NÓOP", answer: "-ERR unknown command" },
    { why: "NUL in a name", line: "USER a\0b", answer: "-ERR The request is not valid." },
    { why: "8-bit name", line: "USER hùng", answer: "-ERR The request is not valid." },
    { why: "keyword only", line: "USER", answer: "-ERR The request is not valid." },
    { why: "any case", line: "qUiT", answer: "+OK goodbye" },
  ];
  for (const { why, line, answer } of table)
    it(`A08 ${why}: ${answer}`, async () => {
      await using door = await openDoor(mailbox());
      const client = await door.connect();
      assert.equal(await client.command(line), answer);
    });

  it("A08 the session goes on after a line that was too long", async () => {
    await using door = await openDoor(mailbox());
    const client = await door.connect();
    assert.equal(await client.command("x".repeat(5000)), "-ERR line too long");
    await client.signIn();
    assert.equal(await client.command("NOOP"), "+OK nothing done");
  });

  for (const octets of ["NOOP\nQUIT\r\n", "NOOP\rQUIT\r\n", "\n", "USER a\r\r\n"])
    it(`A08 a bare CR or LF ends the connection: ${JSON.stringify(octets)}`, async () => {
      await using door = await openDoor(mailbox());
      const client = await door.connect();
      client.send(octets);
      assert.equal(await client.closed(), "-ERR lines end in CRLF\r\n");
    });

  it("A08 a client that errs at the limit is served, one error more ends the connection", async () => {
    await using door = await openDoor(mailbox(), { limits: { pop3BadCommands: 3 } });
    const client = await door.connect();
    for (let error = 0; error < 3; error++) assert.equal(await client.command("FOO"), "-ERR unknown command");
    await client.signIn();
    assert.equal(await client.command("FOO"), "-ERR too many errors");
    assert.equal(await client.closed(), "");
  });

  it("A08 letters that are not there are no errors of the client", async () => {
    await using door = await openDoor(mailbox(), { limits: { pop3BadCommands: 2 } });
    const client = await door.connect();
    await client.signIn();
    for (let number = 2; number < 8; number++)
      assert.equal(await client.command(`RETR ${number}`), "-ERR No such item.");
  });
});

describe("A14 a maildrop in use", () => {
  it("A14 DELE then a lost connection removes nothing", async () => {
    const letters = mailbox();
    await using door = await openDoor(letters);
    const client = await door.connect();
    await client.signIn();
    assert.equal(await client.command("DELE 1"), "+OK letter 1 marked");
    client.destroy();
    await letters.released.promise;
    assert.deepEqual([...letters.gone], []);
  });

  it("A14 RSET takes every mark back", async () => {
    const letters = mailbox();
    await using door = await openDoor(letters);
    const client = await door.connect();
    await client.signIn();
    await client.command("DELE 1");
    assert.equal(await client.command("RSET"), "+OK 1 letters");
    await client.command("QUIT");
    assert.deepEqual([...letters.gone], []);
  });

  it("A14 two sessions may remove the same letter", async () => {
    const letters = mailbox();
    await using door = await openDoor(letters);
    const clients = [await door.connect(), await door.connect()];
    for (const client of clients) await client.signIn();
    for (const client of clients) assert.equal(await client.command("DELE 1"), "+OK letter 1 marked");
    for (const client of clients) assert.equal(await client.command("QUIT"), "+OK goodbye");
    assert.deepEqual([...letters.gone], [1]);
  });
});

describe("a client that keeps still", () => {
  it("is left without a reply when it does not sign in", async () => {
    await using door = await openDoor(mailbox(), { limits: { pop3IdleBeforeSignInMs: 30 } });
    const client = await door.connect();
    assert.equal(await client.closed(), "");
  });

  it("A14 is left when it keeps still after sign-in, and nothing is removed", async () => {
    const letters = mailbox();
    await using door = await openDoor(letters, { limits: { pop3IdleMs: 30 } });
    const client = await door.connect();
    client.send(`USER ${name}\r\nPASS ${password}\r\nDELE 1\r\n`);
    assert.match(await client.closed(), /marked\r\n$/);
    assert.deepEqual([...letters.gone], []);
  });

  it("is not left while it waits for us", async () => {
    const letters = mailbox();
    await using door = await openDoor(letters, { limits: { pop3IdleMs: 20 } });
    const client = await door.connect();
    letters.gate = setTimeout(80);
    client.send(`USER ${name}\r\nPASS ${password}\r\nRETR 1\r\n`);
    assert.match(await client.closed(), /one\r\n\.\r\n$/);
  });

  it("E17 is cut off when it asks for a letter and does not read it", async () => {
    const letters = new Letters([Buffer.alloc(30_000_000, "x\r\n")]);
    await using door = await openDoor(letters, { limits: { pop3IdleMs: 50 } });
    const client = await door.connect();
    client.socket.pause();
    client.send(`USER ${name}\r\nPASS ${password}\r\nRETR 1\r\n`);
    await letters.released.promise;
    assert.equal(letters.open, 0);
  });

  it("gets the letter it asked for before the server stops", async () => {
    const letters = mailbox();
    await using door = await openDoor(letters);
    const client = await door.connect();
    await client.signIn();
    const gate = Promise.withResolvers<void>();
    letters.gate = gate.promise;
    client.send("RETR 1\r\nDELE 1\r\nQUIT\r\n");
    await letters.asked.promise;
    const stopped = door.listener.close(5_000);
    gate.resolve();
    assert.match(await client.closed(), /one\r\n\.\r\n-ERR \[SYS\/TEMP\] the server is stopping\r\n$/);
    await stopped;
    assert.deepEqual([...letters.gone], []); // the QUIT behind it was not read any more
  });

  it("is told when the server stops", async () => {
    const letters = mailbox();
    const door = await openDoor(letters);
    const client = await door.connect();
    await client.signIn();
    const closed = client.closed();
    await door[Symbol.asyncDispose]();
    assert.equal(await closed, "-ERR [SYS/TEMP] the server is stopping\r\n");
    assert.equal(letters.open, 0);
  });
});
