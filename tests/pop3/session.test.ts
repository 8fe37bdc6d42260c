import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { CongvuError } from "#base/errors.ts";
import { Letters, name, password } from "#pop3/maildrop.test-support.ts";
import { openDoor } from "./door.ts";

const dotted = "From: a@x.vn\r\nSubject: m\u1ed9t\r\n\r\n.\r\n..hai\r\n.";
const plainText = "Subject: two\r\n\r\none\r\ntwo\r\nthree\r\n";
const mailbox = () => new Letters([dotted, plainText, "\r\nno header\r\n"]);

describe("a POP3 session", () => {
  it("fetches letters byte for byte, lists them, and removes the marked ones at QUIT", async () => {
    const letters = mailbox();
    await using door = await openDoor(letters);
    const client = await door.connect();
    await client.signIn();
    const sizes = letters.letters.map((letter) => letter.length);
    const octets = sizes.reduce((sum, size) => sum + size, 0);
    assert.equal(await client.command("STAT"), `+OK 3 ${octets}`);
    assert.deepEqual(
      await client.lines("LIST"),
      sizes.map((size, index) => `${index + 1} ${size}`),
    );
    assert.deepEqual(await client.lines("UIDL"), ["1 7.10", "2 7.20", "3 7.30"]);
    assert.equal((await client.data("RETR 2")).toString(), plainText);
    assert.equal(await client.command("DELE 2"), "+OK letter 2 marked");
    assert.equal(await client.command("LIST 2"), "-ERR No such item.");
    assert.deepEqual(await client.lines("UIDL"), ["1 7.10", "3 7.30"]);
    assert.equal(await client.command("STAT"), `+OK 2 ${octets - plainText.length}`);
    assert.deepEqual([...letters.gone], []);
    assert.equal(await client.command("QUIT"), "+OK goodbye");
    await client.closed();
    assert.deepEqual([...letters.gone], [2]);
    assert.equal(letters.open, 0);
  });

  it("doubles dots that start a line and ends a letter without a last line end", async () => {
    await using door = await openDoor(mailbox());
    const client = await door.connect();
    await client.signIn();
    const sent = (await client.data("RETR 1")).toString();
    assert.equal(sent, "From: a@x.vn\r\nSubject: m\u1ed9t\r\n\r\n..\r\n...hai\r\n..\r\n");
  });

  it("answers pipelined commands in order, sign-in included", async () => {
    const letters = mailbox();
    await using door = await openDoor(letters);
    const octets = Buffer.concat(letters.letters).length;
    const client = await door.connect();
    client.send(`USER ${name}\r\nPASS ${password}\r\nSTAT\r\nNOOP\r\nRETR 2\r\nFOO\r\nDELE 1\r\nQUIT\r\n`);
    const said = (await client.closed()).split("\r\n").filter((line) => /^[-+]/.test(line));
    assert.deepEqual(
      said.map((line) => line.slice(0, 12)),
      [
        "+OK send PAS",
        "+OK 3 letter",
        `+OK 3 ${octets}`,
        "+OK nothing ",
        "+OK 33 octet",
        "-ERR unknown",
        "+OK letter 1",
        "+OK goodbye",
      ],
    );
  });

  it("takes commands that arrive octet by octet", async () => {
    await using door = await openDoor(mailbox());
    const client = await door.connect();
    for (const octet of Buffer.from(`USER ${name}\r\nPASS ${password}\r\n`)) client.send(Buffer.from([octet]));
    assert.equal(await client.line(), "+OK send PASS");
    assert.equal(await client.line(), "+OK 3 letters");
  });

  it("reports a letter that another session expunged and goes on with the others", async () => {
    const letters = mailbox();
    await using door = await openDoor(letters);
    const client = await door.connect();
    await client.signIn();
    letters.gone.add(1);
    assert.equal(await client.command("RETR 1"), "-ERR No such item.");
    assert.equal(await client.command("TOP 1 0"), "-ERR No such item.");
    assert.equal((await client.data("RETR 2")).toString(), plainText);
    assert.equal(await client.command("DELE 1"), "+OK letter 1 marked");
    assert.equal(await client.command("QUIT"), "+OK goodbye");
  });

  it("sends a letter much larger than one write, to a reader that takes its time", async () => {
    const large = Buffer.from(`Subject: big\r\n\r\n${".dòng\r\n".repeat(100_000)}`);
    await using door = await openDoor(new Letters([large]));
    const client = await door.connect();
    await client.signIn();
    client.socket.pause();
    setImmediate(() => client.socket.resume());
    const sent = await client.data("RETR 1");
    assert.equal(sent.toString().replaceAll("\r\n..", "\r\n."), large.toString());
  });

  it("says at QUIT when letters could not be removed, and ends all the same", async () => {
    const letters = mailbox();
    letters.failure = new CongvuError("disk-full");
    await using door = await openDoor(letters);
    const client = await door.connect();
    await client.signIn();
    await client.command("DELE 1");
    assert.equal(await client.command("QUIT"), "-ERR [SYS/TEMP] Insufficient system storage.");
    await client.closed();
    assert.equal(letters.open, 0);
  });

  it("answers a fault of ours with catalogue text and keeps the session", async () => {
    const letters = mailbox();
    await using door = await openDoor(letters);
    const client = await door.connect();
    await client.signIn();
    letters.failure = new Error("disk on fire");
    assert.equal(await client.command("RETR 1"), "-ERR [SYS/TEMP] A fault on our side. Try again.");
    assert.equal(await client.command("NOOP"), "+OK nothing done");
  });
});
