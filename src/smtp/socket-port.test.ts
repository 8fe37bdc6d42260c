import assert from "node:assert/strict";
import { Duplex } from "node:stream";
import { test } from "node:test";
import { SocketPort } from "./socket-port.ts";

/** A peer that takes nothing until `read()`. */
function stuckPeer() {
  const pending: (() => void)[] = [];
  const socket = new Duplex({
    read() {},
    write(_chunk, _encoding, done) {
      pending.push(done);
    },
  });
  const read = () => {
    for (let done = pending.shift(); done; done = pending.shift()) done();
  };
  return { socket, read, port: new SocketPort(socket, () => {}) };
}

test("a peer that does not read its replies is not read from until it does", async () => {
  const { socket, read, port } = stuckPeer();
  port.write("x".repeat(65_536));
  assert.equal(socket.isPaused(), false);
  port.write("x");
  assert.equal(socket.isPaused(), true);
  const drained = new Promise((resolve) => socket.once("drain", resolve));
  while (socket.writableLength > 0) {
    read();
    await new Promise((resolve) => setImmediate(resolve));
  }
  await drained;
  assert.equal(socket.isPaused(), false);
});

test("a session that is busy and a peer that does not read both keep the socket paused", () => {
  const { socket, port } = stuckPeer();
  port.hold();
  assert.equal(socket.isPaused(), true);
  port.release();
  assert.equal(socket.isPaused(), false);
  port.write("x".repeat(65_537));
  port.hold();
  port.release();
  assert.equal(socket.isPaused(), true);
});

test("after the last reply the rest is read and thrown away, and a peer that stays is cut off", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const { socket, port } = stuckPeer();
  port.hold();
  port.end();
  assert.equal(socket.isPaused(), false);
  t.mock.timers.tick(4_999);
  assert.equal(socket.destroyed, false);
  t.mock.timers.tick(1);
  assert.equal(socket.destroyed, true);
});

test("nothing is written to a socket that the peer has closed", () => {
  const { socket, port } = stuckPeer();
  socket.destroy();
  port.write("250 OK");
  assert.equal(socket.writableLength, 0);
});
