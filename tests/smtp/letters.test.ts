// What becomes of a letter between the socket and the backend: its octets, its trace block, what submission adds.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { openDoor } from "../support/smtp-door.ts";
import { SmtpPeer } from "../support/smtp-peer.ts";

const stuff = (letter: Buffer) => Buffer.from(letter.toString("latin1").replace(/^\./gm, ".."), "latin1");

/** Any octets without NUL and bare CR or LF, lines ended. */
const letters = fc
  .array(
    fc.oneof(
      fc.uint8Array({ maxLength: 90 }).map((octets) => octets.filter((octet) => ![0, 10, 13].includes(octet))),
      fc.constantFrom(Buffer.from("."), Buffer.from(".."), Buffer.from(".a"), Buffer.from("x".repeat(3_000))),
    ),
    { maxLength: 30 },
  )
  .map((lines) => Buffer.concat(lines.flatMap((line) => [Buffer.from(line), Buffer.from("\r\n")])));

test("B21 every letter comes out octet for octet as it was sent, by DATA and by BDAT", async () => {
  await using door = await openDoor("mx", { messageBytes: 1_000_000 });
  using peer = await SmtpPeer.connect(door.target);
  const chunkSizes = fc.array(fc.nat(4_000), { maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(letters, chunkSizes, async (letter, sizes) => {
      await peer.beginLetter();
      await peer.send(Buffer.concat([stuff(letter), Buffer.from(".\r\n")]));
      assert.match(await peer.answer(), /^250 /);
      await peer.send("MAIL FROM:<an@xa.example>\r\nRCPT TO:<lan@tinh.example>\r\n");
      let at = 0;
      for (const size of sizes) {
        const chunk = letter.subarray(at, at + size);
        at += chunk.length;
        await peer.send(Buffer.concat([Buffer.from(`BDAT ${chunk.length}\r\n`), chunk]));
      }
      await peer.send(Buffer.concat([Buffer.from(`BDAT ${letter.length - at} LAST\r\n`), letter.subarray(at)]));
      for (let i = 0; i < sizes.length + 3; i++) assert.match(await peer.answer(), /^250 /);
      const [byData, byChunks] = door.backend.letters.splice(0);
      assert.deepEqual(byData?.bytes, letter);
      assert.deepEqual(byChunks?.bytes, letter);
    }),
    { numRuns: 100 },
  );
});

test("letters pipelined one behind the other stay apart", async () => {
  await using door = await openDoor("mx");
  using peer = await SmtpPeer.connect(door.target);
  const chunked = (text: string) =>
    `MAIL FROM:<an@xa.example>\r\nRCPT TO:<lan@tinh.example>\r\nBDAT ${text.length} LAST\r\n${text}`;
  const texts = Array.from({ length: 50 }, (_, i) => `Subject: ${i}\r\n\r\n${"x".repeat(i * 97)}\r\n`);
  await peer.send(texts.map(chunked).join(""));
  for (let i = 0; i < 150; i++) assert.match(await peer.answer(), /^250 /);
  assert.deepEqual(
    door.backend.letters.map(({ text }) => text),
    texts,
  );
});

test("the trace block in front names the encrypted protocol and the client, and no recipient", async () => {
  await using door = await openDoor("mx");
  using peer = await SmtpPeer.connect(door.target);
  assert.equal(await peer.say("STARTTLS"), 220);
  await peer.startTls();
  assert.equal(await peer.say("EHLO client.example"), 250);
  await peer.beginLetter("lan@tinh.example", "an@xa.example");
  await peer.send("x\r\n.\r\n");
  const id = /id (\w+)$/.exec(await peer.answer())?.[1];
  const unfolded = door.backend.letters[0]?.trace.replaceAll("\r\n ", " ");
  assert.match(
    unfolded ?? "",
    new RegExp(
      "^Return-Path: <an@xa\\.example>\\r\\nReceived: from client\\.example \\(\\[127\\.0\\.0\\.1\\]\\) by " +
        `mail\\.tinh\\.example with ESMTPS \\(TLSv1\\.3 TLS_[A-Z0-9_]+\\) id ${id}; Mon, 23 Nov 2026 02:00:00 \\+0000\\r\\n$`,
    ),
  );
  assert.doesNotMatch(unfolded ?? "", /lan@/);
});

test("an address and a header in Vietnamese letters reach the backend unchanged", async () => {
  await using door = await openDoor("mx");
  using peer = await SmtpPeer.connect(door.target);
  assert.equal(await peer.say("MAIL FROM:<bình@xã.example> SMTPUTF8"), 250);
  assert.equal(await peer.say("RCPT TO:<hùng@tinh.example>"), 250);
  assert.equal(await peer.say("DATA"), 354);
  assert.equal(await peer.say("Subject: Kính gửi\r\n\r\nđồng chí\r\n."), 250);
  const [letter] = door.backend.letters;
  assert.equal(letter?.from, "bình@xã.example");
  assert.match(letter?.trace ?? "", /^Return-Path: <bình@xã\.example>\r\n.* with UTF8SMTP\s/);
  assert.equal(letter?.bytes.toString(), "Subject: Kính gửi\r\n\r\nđồng chí\r\n");
});

test("a submitted letter gets its missing fields in front, loses Bcc and keeps every other octet", async () => {
  await using door = await openDoor("submission", { implicitTls: true });
  using peer = await SmtpPeer.connect(door.target);
  assert.equal(await peer.say("AUTH PLAIN AGxhbkB0aW5oLmV4YW1wbGUAbWF0LWtoYXU="), 235);
  await peer.beginLetter("minh@tinh.example", "lan@tinh.example");
  const kept = "From:  Lan <lan@tinh.example>\r\nTo: minh@tinh.example\r\n";
  await peer.send(`${kept}Bcc: hidden@tinh.example\r\n\r\ntext \r\n.\r\n`);
  assert.match(await peer.answer(), /^250 /);
  const [letter] = door.backend.letters;
  const added = /^Date: Mon, 23 Nov 2026 02:00:00 \+0000\r\nMessage-ID: <\w+@mail\.tinh\.example>\r\n/;
  assert.match(letter?.text ?? "", added);
  assert.equal(letter?.text.replace(added, ""), `${kept}\r\ntext \r\n`);
  assert.match(letter?.trace ?? "", / with ESMTPSA\s/);
});

test("the replies to a pipelined group leave in one write", async () => {
  await using door = await openDoor("mx");
  using peer = await SmtpPeer.connect(door.target);
  const group = "RSET\r\nNOOP\r\nMAIL FROM:<an@xa.example>\r\nRCPT TO:<lan@tinh.example>\r\nDATA\r\n";
  await peer.send(group);
  assert.equal(await peer.segment(), [250, 250, 250, 250, 354].join(" "));
});
