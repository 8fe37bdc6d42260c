// The IMAP doors of the real server: a letter that SMTP accepted is told to a session in IDLE, over TLS, at once.
import assert from "node:assert/strict";
import { after, before, it } from "node:test";
import { startTestServer, type TestServer } from "../support/server.ts";
import { SmtpClient } from "../support/smtp-client.ts";
import { ImapPeer } from "./door.ts";

let server: TestServer;
before(async () => {
  server = await startTestServer();
});
after(() => server.close());

it("a letter accepted over SMTP is told in IDLE over TLS and comes out with its trace in front, every octet kept", async () => {
  const person = await server.addPerson("lan@test.gov.vn");
  const peer = await ImapPeer.connect({ host: "127.0.0.1", port: server.port("imaps"), implicitTls: true });
  await peer.ok(`LOGIN ${person.address} ${person.password}`);
  await peer.ok("SELECT INBOX");
  peer.send("i IDLE\r\n");
  assert.equal(await peer.response(), "+ Idling");

  const letter = "From: a@ngoai.vn\r\nSubject: =?utf-8?q?Kh=E1=BA=A9n?=\r\n\r\nKính gửi\r\n";
  const client = await SmtpClient.open(server.port("smtp"));
  const reply = await client.send("a@ngoai.vn", [person.address], Buffer.from(letter));
  assert.equal(reply.code, 250);
  assert.equal(await peer.response(), "* 1 EXISTS");
  assert.equal(await peer.response(), "* 1 RECENT");
  peer.send("DONE\r\n");
  await peer.until("i");
  const [fetched] = await peer.ok("FETCH 1 (BODY.PEEK[])");
  const bytes = Buffer.from(fetched ?? "", "latin1").toString("utf8");
  assert.match(bytes, /^\* 1 FETCH \(BODY\[\] \{\d+\}\r\nReturn-Path: <a@ngoai\.vn>\r\nReceived: /);
  assert.ok(bytes.endsWith(`${letter})`), bytes);
  client.socket.destroy();
  peer.destroy();
});

it("the plain door speaks STARTTLS and the same account", async () => {
  const person = await server.addPerson("hoa@test.gov.vn");
  const peer = await ImapPeer.connect({ host: "127.0.0.1", port: server.port("imap") });
  await peer.ok("STARTTLS");
  await peer.startTls();
  await peer.ok(`LOGIN ${person.address} ${person.password}`);
  assert.match((await peer.ok("STATUS INBOX (MESSAGES)")).join(), /MESSAGES 0/);
  peer.destroy();
});
