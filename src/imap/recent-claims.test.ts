import assert from "node:assert/strict";
import { it } from "node:test";
import { RecentClaims } from "./recent-claims.ts";

/** A mailbox whose next uid is set by the test. */
const mailbox = (from: number, uidNext: number) => {
  const state = { from, uidNext, takes: 0 };
  const store = {
    take: async () => {
      const before = state.from;
      state.from = state.uidNext;
      state.takes++;
      return before;
    },
    peek: async () => ({ from: state.from, uidNext: state.uidNext }),
  };
  return { state, store };
};

it("the first session told of a message has it as recent, the second not", async () => {
  const { store } = mailbox(3, 6);
  const claims = new RecentClaims();
  const [a, b] = [claims.join("k", store), claims.join("k", store)];
  assert.deepEqual(await Promise.all([a.claim(6), b.claim(6)]), [3, 6]);
});

it("what arrives later goes to whoever is told first", async () => {
  const { state, store } = mailbox(1, 4);
  const claims = new RecentClaims();
  const [a, b] = [claims.join("k", store), claims.join("k", store)];
  assert.equal(await a.claim(4), 1);
  state.uidNext = 6;
  assert.equal(await b.claim(6), 4);
  assert.equal(await a.claim(6), 6);
});

it("looking without claiming leaves the messages to others", async () => {
  const { store } = mailbox(2, 4);
  const claims = new RecentClaims();
  const [looker, taker] = [claims.join("k", store), claims.join("k", store)];
  assert.equal(await looker.peek(), 2);
  assert.equal(await taker.claim(4), 2);
  assert.equal(await looker.peek(), 4);
});

it("the last session to leave writes down what was claimed, once", async () => {
  const { state, store } = mailbox(1, 2);
  const claims = new RecentClaims();
  const [a, b] = [claims.join("k", store), claims.join("k", store)];
  await a.claim(2);
  state.uidNext = 5;
  await a.claim(5);
  await a.leave();
  assert.equal(state.takes, 1);
  await b.leave();
  assert.equal(state.takes, 2);
  assert.equal(await claims.join("k", store).claim(5), 5);
});

it("a message nobody was told of stays recent for the next session", async () => {
  const { state, store } = mailbox(1, 2);
  const claims = new RecentClaims();
  const a = claims.join("k", store);
  await a.claim(2);
  state.uidNext = 3;
  await a.claim(3);
  state.uidNext = 4; // arrives as the session leaves
  await a.leave();
  assert.ok((await claims.join("k", store).claim(4)) <= 3);
});

it("nothing is written for sessions that were told of nothing new", async () => {
  const { state, store } = mailbox(4, 4);
  const claims = new RecentClaims();
  const a = claims.join("k", store);
  await a.claim(4);
  await a.leave();
  assert.equal(state.takes, 1);
});
