// A16: nobody sends through this server to anywhere else, with the real server and directory behind the doors.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startTestServer, type TestServer } from "../support/server.ts";
import { SmtpPeer } from "../support/smtp-peer.ts";

let server: TestServer;
before(async () => {
  server = await startTestServer({ domain: "tinh.example", settings: { hostname: "mail.tinh.example" } });
  await server.addPerson("lan@tinh.example");
});
after(() => server.close());

const connect = (door: string) => SmtpPeer.connect({ host: "127.0.0.1", port: server.port(door) });

/** Forms that have made servers relay. None of them may be taken for a recipient, whoever the sender claims to be. */
const relayForms = [
  "<user@outside.example>",
  "<user%outside.example@tinh.example>",
  "<user@outside.example@tinh.example>",
  "<outside.example!user@tinh.example>",
  "<outside.example!user>",
  "<@tinh.example:user@outside.example>",
  "<@tinh.example,@xa.example:user@outside.example>",
  '<"user@outside.example">',
  '<"user@outside.example"@tinh.example>',
  '<"user%outside.example"@tinh.example>',
  '<"user"@outside.example>',
  "<user@[127.0.0.1]>",
  "<user@[IPv6:::1]>",
  "<user%outside.example@[127.0.0.1]>",
  "<user@localhost>",
  "<user@outside.example.>",
  "<user@tinh.example.outside.example>",
  "<user@tinh.example@outside.example>",
  "<user@outside.example,lan@tinh.example>",
  "user@outside.example",
  "<lan@tinh.example> <user@outside.example>",
  "<lan@tinh.example\0@outside.example>",
];
const senders = ["", "lan@tinh.example", "spammer@outside.example", "root@localhost", "postmaster@tinh.example"];

for (const form of relayForms)
  test(`A16 ${JSON.stringify(form)} is no recipient, neither for a stranger nor for a signed-in person`, async () => {
    for (const sender of senders) {
      using peer = await connect("smtp");
      assert.equal(await peer.say(`MAIL FROM:<${sender}>`), 250);
      const code = await peer.say(`RCPT TO:${form}`);
      assert.ok([500, 501, 550].includes(code), `${code}`);
      assert.equal(await peer.say("DATA"), 554);
    }
    using person = await connect("submission");
    const credentials = Buffer.from("\0lan@tinh.example\0mat-khau-thu-nghiem").toString("base64");
    assert.equal(await person.say(`AUTH PLAIN ${credentials}`), 235);
    assert.equal(await person.say("MAIL FROM:<lan@tinh.example>"), 250);
    const code = await person.say(`RCPT TO:${form}`);
    assert.ok([500, 501, 550].includes(code), `${code}`);
    assert.equal(await person.say("DATA"), 554);
  });

test("A16 the forms are refused for what they are: the same sender reaches a person here", async () => {
  using peer = await connect("smtp");
  assert.equal(await peer.say("MAIL FROM:<spammer@outside.example>"), 250);
  assert.equal(await peer.say("RCPT TO:<lan@tinh.example>"), 250);
  assert.equal(await peer.say("RCPT TO:<@outside.example:lan@tinh.example>"), 250); // RFC 5321 appendix C
});
