// Random work by several sessions on one mailbox against a client's model of what it was told: every number a session
// sees must mean the message it was told of, EXPUNGE comes only where it is legal, and in the end all sessions and the
// store agree. The same seed gives the same commands.
import assert from "node:assert/strict";
import { after, before, it } from "node:test";
import { type ImapDoor, type ImapPeer, openImap } from "./door.ts";

let door: ImapDoor;
before(async () => {
  door = await openImap();
});
after(() => door.close());

/** mulberry32: small, good enough, repeatable. */
function randomOf(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

/** What a client knows: per sequence number the uid and the flags, null until told. */
class Model {
  readonly peer: ImapPeer;
  readonly known: { uid: number | null; flags: string | null }[] = [];

  constructor(peer: ImapPeer, exists: number) {
    this.peer = peer;
    for (let i = 0; i < exists; i++) this.known.push({ uid: null, flags: null });
  }

  async run(command: string, mayExpunge: boolean): Promise<string> {
    this.#assume(command);
    const lines = await this.peer.command(command);
    for (const line of lines.slice(0, -1)) this.#take(line, mayExpunge);
    return lines.at(-1) ?? "";
  }

  /** A silent STORE: the client takes it that its change and nothing else happened. */
  #assume(command: string): void {
    const [, number, flag] = /^STORE (\d+) -FLAGS.SILENT \((.*)\)$/.exec(command) ?? [];
    const entry = this.known[Number(number) - 1];
    if (entry?.flags) entry.flags = withoutRecent(entry.flags.replace(flag ?? "", ""));
  }

  #take(line: string, mayExpunge: boolean): void {
    const [, number, what] = /^\* (\d+) (EXISTS|EXPUNGE|FETCH|RECENT)/.exec(line) ?? [];
    const n = Number(number);
    if (what === "EXISTS") {
      assert.ok(n >= this.known.length, `EXISTS must not shrink: ${line}`);
      while (this.known.length < n) this.known.push({ uid: null, flags: null });
    } else if (what === "EXPUNGE") {
      assert.ok(mayExpunge, `EXPUNGE where it is not allowed: ${line}`);
      assert.ok(n >= 1 && n <= this.known.length, `no such number: ${line}`);
      this.known.splice(n - 1, 1);
    } else if (what === "FETCH") this.#takeFetch(line, n);
  }

  #takeFetch(line: string, n: number): void {
    const entry = this.known[n - 1];
    assert.ok(entry, `FETCH of a number never told: ${line}`);
    const uid = /UID (\d+)/.exec(line)?.[1];
    if (uid !== undefined) {
      assert.ok(entry.uid === null || entry.uid === Number(uid), `${line}: the number meant uid ${entry.uid}`);
      entry.uid = Number(uid);
    }
    const flags = /FLAGS \(([^)]*)\)/.exec(line)?.[1];
    if (flags !== undefined) entry.flags = withoutRecent(flags);
  }
}

const withoutRecent = (flags: string) =>
  flags
    .split(" ")
    .filter((flag) => flag !== "\\Recent" && flag !== "")
    .sort()
    .join(" ");

const flagNames = ["\\Seen", "\\Flagged", "\\Answered", "\\Draft", "xong"];

/** One random command, and whether EXPUNGE may come in its answer. */
function commandOf(random: (below: number) => number, count: number): [string, boolean] | "append" {
  const flag = flagNames[random(flagNames.length)];
  const from = 1 + random(Math.max(1, count));
  const to = Math.min(Math.max(1, count), from + random(4));
  switch (random(14)) {
    case 0:
    case 1:
      return "append";
    case 2:
      return count ? [`FETCH ${from}:${to} (UID FLAGS)`, false] : ["NOOP", true];
    case 3:
      return count ? [`STORE ${from}:${to} +FLAGS (${flag})`, false] : ["NOOP", true];
    case 4:
      return count ? [`STORE ${from} -FLAGS.SILENT (${flag})`, false] : ["NOOP", true];
    case 5:
      return [`UID STORE ${from}:${to + 20} +FLAGS (\\Deleted)`, true];
    case 6:
      return ["EXPUNGE", true];
    case 7:
      return [`UID EXPUNGE ${from}:${to + 10}`, true];
    case 8:
      return [`UID FETCH ${from}:* (FLAGS)`, true];
    case 9:
      return ["SEARCH UNSEEN", false];
    case 10:
      return [`UID SEARCH FLAGGED`, true];
    case 11:
      return count ? [`MOVE ${from} Archive`, true] : ["NOOP", true];
    case 12:
      return count ? [`COPY ${from}:${to} INBOX`, true] : ["NOOP", true];
    default:
      return ["NOOP", true];
  }
}

for (const seed of [1, 2, 3, 4, 5, 6]) {
  it(`A12 four sessions at random end in agreement (seed ${seed})`, async () => {
    const random = randomOf(seed);
    const person = await door.addPerson();
    const writer = await door.signIn(person, null);
    for (let i = 0; i < 10; i++) await writer.append(`Subject: ${i}\r\n\r\n`);
    const models: Model[] = [];
    for (let i = 0; i < 4; i++) {
      const peer = await door.signIn(person, null);
      const lines = await peer.ok("SELECT INBOX");
      models.push(new Model(peer, Number(/\* (\d+) EXISTS/.exec(lines.join("\n"))?.[1])));
    }
    const work = async (model: Model) => {
      for (let step = 0; step < 60; step++) {
        const next = commandOf(random, model.known.length);
        if (next === "append") await model.run("APPEND INBOX {17+}\r\nSubject: seed\r\n\r\n", true);
        else assert.doesNotMatch(await model.run(...next), /^BAD|SERVERBUG/, `${next[0]} of ${model.known.length}`);
      }
    };
    await Promise.all(models.map(work));

    const truth = new Model(await door.signIn(person, null), 0);
    await truth.run("SELECT INBOX", true);
    if (truth.known.length) await truth.run("FETCH 1:* (UID FLAGS)", false);
    for (const model of models) {
      await model.run("NOOP", true);
      const believed = model.known.map(({ flags }) => flags);
      assert.equal(model.known.length, truth.known.length);
      for (const [i, entry] of model.known.entries()) {
        const real = truth.known[i];
        if (entry.uid !== null) assert.equal(entry.uid, real?.uid);
        if (believed[i] !== null) assert.equal(believed[i], real?.flags, `flags of uid ${real?.uid}`);
      }
      if (model.known.length) await model.run("FETCH 1:* (UID FLAGS)", false);
      assert.deepEqual(model.known, truth.known);
    }
    const uids = truth.known.map(({ uid }) => uid ?? 0);
    assert.deepEqual(
      uids,
      [...new Set(uids)].sort((x, y) => x - y),
    );
  });
}
