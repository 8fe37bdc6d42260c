import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { setImmediate as turn } from "node:timers/promises";
import { limits } from "#base/limits.ts";
import { createLog } from "#base/log.ts";
import type { Envelope, SmtpBackend } from "./backend.ts";
import { SmtpSession } from "./session.ts";
import type { SmtpDoor } from "./state.ts";

/** A session whose letters are stored when `store()` is called, and what it says. */
function conversation() {
  const stored = Promise.withResolvers<void>();
  const time = { nowMs: 0 };
  const said = { text: "", held: 0, released: 0, ended: false };
  const envelope: Envelope = { recipients: 1, addRecipient: async () => {}, deliver: () => stored.promise };
  const backend: SmtpBackend = {
    claimRoom: () => ({ [Symbol.dispose]() {} }),
    envelope: () => envelope,
    signIn: () => Promise.reject(new TypeError("not here")),
  };
  const door: SmtpDoor = {
    mode: "mx",
    hostname: "mail.tinh.example",
    backend,
    clock: { nowMs: () => 0, monotonicMs: () => time.nowMs },
    limits: { ...limits, smtpIdleMs: 1_000, smtpDataIdleMs: 500 },
    messageBytes: 1_000_000,
    allowPlaintextLoopback: false,
    log: createLog("silent"),
  };
  const session = new SmtpSession(
    door,
    { remoteAddress: "127.0.0.1", cipher: null },
    {
      write: (text) => {
        said.text += text;
      },
      hold: () => {
        said.held++;
      },
      release: () => {
        said.released++;
      },
      end: () => {
        said.ended = true;
      },
      startTls: () => {},
    },
  );
  session.greet();
  const say = async (text: string) => {
    said.text = "";
    session.receive(Buffer.from(text));
    await turn();
    return said.text;
  };
  return { time, said, say, store: () => stored.resolve() };
}

/** Turns the clock and fires what is due. */
function advance({ time }: ReturnType<typeof conversation>, t: TestContext, ms: number): void {
  time.nowMs += ms;
  t.mock.timers.tick(ms);
}

const begin = "EHLO x\r\n";
const group = "MAIL FROM:<a@xa.example>\r\nRCPT TO:<lan@tinh.example>\r\nDATA\r\n";

test("the idle time runs from the last whole command, and half a command does not stop it", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const peer = conversation();
  const { said, say } = peer;
  advance(peer, t, 999);
  await say(begin);
  advance(peer, t, 999);
  assert.equal(said.ended, false);
  await say("NOO");
  advance(peer, t, 1);
  assert.equal(said.ended, true);
  assert.match(said.text, /^421 4\.4\.2 /);
});

test("during a letter the time is shorter, and every octet of it starts it again", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const peer = conversation();
  const { said, say } = peer;
  await say(begin);
  assert.match(await say(group), /354 .*\r\n$/);
  for (let i = 0; i < 10; i++) {
    advance(peer, t, 499);
    await say("x");
  }
  assert.equal(said.ended, false);
  advance(peer, t, 500);
  assert.equal(said.ended, true);
});

test("a letter that takes long to store is waited for, and the idle time starts after its reply", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const peer = conversation();
  const { said, say, store } = peer;
  await say(begin);
  await say(group);
  await say("x\r\n.\r\n");
  advance(peer, t, 5_900);
  assert.equal(said.text, "");
  store();
  await turn();
  assert.match(said.text, /^250 /);
  advance(peer, t, 999);
  assert.equal(said.ended, false);
  advance(peer, t, 1);
  assert.equal(said.ended, true);
});

test("pipelined commands behind a letter that is being stored are held back past 64 KiB, and answered afterwards", async () => {
  const peer = conversation();
  const { said, say, store } = peer;
  await say(begin);
  await say(group);
  await say("x\r\n.\r\n");
  await say("NOOP\r\n".repeat(10_922));
  assert.equal(said.held, 0);
  await say("NOOP\r\n");
  assert.equal(said.held, 1);
  assert.equal(said.released, 0);
  store();
  while (said.released === 0) await turn();
  assert.equal(said.text.split("\r\n").length - 1, 1 + 10_923);
});
