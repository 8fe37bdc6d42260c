// POP3 at the real server: the store behind it, other doors beside it.
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { after, before, describe, it } from "node:test";
import type { Flags, FolderId } from "#mail/ports.ts";
import { startTestServer, type TestPerson, type TestServer } from "#tests/support/server.ts";
import { Pop3Client } from "./door.ts";

const noFlags: Flags = { bits: 0, keywords: [] };

let server: TestServer;
before(async () => {
  server = await startTestServer();
});
after(() => server.close());

let peopleNo = 0;
async function personWith(...letters: (string | Buffer)[]): Promise<TestPerson & { inbox: FolderId }> {
  const person = await server.addPerson(`p${++peopleNo}@test.gov.vn`);
  const inbox = (await server.services.mail.folders(person.handle)).find((folder) => folder.role === "inbox");
  assert.ok(inbox);
  const mine = { ...person, inbox: inbox.id };
  await put(mine, ...letters);
  return mine;
}

async function put(person: TestPerson & { inbox: FolderId }, ...letters: (string | Buffer)[]): Promise<void> {
  const units = letters.map((letter) => ({ folder: person.inbox, bytes: Buffer.from(letter), flags: noFlags }));
  if (units.length > 0) await server.services.mail.append(person.handle, units);
}

async function signedIn(person: TestPerson, door = "pop3"): Promise<Pop3Client> {
  const client = await Pop3Client.open(server.port(door), door === "pop3s");
  assert.equal(await client.command(`USER ${person.address}`), "+OK send PASS");
  assert.match((await client.command(`PASS ${person.password}`)) ?? "", /^\+OK \d+ letters$/);
  return client;
}

const total = async (person: TestPerson & { inbox: FolderId }) => {
  const folders = await server.services.mail.folders(person.handle);
  const inbox = folders.find((folder) => folder.id === person.inbox);
  return { letters: inbox?.total, unread: inbox?.unread };
};

