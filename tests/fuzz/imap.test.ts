// IMAP input at random: octets and mutated dialogues into framing, parsers and whole sessions. Nothing but our own
// errors, nothing that depends on how the network cut the octets, nothing that grows faster than its input.
import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import fc from "fast-check";
import { createLog, type Log } from "#base/log.ts";
import { expectDate, takeDateTime } from "#imap/dates.ts";
import { expectFetchPlan } from "#imap/fetch/items.ts";
import { shortStructure } from "#imap/fetch/short-structure.ts";
import { expectFlagList } from "#imap/flags.ts";
import { type Frame, Framer } from "#imap/framing.ts";
import { matchesPattern } from "#imap/list-match.ts";
import { decodeUtf7, encodeUtf7, pathOfName } from "#imap/mailbox-name.ts";
import { Refusal } from "#imap/replies.ts";
import { expectSearchKeys } from "#imap/search/keys.ts";
import { expectSequenceSet, merge, setText } from "#imap/sequence-set.ts";
import { BadCommand, Cursor } from "#imap/syntax.ts";
import { type ImapDoor, openImap } from "../imap/door.ts";
import { parseDialog } from "../support/dialog.ts";

const folder = path.join(import.meta.dirname, "..", "dialogs", "imap");
const variables = { user: "u@test.gov.vn", password: "p", plain: "x", wrong: "x", user64: "x", password64: "x" };

/** What clients say in the dialogues: the seeds. */
const seeds = globSync("*.dialog", { cwd: folder }).map((file) => {
  const { steps } = parseDialog(readFileSync(path.join(folder, file), "utf8"), variables);
  return Buffer.concat(steps.flatMap((step) => (step.kind === "send" ? [step.octets] : [])));
});
assert.ok(seeds.length > 40);

const runs = { seed: 20261123, numRuns: 300 };
const octets = fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes));
/** Octets that matter to the grammar, far more often than chance would bring them. */
const telling = fc.constantFrom(
  ...'\r\n{}+~*%()[]<>"\\ \0\t.:,$'.split(""),
  "\r\n",
  "{3}\r\n",
  "{3+}\r\n",
  "\xff",
  "UID ",
);
const mutated = fc
  .record({
    seed: fc.constantFrom(...seeds.map((seed) => seed.subarray(0, 4_000))),
    edits: fc.array(fc.record({ at: fc.nat(), cut: fc.nat(6), put: telling }), { maxLength: 6 }),
  })
  .map(({ seed, edits }) => {
    let bytes = seed;
    for (const { at, cut, put } of edits) {
      const from = at % (bytes.length + 1);
      bytes = Buffer.concat([bytes.subarray(0, from), Buffer.from(put, "latin1"), bytes.subarray(from + cut)]);
    }
    return bytes;
  });

function framesOf(input: Buffer, cuts: readonly number[]): Frame[] {
  const framer = new Framer({ lineBytes: 2_000, commandBytes: 4_000 });
  const frames: Frame[] = [];
  let at = 0;
  for (let i = 0; at < input.length; i++) {
    const end = Math.min(input.length, at + (cuts[i % cuts.length] ?? 1));
    framer.push(input.subarray(at, end));
    at = end;
    for (let frame = framer.next(); frame; frame = framer.next()) {
      frames.push(frame);
      if (frame.kind === "fatal") return frames;
      if (frame.kind === "literal" && (frame.size > 500 || framer.admit({ counted: true }) === "too-big"))
        framer.refuse(1_000);
    }
    assert.equal(framer.buffered, 0);
  }
  return frames;
}

describe("framing", () => {
  it("takes any octets, and the same ones however they are cut", () => {
    const cuts = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(fc.oneof(octets, mutated), cuts, (input, sizes) => {
        assert.deepEqual(framesOf(input, sizes), framesOf(input, [input.length || 1]));
      }),
      runs,
    );
  });

  it("A10 never finds a command inside a literal", () => {
    const literal = fc.oneof(octets, fc.constantFrom(...seeds.map((seed) => seed.subarray(0, 500))));
    fc.assert(
      fc.property(literal, (inside) => {
        const head = Buffer.from(`a X {${inside.length}+}\r\n`);
        const frames = framesOf(Buffer.concat([head, inside, Buffer.from("\r\nz NOOP\r\n")]), [7]);
        const commands = frames.filter((frame) => frame.kind === "command");
        assert.deepEqual(
          commands.map(({ tag }) => tag),
          ["a", "z"],
        );
        assert.deepEqual(commands[0]?.parts[1], inside);
      }),
      runs,
    );
  });
});

describe("parsers refuse with their own errors only", () => {
  const parsers: [string, (cursor: Cursor) => unknown][] = [
    ["search keys", (cursor) => expectSearchKeys(cursor, { maxDepth: 32 })],
    ["fetch items", (cursor) => expectFetchPlan(cursor, ["UID"])],
    ["sequence sets", expectSequenceSet],
    ["flags", expectFlagList],
    ["dates", expectDate],
    ["date and time", takeDateTime],
    ["strings", (cursor) => cursor.expectText()],
    ["numbers", (cursor) => cursor.expectNumber64()],
    ["names", (cursor) => pathOfName(cursor.expectText())],
    ["modified UTF-7", (cursor) => decodeUtf7(cursor.expectAstring())],
  ];
  for (const [name, parse] of parsers) {
    it(name, () => {
      fc.assert(
        fc.property(fc.oneof(octets, mutated), fc.nat(40), (input, start) => {
          for (const frame of framesOf(input, [input.length || 1])) {
            const command =
              frame.kind === "command" ? { ...frame, argumentsAt: Math.min(start, frame.parts[0]?.length ?? 0) } : null;
            try {
              if (command) parse(new Cursor(command));
            } catch (error) {
              assert.ok(error instanceof BadCommand || error instanceof Refusal, String(error));
            }
          }
        }),
        runs,
      );
    });
  }

  it("BODY of any text that should have been a structure ends", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom("(", ")", '"', "\\", " ", "text", "message", "NIL", "1"), { maxLength: 60 }),
        (words) => {
          assert.equal(typeof shortStructure(words.join("")), "string");
        },
      ),
      runs,
    );
  });
});

