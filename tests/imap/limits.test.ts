// Limits, timeouts, slow and vanishing peers, and the end of the server.
import assert from "node:assert/strict";
import { describe, it, mock } from "node:test";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { limits } from "#base/limits.ts";
import { type DoorTestOptions, type ImapDoor, type ImapPeer, openImap } from "./door.ts";

/** Lets pending work of the process go on. */
const turns = async (count: number) => {
  for (let i = 0; i < count; i++) await new Promise((resolve) => setImmediate(resolve));
};

const until = async (holds: () => boolean) => {
  for (let i = 0; i < 20_000 && !holds(); i++) await turns(1);
  assert.ok(holds());
};

/** A door whose sweep is turned by hand: `later` lets time pass and the sweep look. */
async function timedDoor(options: DoorTestOptions = {}) {
  mock.timers.enable({ apis: ["setInterval"] });
  const door = await openImap(options);
  const later = (ms: number) => {
    door.clock.advance(ms);
    mock.timers.tick(5_000);
  };
  return {
    door,
    later,
    [Symbol.asyncDispose]: async () => {
      mock.timers.reset();
      await door.close();
    },
  };
}

describe("timeouts", () => {
  it("E17 before sign-in a silent peer is dropped after 60 s, not before", async () => {
    await using timed = await timedDoor();
    const peer = await timed.door.connect();
    timed.later(limits.imapIdleBeforeSignInMs);
    assert.match(await peer.answer("NOOP"), /^OK/);
    timed.later(limits.imapIdleBeforeSignInMs + 1);
    assert.equal(await peer.ending(), "* BYE Idle for too long\r\n");
  });

  it("E17 before sign-in single octets do not keep the connection", async () => {
    await using timed = await timedDoor();
    const peer = await timed.door.connect();
    timed.later(limits.imapIdleBeforeSignInMs);
    peer.send("a LOG");
    await turns(20);
    timed.later(1);
    assert.equal(await peer.ending(), "* BYE Idle for too long\r\n");
  });

  it("after sign-in a peer may be silent for 30 minutes, in IDLE too", async () => {
    await using timed = await timedDoor();
    const peer = await timed.door.signIn(await timed.door.addPerson());
    timed.later(limits.imapIdleMs);
    peer.send("i IDLE\r\n");
    assert.equal(await peer.response(), "+ Idling");
    timed.later(limits.imapIdleMs);
    await turns(20);
    assert.equal(peer.closed, false);
    timed.later(1);
    assert.equal(await peer.ending(), "* BYE Idle for too long\r\n");
  });

  it("a peer that reads nothing of what was written is cut off after five minutes", async () => {
    await using timed = await timedDoor();
    const { door } = timed;
    const person = await door.addPerson();
    const peer = await door.signIn(person, null);
    await peer.append(Buffer.alloc(8_000_000, "x"));
    await peer.ok("SELECT INBOX");
    peer.pause();
    peer.send("f FETCH 1 (BODY.PEEK[] BODY.PEEK[TEXT] RFC822.HEADER)\r\n");
    await turns(2_000);
    timed.later(1);
    timed.later(5 * 60_000);
    assert.equal(door.services.mail.views.size, 1);
    timed.later(1);
    await until(() => door.services.mail.views.size === 0);
  });
});