describe("POP3 at the real server", () => {
  it("gives letters back byte for byte, over TLS too (B21)", async () => {
    const odd = [
      "Subject: dots\r\n\r\n.\r\n..\r\n.a\r\n",
      `Subject: long line\r\n\r\n${"x".repeat(5000)}\r\n`,
      "Subject: =?UTF-8?B?xJDGsOG7nW5n?=\r\n\r\nĐường Nguyễn Huệ\r\n",
      Buffer.concat([
        Buffer.from("Subject: 8-bit\r\n\r\n"),
        randomBytes(300_000).map((o) => (o < 32 ? 64 : o)),
        Buffer.from("\r\n"),
      ]),
    ].map((letter) => Buffer.from(letter));
    const person = await personWith(...odd);
    for (const door of ["pop3", "pop3s"]) {
      const client = await signedIn(person, door);
      for (const [index, letter] of odd.entries()) {
        const sent = await client.data(`RETR ${index + 1}`);
        assert.ok(unstuffed(sent).equals(letter), `${door} ${index + 1}`);
        assert.equal(await client.command(`LIST ${index + 1}`), `+OK ${index + 1} ${letter.length}`);
      }
      await client.command("QUIT");
    }
    assert.deepEqual(await total(person), { letters: 4, unread: 4 }); // fetching changes no flag
  });

  it("A14 removes at QUIT only, and keeps unique ids for the letters that stay", async () => {
    const person = await personWith("A: 1\r\n\r\n", "A: 2\r\n\r\n", "A: 3\r\n\r\n");
    const dropped = await signedIn(person);
    const ids = await dropped.lines("UIDL");
    await dropped.command("DELE 1");
    dropped.destroy();
    const client = await signedIn(person);
    assert.deepEqual(await client.lines("UIDL"), ids);
    await client.command("DELE 2");
    assert.equal(await client.command("QUIT"), "+OK goodbye");
    const later = await signedIn(person);
    const left = (await later.lines("UIDL")).map((line) => line.split(" ")[1]);
    assert.deepEqual(left, [ids[0]?.split(" ")[1], ids[2]?.split(" ")[1]]);
  });

  it("A14 shows a session what was there at its sign-in, whatever arrives later", async () => {
    const person = await personWith("A: 1\r\n\r\n");
    const client = await signedIn(person);
    await put(person, "A: 2\r\n\r\n");
    assert.deepEqual((await client.lines("LIST")).length, 1);
    assert.equal(await client.command("RETR 2"), "-ERR No such item.");
    assert.equal((await (await signedIn(person)).lines("LIST")).length, 2);
  });

  it("A14 reports a letter that was expunged elsewhere and goes on", async () => {
    const person = await personWith("A: 1\r\n\r\n", "A: 2\r\n\r\n");
    const client = await signedIn(person);
    const view = await server.services.mail.openView(person.handle, person.inbox);
    const [uid] = (await view.initial()).uids;
    view[Symbol.dispose]();
    await server.services.mail.removePlacements(person.handle, { folder: person.inbox, uids: [uid ?? 0] });
    assert.equal(await client.command("RETR 1"), "-ERR No such item.");
    assert.equal((await client.data("RETR 2")).toString(), "A: 2\r\n\r\n");
    assert.equal(await client.command("DELE 1"), "+OK letter 1 marked");
    assert.equal(await client.command("DELE 2"), "+OK letter 2 marked");
    assert.equal(await client.command("QUIT"), "+OK goodbye");
    assert.deepEqual(await total(person), { letters: 0, unread: 0 });
  });

  it("A14 two sessions at once fetch and remove the same letters", async () => {
    const person = await personWith("A: 1\r\n\r\n", "A: 2\r\n\r\n");
    const clients = [await signedIn(person), await signedIn(person)];
    for (const client of clients) await client.command("DELE 1");
    for (const client of clients) assert.equal((await client.data("RETR 2")).toString(), "A: 2\r\n\r\n");
    for (const client of clients) assert.equal(await client.command("QUIT"), "+OK goodbye");
    assert.deepEqual(await total(person), { letters: 1, unread: 1 });
  });

  it("sees a letter that came over SMTP, trace block included", async () => {
    const person = await personWith();
    const smtp = await Pop3Client.open(server.port("smtp"), false);
    await smtp.command("EHLO client.test");
    for (let line = ""; !line.startsWith("250 "); ) line = (await smtp.line()) ?? "250 closed";
    for (const command of ["MAIL FROM:<a@other.example>", `RCPT TO:<${person.address}>`]) await smtp.command(command);
    assert.match((await smtp.command("DATA")) ?? "", /^354/);
    const letter = "From: a@other.example\r\nSubject: x\r\n\r\n.hidden\r\n";
    assert.match((await smtp.command(`${letter.replace(".hidden", "..hidden")}.`)) ?? "", /^250/);
    smtp.destroy();
    const client = await signedIn(person);
    const received = unstuffed(await client.data("RETR 1")).toString();
    assert.match(received, /^Return-Path: <a@other.example>\r\n/);
    assert.ok(received.endsWith(letter));
  });

  it("A06 wrong passwords are told from right ones in no other way than [AUTH]", async () => {
    const person = await personWith();
    const client = await Pop3Client.open(server.port("pop3"), false);
    for (const name of [person.address, "nobody@test.gov.vn"]) {
      await client.command(`USER ${name}`);
      assert.equal(await client.command("PASS x"), "-ERR [AUTH] The address or the password is not right.");
    }
  });

  it("lists a mailbox of two thousand letters and empties it", async () => {
    const person = await personWith(
      ...Array.from({ length: 2000 }, (_, n) => `Subject: ${n}\r\n\r\n${"y".repeat(n)}\r\n`),
    );
    const client = await signedIn(person);
    const sizes = await client.lines("LIST");
    assert.equal(sizes.length, 2000);
    assert.equal(sizes[1999], `2000 ${"Subject: 1999\r\n\r\n".length + 1999 + 2}`);
    client.send(Array.from({ length: 2000 }, (_, n) => `DELE ${n + 1}\r\n`).join(""));
    client.send("QUIT\r\n");
    assert.match(await client.closed(), /\+OK goodbye\r\n$/);
    assert.deepEqual(await total(person), { letters: 0, unread: 0 });
  });
});

const unstuffed = (data: Buffer): Buffer =>
  Buffer.from(data.toString("latin1").replace(/(^|\r\n)\.\./g, "$1."), "latin1");
