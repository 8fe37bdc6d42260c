// From the socket to the stored letter, with the real server behind both doors.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { TestPerson, TestServer } from "../support/server.ts";
import { startTestServer } from "../support/server.ts";
import { SmtpPeer } from "../support/smtp-peer.ts";

let server: TestServer;
let lan: TestPerson;
let minh: TestPerson;

before(async () => {
  server = await startTestServer({ domain: "tinh.example", settings: { hostname: "mail.tinh.example" } });
  lan = await server.addPerson("lan@tinh.example");
  minh = await server.addPerson("minh@tinh.example");
});
after(() => server.close());

/** Stored letters of a person, oldest first. */
async function stored({ handle }: TestPerson): Promise<Buffer[]> {
  const { mail } = server.services;
  const { emailNos } = await mail.query(handle, {
    sort: [{ by: "receivedAt", ascending: true }],
    position: 0,
    limit: 100,
  });
  const bodies = [];
  for (const emailNo of emailNos) bodies.push(await mail.body(handle, emailNo));
  return bodies;
}

const connect = (door: string) =>
  SmtpPeer.connect({ host: "127.0.0.1", port: server.port(door), implicitTls: door === "submissions" });

const letter = "From: an@xa.example\r\nTo: lan@tinh.example\r\nSubject: thu\r\n\r\n..hai ch\xe1\xba\xa5m\r\nhết\r\n";

test("B21 a letter for two people is stored as it came, with one trace block in front and nothing per recipient", async () => {
  using peer = await connect("smtp");
  const bytes = Buffer.from(letter, "latin1");
  await peer.send("MAIL FROM:<an@xa.example>\r\nRCPT TO:<lan@tinh.example>\r\nRCPT TO:<minh@tinh.example>\r\n");
  await peer.send(`BDAT ${bytes.length} LAST\r\n`);
  await peer.send(bytes);
  for (let i = 0; i < 3; i++) assert.match(await peer.answer(), /^250 /);
  const [own] = await stored(lan);
  const [other] = await stored(minh);
  assert.ok(own && other);
  assert.deepEqual(own, other);
  assert.deepEqual(own.subarray(own.length - bytes.length), bytes);
  const trace = own.toString("latin1", 0, own.length - bytes.length);
  assert.match(
    trace,
    /^Return-Path: <an@xa\.example>\r\nReceived: from client\.example \(\[127\.0\.0\.1\]\) by.*\r\n(?: .*\r\n)+$/,
  );
  assert.doesNotMatch(trace, /tinh\.example>|lan|minh/);
});

test("A01 a letter with a second one hidden in it is stored neither once nor twice", async () => {
  const before = await stored(lan);
  using peer = await connect("smtp");
  await peer.beginLetter();
  await peer.send(
    "Subject: a\r\n\r\nx\n.\nMAIL FROM:<b@tinh.example>\r\nRCPT TO:<lan@tinh.example>\r\nDATA\r\ny\r\n.\r\n",
  );
  assert.match(await peer.answer(), /^550 5\.5\.2 /);
  assert.equal(await peer.answer(), "closed");
  assert.equal((await stored(lan)).length, before.length);
});

test("a person signed in over TLS reaches a colleague, and nobody outside", async () => {
  using peer = await connect("submissions");
  const credentials = Buffer.from(`\0${lan.address}\0${lan.password}`).toString("base64");
  assert.equal(await peer.say(`AUTH PLAIN ${credentials}`), 235);
  assert.equal(await peer.say("MAIL FROM:<lan@tinh.example>"), 250);
  await peer.send("RCPT TO:<x@outside.example>\r\n");
  assert.match(await peer.answer(), /^550 5\.4\.4 Outbound delivery is not set up/);
  assert.equal(await peer.say("RCPT TO:<minh@tinh.example>"), 250);
  assert.equal(await peer.say("DATA"), 354);
  assert.equal(
    await peer.say("From: lan@tinh.example\r\nBcc: secret@tinh.example\r\nSubject: trả lời\r\n\r\nvâng\r\n."),
    250,
  );
  const text = (await stored(minh)).at(-1)?.toString() ?? "";
  assert.match(text.replaceAll("\r\n ", " "), / with ESMTPSA \(TLSv1\.3 /);
  assert.match(text, /\r\nDate: .*\r\nMessage-ID: .*\r\nFrom: lan@tinh\.example\r\nSubject: trả lời\r\n\r\nvâng\r\n$/);
});

test("after too many wrong passwords the right one is put off too", async () => {
  const address = "minh@tinh.example";
  const wrong = Buffer.from(`\0${address}\0mat-khau-sai`).toString("base64");
  using peer = await connect("submissions");
  for (let i = 0; i < 5; i++) assert.equal(await peer.say(`AUTH PLAIN ${wrong}`), 535);
  assert.equal(await peer.say(`AUTH PLAIN ${wrong}`), 421);
  using again = await connect("submissions");
  const right = Buffer.from(`\0${address}\0${minh.password}`).toString("base64");
  assert.equal(await again.say(`AUTH PLAIN ${right}`), 454);
});