describe("sizes", () => {
  const small: DoorTestOptions = { limits: { messageBytes: 1_000 } };
  const letter = (octets: number) => "x".repeat(octets);

  it("a letter at the limit is taken, one octet more is not, waiting or not", async () => {
    await using door = await openImap(small);
    const peer = await door.signIn(await door.addPerson(), null);
    assert.match(await peer.append(letter(1_000)), /^OK/);
    assert.match(await peer.answer(`APPEND INBOX {1001+}\r\n${letter(1_001)}`), /^NO \[TOOBIG\]/);
    assert.match(await peer.answer("APPEND INBOX {1001}"), /^NO \[TOOBIG\]/);
    assert.deepEqual((await peer.ok("STATUS INBOX (MESSAGES)")).slice(0, 1), ['* STATUS "INBOX" (MESSAGES 1)']);
    assert.match((await peer.ok("CAPABILITY")).join(), /APPENDLIMIT=1000/);
  });

  it("the letters of one APPEND share the limit", async () => {
    await using door = await openImap(small);
    const peer = await door.signIn(await door.addPerson(), null);
    const two = (second: number) => `APPEND INBOX {600+}\r\n${letter(600)} {${second}+}\r\n${letter(second)}`;
    assert.match(await peer.answer(two(400)), /^OK/);
    assert.match(await peer.answer(two(401)), /^NO \[TOOBIG\]/);
    assert.deepEqual((await peer.ok("STATUS INBOX (MESSAGES)")).slice(0, 1), ['* STATUS "INBOX" (MESSAGES 2)']);
  });

  it("a letter for which there is no room is refused before its octets are asked for, and the room comes back", async () => {
    await using door = await openImap();
    const person = await door.addPerson();
    const peer = await door.signIn(person, null);
    const rest = door.services.mail.claimRoom(limits.inFlightBytes - 10);
    assert.match(await peer.answer("APPEND INBOX {11}"), /^NO \[UNAVAILABLE\]/);
    assert.match(await peer.answer(`APPEND INBOX {11+}\r\n${letter(11)}`), /^NO \[UNAVAILABLE\]/);
    for (let i = 0; i < 3; i++) assert.match(await peer.append(letter(10)), /^OK/);
    peer.send("x APPEND INBOX {10}\r\n");
    assert.equal(await peer.response(), "+ Go ahead");
    const other = await door.signIn(person, null);
    assert.match(await other.answer("APPEND INBOX {1}"), /^NO \[UNAVAILABLE\]/);
    peer.destroy();
    await until(() => {
      try {
        door.services.mail.claimRoom(10)[Symbol.dispose]();
        return true;
      } catch {
        return false;
      }
    });
    rest[Symbol.dispose]();
  });

  it("a large letter announced and not sent keeps no room from others", async () => {
    await using door = await openImap();
    const person = await door.addPerson();
    const peers = await Promise.all(Array.from({ length: 12 }, () => door.signIn(person, null)));
    for (const peer of peers) {
      peer.send(`x APPEND INBOX {${limits.messageBytes}}\r\n`);
      assert.equal(await peer.response(), "+ Go ahead");
    }
    door.services.mail.claimRoom(limits.inFlightBytes - 12 * 64 * 1024)[Symbol.dispose]();
  });

  it("a letter that runs out of room on its way is dropped to its end, and the session goes on", async () => {
    await using door = await openImap();
    const peer = await door.signIn(await door.addPerson(), null);
    const rest = door.services.mail.claimRoom(limits.inFlightBytes - 1_000_000);
    assert.match(await peer.answer(`APPEND INBOX {3000000+}\r\n${letter(3_000_000)}`), /^NO \[UNAVAILABLE\]/);
    assert.match(await peer.append(letter(400_000)), /^OK/);
    rest[Symbol.dispose]();
    assert.match(await peer.append(letter(3_000_000)), /^OK/);
  });

  it("A09 a command of 256 KiB is taken, one octet more is not", async () => {
    await using door = await openImap();
    const peer = await door.signIn(await door.addPerson());
    const command = (octets: number) => {
      const size = octets - "t1 SEARCH SUBJECT {000000+}\r\n\r\n".length;
      return `SEARCH SUBJECT {${size}+}\r\n${"x".repeat(size)}`;
    };
    const tagged = (octets: number) => {
      peer.send(`t1 ${command(octets)}\r\n`);
      return peer.until("t1");
    };
    assert.match((await tagged(limits.imapCommandBytes)).at(-1) ?? "", /^OK/);
    assert.match((await tagged(limits.imapCommandBytes + 1)).at(-1) ?? "", /^BAD/);
  });
});

describe("counting", () => {
  it("five failed sign-ins end the connection", async () => {
    await using door = await openImap();
    const peer = await door.connect();
    for (let i = 0; i < limits.signInFailuresBeforeLock; i++) {
      assert.match(await peer.answer(`LOGIN ai${i}@test.gov.vn sai`), /^NO \[AUTHENTICATIONFAILED\]/);
    }
    assert.equal(await peer.ending(), "* BYE Too many failed sign-ins\r\n");
  });

  it("a locked name is refused with a code that says later, not wrong", async () => {
    await using door = await openImap();
    const person = await door.addPerson();
    for (let i = 0; i < limits.signInFailuresBeforeLock; i++) {
      const peer = await door.connect();
      await peer.command(`LOGIN ${person.address} sai`);
    }
    const peer = await door.connect();
    assert.match(await peer.answer(`LOGIN ${person.address} ${person.password}`), /^NO \[UNAVAILABLE\]/);
  });

  it("a listener takes no more connections than allowed", async () => {
    await using door = await openImap({ maxConnections: 2 });
    const first = await door.connect();
    await door.connect();
    await assert.rejects(async () => (await door.connect()).ok("NOOP"));
    first.destroy();
  });
});

/** Octets in use once garbage is gone: what the tests before left behind must not count. */
function heldOctets(): number {
  collectGarbage();
  const { heapUsed, external, arrayBuffers } = process.memoryUsage();
  return heapUsed + external + arrayBuffers;
}

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

