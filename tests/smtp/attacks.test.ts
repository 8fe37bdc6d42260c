// The attack cases of the reliability catalogue against both doors, over real sockets.
import assert from "node:assert/strict";
import { test } from "node:test";
import { setImmediate as turn } from "node:timers/promises";
import fc from "fast-check";
import { openDoor } from "../support/smtp-door.ts";
import { SmtpPeer } from "../support/smtp-peer.ts";

const second = "MAIL FROM:<boss@tinh.example>\r\nRCPT TO:<minh@tinh.example>\r\nDATA\r\nSubject: two\r\n\r\nfalse";

/** The public scanner's nine, then our own. */
const smuggling = [
  "\n.\n",
  "\n.\r",
  "\r.\n",
  "\r.\r",
  "\n.\r\n",
  "\r.\r\n",
  "\r\n\0.\r\n",
  "\r\n.\r\r\n",
  "\r\r\n.\r\r\n",
  "\r\n.\n",
  "\r\n.\r",
  "\n\n.\r\n",
  "\r\n.\0\r\n",
  "\r\n..\n.\r\n",
  "\n\r\n.\n",
];

for (const end of smuggling)
  test(`A01 ${JSON.stringify(end)} never makes two letters of one`, async () => {
    await using door = await openDoor("mx");
    using peer = await SmtpPeer.connect(door.target);
    await peer.beginLetter();
    await peer.send(`Subject: one\r\n\r\ntext${end}${second}\r\n.\r\nQUIT\r\n`);
    assert.match(await peer.answer(), /^550 5\.[56]\.[20] /);
    assert.equal(await peer.answer(), "closed");
    assert.equal(door.backend.letters.length, 0);
    assert.equal(door.backend.claimed, 0);
  });

test("A01 how the smuggled letter is cut into segments changes nothing", async () => {
  await using door = await openDoor("mx");
  const cuts = fc.array(fc.nat(140), { maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...smuggling), cuts, async (end, points) => {
      using peer = await SmtpPeer.connect(door.target);
      await peer.beginLetter();
      const text = `Subject: one\r\n\r\ntext${end}${second}\r\n.\r\nQUIT\r\n`;
      const sorted = [0, ...points.map((point) => Math.min(point, text.length)), text.length].sort((a, b) => a - b);
      for (const [i, point] of sorted.slice(1).entries()) {
        await peer.send(text.slice(sorted[i], point));
        await turn();
      }
      assert.match(await peer.answer(), /^550 5\.[56]\.[20] /);
      assert.equal(await peer.answer(), "closed");
      assert.equal(door.backend.letters.length, 0);
    }),
    { numRuns: 60 },
  );
});

test("A04 plain text behind STARTTLS is dropped and the connection closed, also when it comes octet by octet", async () => {
  await using door = await openDoor("mx");
  const injected = "STARTTLS\r\nRSET\r\nMAIL FROM:<evil@xa.example>\r\nRCPT TO:<lan@tinh.example>\r\n";
  using together = await SmtpPeer.connect(door.target);
  await together.send(injected);
  assert.match(await together.answer(), /^503 /);
  assert.equal(await together.answer(), "closed");

  using apart = await SmtpPeer.connect(door.target);
  for (const octet of injected) {
    await apart.send(octet);
    await turn();
  }
  assert.match(await apart.answer(), /^220 /);
  assert.equal(await apart.answer(), "closed"); // what follows is no TLS handshake
});

test("A04 plain text that waits before the handshake never becomes a command of the encrypted session", async () => {
  await using door = await openDoor("mx");
  using peer = await SmtpPeer.connect(door.target);
  await peer.send("STARTTLS\r\n");
  assert.match(await peer.answer(), /^220 /);
  await peer.send("MAIL FROM:<evil@xa.example>\r\n");
  await assert.rejects(peer.startTls());
});

test("A06 a password sent in the clear is refused and never reaches the sign-in service", async () => {
  await using door = await openDoor("submission", { allowPlaintextLoopback: false });
  door.backend.signIn = async () => assert.fail("asked");
  using peer = await SmtpPeer.connect(door.target);
  assert.equal(await peer.say("AUTH PLAIN AGxhbkB0aW5oLmV4YW1wbGUAbWF0LWtoYXU="), 538);
  assert.equal(await peer.say("MAIL FROM:<lan@tinh.example>"), 530);
});

test("A07 an HTTP request gets one line and a close, and none of its body is taken for a command", async () => {
  await using door = await openDoor("mx");
  using peer = await SmtpPeer.connect(door.target);
  await peer.send(`POST / HTTP/1.1\r\nContent-Length: 200\r\n\r\n${second}\r\n.\r\n`);
  assert.match(await peer.answer(), /^502 /);
  assert.equal(await peer.answer(), "closed");
  assert.equal(door.backend.letters.length, 0);
});

test("A07 a TLS client on the plain port is cut off", async () => {
  await using door = await openDoor("mx");
  using peer = await SmtpPeer.connect(door.target, "nothing");
  assert.match(await peer.answer(), /^220 /);
  await assert.rejects(peer.startTls());
});

test("A08 ten megabytes without a line end get one 500, and the session is usable afterwards", async () => {
  await using door = await openDoor("mx");
  using peer = await SmtpPeer.connect(door.target);
  for (let i = 0; i < 160; i++) await peer.send(Buffer.alloc(65_536, 0x41));
  await peer.send("\r\nNOOP\r\n");
  assert.match(await peer.answer(), /^500 5\.5\.6 /);
  assert.match(await peer.answer(), /^250 /);
});

test("A15 a client that speaks before the greeting is refused", async () => {
  await using door = await openDoor("mx");
  using peer = await SmtpPeer.connect(door.target, "nothing");
  await peer.send("EHLO client.example\r\nMAIL FROM:<an@xa.example>\r\n");
  const first = await peer.answer();
  // Either it came before our first line, or right behind it with a second command behind EHLO.
  assert.ok(/^554 5\.5\.0 /.test(first) || /^220 /.test(first), first);
  if (first.startsWith("220")) assert.match(await peer.answer(), /^503 5\.5\.0 /);
  assert.equal(await peer.answer(), "closed");
});

test("A15 the end of the connection in the middle of a letter leaves nothing behind", async () => {
  await using door = await openDoor("mx");
  using peer = await SmtpPeer.connect(door.target);
  await peer.beginLetter();
  await peer.send("Subject: x\r\n\r\nhalf");
  peer.end();
  while ((await peer.reply()) !== null);
  while (door.connections > 0) await turn();
  assert.equal(door.backend.letters.length, 0);
  assert.equal(door.backend.claimed, 0);
});
