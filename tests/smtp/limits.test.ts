// Every limit of the SMTP doors at its value and one past it, and what the doors do when the system cannot go on.
import assert from "node:assert/strict";
import { test } from "node:test";
import { setImmediate as turn } from "node:timers/promises";
import { CongvuError } from "#base/errors.ts";
import { openDoor } from "../support/smtp-door.ts";
import { SmtpPeer } from "../support/smtp-peer.ts";

for (const way of ["DATA", "BDAT"] as const)
  test(`a letter of exactly the largest size is taken by ${way}, one octet more gets 552`, async () => {
    await using door = await openDoor("mx", { messageBytes: 1_000 });
    using peer = await SmtpPeer.connect(door.target);
    for (const [size, expected] of [
      [1_000, 250],
      [1_001, 552],
      [1_000, 250],
    ] as const) {
      assert.equal(await peer.say("MAIL FROM:<an@xa.example>"), 250);
      assert.equal(await peer.say("RCPT TO:<lan@tinh.example>"), 250);
      if (way === "DATA") assert.equal(await peer.say("DATA"), 354);
      const letter = `.${"x".repeat(size - 3)}\r\n`; // its stuffed dot does not count: RFC 1870 §3
      await peer.send(way === "DATA" ? `.${letter}.\r\n` : `BDAT ${size} LAST\r\n${letter}`);
      assert.equal((await peer.reply())?.code, expected);
    }
    assert.deepEqual(
      door.backend.letters.map(({ bytes }) => bytes.length),
      [1_000, 1_000],
    );
    assert.equal(door.backend.claimed, 0);
  });

test("SIZE at the limit is taken, one more is refused before the letter", async () => {
  await using door = await openDoor("mx", { messageBytes: 1_000 });
  using peer = await SmtpPeer.connect(door.target);
  assert.equal(await peer.say("MAIL FROM:<an@xa.example> SIZE=1001"), 552);
  assert.equal(await peer.say("MAIL FROM:<an@xa.example> SIZE=1000"), 250);
});

test("recipients up to the limit are taken, the next one is put off and the letter still goes", async () => {
  await using door = await openDoor("mx", { limits: { smtpRecipients: 3 } });
  for (const name of ["a", "b", "c", "d"]) door.backend.mailboxes.set(`${name}@tinh.example`, name);
  using peer = await SmtpPeer.connect(door.target);
  assert.equal(await peer.say("MAIL FROM:<an@xa.example>"), 250);
  for (const name of ["a", "b", "a", "c"]) assert.equal(await peer.say(`RCPT TO:<${name}@tinh.example>`), 250);
  await peer.send("RCPT TO:<d@tinh.example>\r\n");
  assert.match(await peer.answer(), /^452 4\.5\.3 /);
  assert.equal(await peer.say("DATA"), 354);
  assert.equal(await peer.say("x\r\n."), 250);
  assert.deepEqual(door.backend.letters[0]?.to, ["a@tinh.example", "b@tinh.example", "c@tinh.example"]);
});

test("a recipient named twice, in two spellings or by two addresses, gets one copy", async () => {
  await using door = await openDoor("mx");
  using peer = await SmtpPeer.connect(door.target);
  assert.equal(await peer.say("MAIL FROM:<an@xa.example>"), 250);
  for (const to of ["<lan@tinh.example>", "<LAN@TINH.example>", '<"lan"@tinh.example>', "<nguyen.lan@tinh.example>"])
    assert.equal(await peer.say(`RCPT TO:${to}`), 250);
  assert.equal(await peer.say("DATA"), 354);
  assert.equal(await peer.say("x\r\n."), 250);
  assert.deepEqual(door.backend.letters[0]?.to, ["lan@tinh.example"]);
});

test("a letter passed on as often as the limit says is taken, once more and it is looping", async () => {
  await using door = await openDoor("mx", { limits: { receivedFields: 3 } });
  using peer = await SmtpPeer.connect(door.target);
  await peer.beginLetter();
  await peer.send(`${"Received: from a by b\r\n".repeat(3)}\r\nx\r\n.\r\n`);
  assert.match(await peer.answer(), /^250 /);
  await peer.beginLetter();
  await peer.send(`${"Received: from a by b\r\n".repeat(4)}\r\nx\r\n.\r\n`);
  assert.match(await peer.answer(), /^554 5\.4\.6 /);
  assert.equal(door.backend.letters.length, 1);
});

test("a line of 100,000 octets in a letter is kept octet for octet", async () => {
  await using door = await openDoor("mx", { messageBytes: 200_000 });
  using peer = await SmtpPeer.connect(door.target);
  await peer.beginLetter();
  await peer.send(`${"x".repeat(100_000)}\r\n.\r\n`);
  assert.match(await peer.answer(), /^250 /);
  assert.equal(door.backend.letters[0]?.text, `${"x".repeat(100_000)}\r\n`);
});