describe("peers that do not read or go away", () => {
  async function withLetters(door: ImapDoor, count: number, octets: number): Promise<ImapPeer> {
    const person = await door.addPerson();
    const peer = await door.signIn(person, null);
    for (let i = 0; i < count; i++) await peer.append(Buffer.alloc(octets, "x"));
    await peer.ok("SELECT INBOX");
    return peer;
  }

  it("a slow reader of 60 MB never makes the server hold more than a little, and gets all of it", async () => {
    await using door = await openImap();
    const peer = await withLetters(door, 60, 1_000_000);
    peer.pause();
    const before = heldOctets();
    peer.send("f FETCH 1:* BODY.PEEK[]\r\n");
    await turns(3_000);
    const grown = heldOctets() - before;
    assert.ok(grown < 40_000_000, `${grown} octets more`);
    peer.resume();
    const lines = await peer.until("f");
    assert.equal(lines.length, 61);
    assert.ok(lines.slice(0, -1).every((line) => line.length > 1_000_000));
  });

  it("a peer that asks and never reads is no longer answered, and holds little", async () => {
    await using door = await openImap();
    const peer = await door.connect();
    peer.pause();
    const before = heldOctets();
    const octets = "c CAPABILITY\r\n".repeat(100_000); // 40 MB of answers
    peer.send(octets);
    await turns(5_000);
    const grown = heldOctets() - before;
    assert.ok(grown < 25_000_000, `${grown} octets more`);
    peer.resume();
    for (let i = 0; i < 200_000; i++) assert.match((await peer.response()) ?? "", i % 2 ? /^c OK/ : /^\* CAPABILITY/);
  });

  it("E22 a peer that leaves in the middle of an answer leaves nothing behind", async () => {
    await using door = await openImap();
    const peer = await withLetters(door, 8, 1_000_000);
    peer.send("f FETCH 1:* BODY[]\r\n");
    await turns(5);
    peer.destroy();
    await until(() => door.services.mail.views.size === 0);
  });

  it("E22 a peer that leaves in IDLE, in a literal or in AUTHENTICATE leaves nothing behind", async () => {
    await using door = await openImap();
    const person = await door.addPerson();
    const idle = await door.signIn(person);
    idle.send("i IDLE\r\n");
    await idle.response();
    const literal = await door.signIn(person);
    literal.send("a SEARCH SUBJECT {10}\r\n");
    await literal.response();
    const sasl = await door.connect();
    sasl.send("a AUTHENTICATE PLAIN\r\n");
    await sasl.response();
    for (const peer of [idle, literal, sasl]) peer.destroy();
    await until(() => door.services.mail.views.size === 0);
    const next = await door.signIn(person);
    assert.match(await next.answer("NOOP"), /^OK/);
  });

  it("commands sent far ahead are all answered, in order", async () => {
    await using door = await openImap();
    const peer = await door.signIn(await door.addPerson());
    const count = 5_000;
    peer.send(Array.from({ length: count }, (_, i) => `n${i} NOOP\r\n`).join(""));
    for (let i = 0; i < count; i++) assert.equal(await peer.response(), `n${i} OK NOOP done`);
  });
});

describe("A04 STARTTLS", () => {
  it("A04 octets that follow in another segment are never taken as commands", async () => {
    await using door = await openImap({ allowPlaintextLoopback: false });
    const peer = await door.connect();
    assert.equal(await peer.answer("STARTTLS"), "OK Begin TLS now");
    peer.send("a NOOP\r\n");
    assert.doesNotMatch(await peer.ending(), /NOOP/);
  });

  it("A04 what was said before is forgotten, and limits before sign-in hold again", async () => {
    await using door = await openImap({ allowPlaintextLoopback: false });
    const peer = await door.connect();
    await peer.ok("STARTTLS");
    await peer.startTls();
    assert.match(await peer.answer("LOGIN {8193}"), /^BAD \[TOOBIG\]/);
    const person = await door.addPerson();
    assert.match(await peer.answer(`LOGIN ${person.address} ${person.password}`), /^OK/);
  });

  it("A04 a handshake that is none ends the connection and nothing else", async () => {
    await using door = await openImap({ allowPlaintextLoopback: false });
    const peer = await door.connect();
    await peer.ok("STARTTLS");
    peer.send("\x00".repeat(100));
    await peer.ending();
    assert.match(await (await door.connect()).answer("NOOP"), /^OK/);
  });
});

describe("the server stops", () => {
  it("with a goodbye to the idle and to those in IDLE", async () => {
    const door = await openImap();
    const person = await door.addPerson();
    const quiet = await door.signIn(person);
    const idle = await door.signIn(person);
    idle.send("i IDLE\r\n");
    await idle.response();
    const bye = "* BYE [UNAVAILABLE] The server is being stopped\r\n";
    const endings = Promise.all([quiet.ending(), idle.ending()]);
    await door.stopListening();
    const [ofQuiet, ofIdle] = await endings;
    assert.equal(ofQuiet, bye);
    assert.ok(ofIdle.startsWith(bye), ofIdle);
    await door.close();
  });
});
