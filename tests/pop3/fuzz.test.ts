// Whatever a peer sends, the server answers or closes, stays up, and finds no fault in itself.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import fc from "fast-check";
import { Letters, name, password } from "#pop3/maildrop.test-support.ts";
import { openDoor, type TestDoor } from "./door.ts";

const keywords = "USER PASS AUTH CAPA STAT LIST UIDL RETR TOP DELE RSET NOOP QUIT XYZZY".split(" ");
const argument = fc.oneof(
  fc.constantFrom("", "1", "2", "3", "0", "-1", "1 1", "PLAIN", "PLAIN =", "99999999999999999999", name, password, "*"),
  fc.string({ unit: "binary", maxLength: 20 }),
);
const command = fc
  .tuple(fc.constantFrom(...keywords), argument)
  .map(([keyword, text]) => `${keyword} ${text}`.trimEnd());
const end = fc.oneof(
  { weight: 20, arbitrary: fc.constant("\r\n") },
  { weight: 1, arbitrary: fc.constantFrom("\n", "\r", "") },
);
const line = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(command, end).map((parts) => Buffer.from(parts.join(""))) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 700 }).map((octets) => Buffer.from(octets)) },
);
const conversation = fc.record({
  signedIn: fc.boolean(),
  lines: fc.array(line, { maxLength: 25 }),
  segments: fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 5 }),
});

describe("any octets at the POP3 door", () => {
  let door: TestDoor;
  before(async () => {
    door = await openDoor(new Letters(["Subject: 1\r\n\r\n.\r\n", "Subject: 2\r\n\r\n"]));
  });
  after(() => door[Symbol.asyncDispose]());

  it("bring answers or an end, never a fault", async () => {
    await fc.assert(
      fc.asyncProperty(conversation, async ({ signedIn, lines, segments }) => {
        const client = await door.connect();
        if (signedIn) await client.signIn();
        const octets = Buffer.concat(lines);
        for (let at = 0, turn = 0; at < octets.length; turn++) {
          const size = segments[turn % segments.length] ?? 1;
          client.send(octets.subarray(at, at + size));
          at += size;
        }
        client.send("\r\n\r\nQUIT\r\n");
        assert.match(await client.closed(), /(^|\r\n)(\+OK|-ERR)[^\r\n]*\r\n$/);
      }),
      { numRuns: 150 },
    );
    assert.deepEqual(door.faults, []);
  });

  it("A08 twenty thousand commands sent before any answer is read are all answered", async () => {
    const client = await door.connect();
    await client.signIn();
    client.socket.pause();
    client.send("NOOP\r\n".repeat(20_000));
    client.send("QUIT\r\n");
    setImmediate(() => client.socket.resume());
    const answers = await client.closed();
    assert.equal(answers.split("\r\n").length - 1, 20_001);
  });
});