describe("round trips", () => {
  it("names survive modified UTF-7", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 40 }), (name) => {
        fc.pre(!/[\x00-\x1f\x7f]/.test(name) || name === "");
        assert.equal(decodeUtf7(Buffer.from(encodeUtf7(name))), name);
      }),
      runs,
    );
  });

  it("sets survive being written and read", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 500 }), { minLength: 1 }), (numbers) => {
        const sorted = [...numbers].sort((a, b) => a - b);
        const text = setText(sorted);
        const cursor = new Cursor({ parts: [Buffer.from(text)], argumentsAt: 0 });
        const read = merge(expectSequenceSet(cursor).ranges);
        assert.equal(setText(expand(read)), text);
        assert.deepEqual(expand(read), sorted);
      }),
      runs,
    );
  });
});

function expand(ranges: readonly number[]): number[] {
  const numbers: number[] = [];
  for (let i = 0; i < ranges.length; i += 2) {
    for (let n = ranges[i] ?? 0; n <= (ranges[i + 1] ?? -1); n++) numbers.push(n);
  }
  return numbers;
}

describe("cost is linear under doubling", () => {
  const cases: [string, (n: number) => Buffer][] = [
    ["literals of one octet", (n) => Buffer.from(`a X ${"{1+}\r\nx".repeat(n)}\r\n`)],
    ["short commands", (n) => Buffer.from("a NOOP\r\n".repeat(n))],
    ["a line in single octets", (n) => Buffer.from(`a ${"x".repeat(n)}`)],
    ["backslashes in quotes", (n) => Buffer.from(`a X "${"\\\\".repeat(n)}"\r\n`)],
    ["a set of many ranges", (n) => Buffer.from(`a X ${"9:1,".repeat(n)}1\r\n`)],
    ["open parentheses", (n) => Buffer.from(`a X ${"(".repeat(n)}\r\n`)],
    ["shifts of UTF-7", (n) => Buffer.from(`a X ${"&AbA-a".repeat(n)}\r\n`)],
  ];
  const cost = (input: Buffer): number => {
    const start = process.cpuUsage();
    const framer = new Framer({ lineBytes: 1e9, commandBytes: 1e9 });
    for (let at = 0; at < input.length; at += 64) framer.push(input.subarray(at, at + 64));
    for (let frame = framer.next(); frame; frame = framer.next()) {
      if (frame.kind === "literal") framer.admit({ counted: true });
      if (frame.kind !== "command") continue;
      for (const parse of [
        expectSequenceSet,
        (c: Cursor) => c.expectText(),
        (c: Cursor) => expectSearchKeys(c, { maxDepth: 32 }),
      ]) {
        try {
          parse(new Cursor({ ...frame, argumentsAt: 4 }));
        } catch (error) {
          assert.ok(error instanceof BadCommand || error instanceof Refusal, String(error));
        }
      }
    }
    const { user, system } = process.cpuUsage(start);
    return user + system;
  };
  for (const [name, make] of cases) {
    it(`A09 ${name}`, () => {
      cost(make(2_000)); // warm
      const best = (n: number) => Math.min(...Array.from({ length: 3 }, () => cost(make(n))));
      const small = Math.max(best(10_000), 1_000);
      assert.ok(best(40_000) < small * 10, "four times the input must not cost ten times as much");
    });
  }

  it("A09 LIST patterns", () => {
    const start = process.cpuUsage();
    for (let i = 0; i < 100; i++) matchesPattern("a/".repeat(500), `${"%a*".repeat(60)}b`);
    assert.ok(process.cpuUsage(start).user < 3_000_000);
  });
});

describe("whole sessions", () => {
  let door: ImapDoor;
  const faults: unknown[] = [];
  before(async () => {
    const quiet = createLog("silent");
    const log: Log = Object.assign(Object.create(quiet), { error: (...said: unknown[]) => void faults.push(said) });
    door = await openImap({ log, limits: { imapBadCommands: 1_000 } });
  });
  after(() => door.close());

  it("survive mutated dialogues, signed in, without a fault on our side or a word to other sessions", async () => {
    const witness = await door.signIn(await door.addPerson());
    const person = await door.addPerson();
    await fc.assert(
      fc.asyncProperty(mutated, async (input) => {
        const peer = await door.signIn(person, null);
        peer.send(Buffer.concat([input, Buffer.from("\r\n")]));
        peer.finish();
        await peer.ending();
        peer.destroy();
        assert.deepEqual(faults, []);
      }),
      { ...runs, numRuns: 150 },
    );
    assert.deepEqual(await witness.command("NOOP"), ["OK NOOP done"]);
  });
});