test("a full disk is said at MAIL for a declared size, at DATA for any, and at the end when it fills meanwhile", async () => {
  await using door = await openDoor("mx", { messageBytes: 1_000_000 });
  using peer = await SmtpPeer.connect(door.target);
  door.backend.room = 100_000;
  await peer.send("MAIL FROM:<an@xa.example> SIZE=100001\r\n");
  assert.match(await peer.answer(), /^452 4\.3\.1 /);
  await peer.beginLetter();
  await peer.send(`${"x".repeat(100_001)}\r\n.\r\n`);
  assert.match(await peer.answer(), /^452 4\.3\.1 /);
  door.backend.room = 0;
  assert.equal(await peer.say("MAIL FROM:<an@xa.example>"), 250);
  assert.equal(await peer.say("RCPT TO:<lan@tinh.example>"), 250);
  await peer.send("DATA\r\n");
  assert.match(await peer.answer(), /^452 4\.3\.1 /);
  await peer.send("BDAT 3 LAST\r\nx\r\n");
  assert.match(await peer.answer(), /^452 4\.3\.1 /);
  door.backend.room = 100_000;
  await peer.beginLetter();
  assert.equal(await peer.say("x\r\n."), 250);
  assert.equal(door.backend.letters.length, 1);
  assert.equal(door.backend.claimed, 0);
});

const failures = [
  { why: "a full mailbox", failure: new CongvuError("mailbox-full"), answer: /^452 4\.2\.2 / },
  { why: "an overloaded store", failure: new CongvuError("overloaded"), answer: /^451 4\.3\.2 / },
  { why: "a malformed letter", failure: new CongvuError("letter-malformed"), answer: /^550 5\.6\.0 / },
  {
    why: "a fault nobody foresaw",
    failure: new TypeError("secret detail"),
    answer: /^451 4\.3\.0 A fault on our side/,
  },
];
for (const { why, failure, answer } of failures)
  test(`${why} at the end of a letter is answered in SMTP's words and the session goes on`, async () => {
    await using door = await openDoor("mx");
    using peer = await SmtpPeer.connect(door.target);
    await peer.beginLetter();
    door.backend.failure = failure;
    await peer.send("x\r\n.\r\n");
    assert.match(await peer.answer(), answer);
    door.backend.failure = null;
    await peer.beginLetter();
    assert.equal(await peer.say("x\r\n."), 250);
  });

test("a silent client is told goodbye, before and during a letter", async () => {
  await using impatient = await openDoor("mx", { limits: { smtpIdleMs: 50 } });
  using idle = await SmtpPeer.connect(impatient.target, "nothing");
  assert.match(await idle.answer(), /^220 /);
  assert.match(await idle.answer(), /^421 4\.4\.2 /);
  assert.equal(await idle.answer(), "closed");
  await using door = await openDoor("mx", { limits: { smtpDataIdleMs: 50 } });
  using slow = await SmtpPeer.connect(door.target);
  await slow.beginLetter();
  assert.match(await slow.answer(), /^421 4\.4\.2 /);
  assert.equal(await slow.answer(), "closed");
  assert.equal(door.backend.claimed, 0);
});

test("half a command now and then does not keep a connection", async () => {
  await using door = await openDoor("mx", { limits: { smtpIdleMs: 100 } });
  using peer = await SmtpPeer.connect(door.target, "nothing");
  assert.match(await peer.answer(), /^220 /);
  const dripping = setInterval(() => void peer.send("N"), 10);
  assert.match(await peer.answer(), /^421 4\.4\.2 /);
  clearInterval(dripping);
});

test("connections past the limit are closed at once, and their place is free again when one ends", async () => {
  await using door = await openDoor("mx", { maxConnections: 2 });
  const first = await SmtpPeer.connect(door.target);
  using _second = await SmtpPeer.connect(door.target);
  using third = await SmtpPeer.connect(door.target, "nothing");
  assert.equal(await third.answer(), "closed");
  assert.equal(await first.say("QUIT"), 221);
  assert.equal(await first.answer(), "closed");
  while (door.connections > 1) await turn();
  using _fourth = await SmtpPeer.connect(door.target);
  first[Symbol.dispose]();
});

test("G18 a stopping server says 421 to who waits, and 250 first to whose letter is being stored", async () => {
  const door = await openDoor("mx");
  using idle = await SmtpPeer.connect(door.target);
  using sending = await SmtpPeer.connect(door.target);
  await sending.beginLetter();
  using storing = await SmtpPeer.connect(door.target);
  await storing.beginLetter();
  const gate = Promise.withResolvers<void>();
  const reached = Promise.withResolvers<void>();
  const { backend } = door;
  Object.defineProperty(backend, "gate", {
    get() {
      reached.resolve();
      return gate.promise;
    },
  });
  await storing.send("x\r\n.\r\n");
  await reached.promise;
  const closed = door.close(5_000);
  assert.match(await idle.answer(), /^421 4\.3\.2 /);
  assert.match(await sending.answer(), /^421 4\.3\.2 /);
  gate.resolve();
  assert.match(await storing.answer(), /^250 /);
  assert.match(await storing.answer(), /^421 4\.3\.2 /);
  for (const peer of [idle, sending, storing]) {
    assert.equal(await peer.answer(), "closed");
    peer[Symbol.dispose]();
  }
  await closed;
  assert.equal(backend.letters.length, 1);
});

test("a client that does not read its replies is not read from either", async () => {
  await using door = await openDoor("mx");
  using peer = await SmtpPeer.connect(door.target);
  const many = 20_000;
  await peer.send("HELP\r\n".repeat(many));
  for (let i = 0; i < many; i++) assert.equal((await peer.reply())?.code, 214);
});

test("both doors listen on IPv6 and IPv4 at once", async () => {
  for (const mode of ["mx", "submission"] as const) {
    await using door = await openDoor(mode, { host: "::" });
    for (const host of ["::1", "127.0.0.1"]) {
      using peer = await SmtpPeer.connect({ ...door.target, host });
      assert.equal(await peer.say("NOOP"), 250);
    }
  }
});
