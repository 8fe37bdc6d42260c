import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type Frame, Framer, type FramingLimits } from "./framing.ts";

const roomy: FramingLimits = { lineBytes: 1000, commandBytes: 2000 };

/** Every frame of `input`, literals decided by `decide`; commands with their parts as text. */
function framesOf(
  input: string | Buffer,
  options: { limits?: FramingLimits; decide?: (size: number) => boolean; pieces?: number } = {},
) {
  const framer = new Framer(options.limits ?? roomy);
  const octets = Buffer.from(input as string);
  const frames: unknown[] = [];
  const drain = () => {
    for (let frame = framer.next(); frame; frame = framer.next()) {
      frames.push(shown(frame));
      if (frame.kind === "fatal") return;
      if (frame.kind !== "literal") continue;
      const isAdmitted = (options.decide?.(frame.size) ?? true) && framer.admit({ counted: true }) === "admitted";
      if (!isAdmitted) framer.refuse(50);
    }
  };
  const step = options.pieces ?? octets.length;
  for (let at = 0; at < octets.length; at += step) {
    framer.push(octets.subarray(at, at + step));
    drain();
  }
  return { frames, framer };
}

function shown(frame: Frame): unknown {
  if (frame.kind === "command") return [frame.tag, frame.name, ...frame.parts.map((part) => part.toString("latin1"))];
  if (frame.kind === "literal") return `literal ${frame.size}${frame.waits ? "" : "+"}`;
  if (frame.kind === "refused") return `refused ${frame.tag}`;
  return `${frame.kind} ${frame.tag}`;
}

describe("commands", () => {
  const table = [
    { why: "a plain command", input: "a1 NOOP\r\n", frames: [["a1", "NOOP", "a1 NOOP"]] },
    {
      why: "two in one segment",
      input: "a NOOP\r\nb noop\r\n",
      frames: [
        ["a", "NOOP", "a NOOP"],
        ["b", "NOOP", "b noop"],
      ],
    },
    {
      why: "a synchronizing literal",
      input: "a LOGIN {2}\r\nxy pw\r\n",
      frames: ["literal 2", ["a", "LOGIN", "a LOGIN ", "xy", " pw"]],
    },
    {
      why: "two non-synchronizing literals, one of them empty",
      input: "a LOGIN {0+}\r\n {2+}\r\npw\r\n",
      frames: ["literal 0+", "literal 2+", ["a", "LOGIN", "a LOGIN ", "", " ", "pw", ""]],
    },
    {
      why: "a literal8 keeps its mark in the text",
      input: "a APPEND x ~{1}\r\n\0\r\n",
      frames: ["literal 1", ["a", "APPEND", "a APPEND x ~", "\0", ""]],
    },
    {
      why: "braces that announce nothing",
      input: "a X {}\r\nb X {+}\r\nc X {1-}\r\nd X 1}\r\n",
      frames: [
        ["a", "X", "a X {}"],
        ["b", "X", "b X {+}"],
        ["c", "X", "c X {1-}"],
        ["d", "X", "d X 1}"],
      ],
    },
    { why: "no tag", input: "\r\n", frames: ["bad *"] },
    { why: "a tag with a plus sign", input: "+ NOOP\r\n", frames: ["bad *"] },
    { why: "a tag with a brace", input: "{1} NOOP\r\n", frames: ["bad *"] },
    { why: "a tag of 8-bit octets", input: "\xe9 NOOP\r\n", frames: ["bad *"] },
    { why: "no name", input: "a \r\n", frames: ["bad *"] },
    { why: "two spaces before the name", input: "a  NOOP\r\n", frames: ["bad *"] },
    {
      why: "LF alone ends a line, and is answered",
      input: "a NOOP\nb NOOP\r\n",
      frames: ["bad a", ["b", "NOOP", "b NOOP"]],
    },
    {
      why: "LF alone behind a literal announcement announces nothing",
      input: "a X {3}\nb NOOP\r\n",
      frames: ["bad a", ["b", "NOOP", "b NOOP"]],
    },
  ];
  for (const { why, input, frames } of table) {
    for (const pieces of [Number.MAX_SAFE_INTEGER, 1, 3]) {
      it(`${why} (${pieces > 9 ? "whole" : `${pieces} octets at a time`})`, () => {
        assert.deepEqual(framesOf(Buffer.from(input, "latin1"), { pieces }).frames, frames);
      });
    }
  }

  it("holds nothing back after a whole command", () => {
    assert.equal(framesOf("a NOOP\r\n").framer.isEmpty, true);
    assert.equal(framesOf("a NOOP\r\nb").framer.isEmpty, false);
    assert.equal(framesOf("a LOGIN {5}\r\nab").framer.isEmpty, false);
  });
});

describe("A10 literals are counted in octets and never read as commands", () => {
  it("A10 a command inside a literal stays inside", () => {
    const inside = "b LOGOUT\r\nc LOGOUT\r\n";
    const { frames } = framesOf(`a LOGIN {${inside.length}+}\r\n${inside} x\r\nd NOOP\r\n`);
    assert.deepEqual(frames, [
      `literal ${inside.length}+`,
      ["a", "LOGIN", "a LOGIN ", inside, " x"],
      ["d", "NOOP", "d NOOP"],
    ]);
  });

  it("A10 Vietnamese text counts its octets, not its letters", () => {
    const text = "Hoả tốc";
    const octets = Buffer.byteLength(text);
    const { frames } = framesOf(`a SEARCH SUBJECT {${octets}+}\r\n${text}\r\nb NOOP\r\n`);
    assert.deepEqual(frames.at(-1), ["b", "NOOP", "b NOOP"]);
    assert.equal(frames.length, 3);
  });

  it("A10 a length too short leaves the rest to the same command, not to a new one", () => {
    const { frames } = framesOf("a LOGIN {2+}\r\nxyz w\r\nb NOOP\r\n");
    assert.deepEqual(frames, ["literal 2+", ["a", "LOGIN", "a LOGIN ", "xy", "z w"], ["b", "NOOP", "b NOOP"]]);
  });

  it("A10 a refused non-synchronizing literal is dropped with the rest of its command", () => {
    const { frames } = framesOf("a LOGIN {9+}\r\nb LOGOUT\n {3+}\r\nxyz\r\nc NOOP\r\n", { decide: (size) => size < 5 });
    assert.deepEqual(frames, ["literal 9+", "refused a", ["c", "NOOP", "c NOOP"]]);
  });

  it("A10 a refused synchronizing literal ends its command: the peer sends the next one", () => {
    const { frames } = framesOf("a LOGIN {9}\r\nb NOOP\r\n", { decide: () => false });
    assert.deepEqual(frames, ["literal 9", ["b", "NOOP", "b NOOP"]]);
  });

  it("A10 a synchronizing literal inside a refused command ends it", () => {
    const { frames } = framesOf("a LOGIN {9+}\r\n123456789 {5}\r\nb NOOP\r\n", { decide: (size) => size < 5 });
    assert.deepEqual(frames, ["literal 9+", "refused a", ["b", "NOOP", "b NOOP"]]);
  });
});

describe("A09 limits", () => {
  const limits = { lineBytes: 20, commandBytes: 40 };
  const table = [
    {
      why: "a line at the limit",
      input: `a ${"X".repeat(16)}\r\n`,
      last: ["a", "X".repeat(16), `a ${"X".repeat(16)}`],
    },
    { why: "a line one octet too long", input: `a ${"X".repeat(17)}\r\n`, last: "fatal *" },
    { why: "a line without an end", input: "x".repeat(21), last: "fatal *" },
    { why: "lines of one command together too long", input: "a X {1+}\r\nb {1+}\r\nc d\r\n", last: "fatal a" },
    {
      why: "literals at the limit of the command",
      input: `a X {26+}\r\n${"y".repeat(26)}\r\n`,
      last: ["a", "X", "a X ", "y".repeat(26), ""],
    },
    {
      why: "a literal one octet over the command is refused",
      input: `a X {30+}\r\n${"y".repeat(30)}\r\n`,
      last: "refused a",
    },
    { why: "refused octets at the limit are dropped", input: `a X {50+}\r\n${"y".repeat(50)}\r\n`, last: "refused a" },
    { why: "refused octets past it end the stream", input: "a X {51+}\r\n", last: "fatal a" },
    {
      why: "a length past every number ends the stream",
      input: "a X {99999999999999999999999+}\r\n",
      limits: { ...limits, lineBytes: 99 },
      last: "fatal a",
    },
  ];
  for (const { why, input, last, limits: own } of table) {
    it(`A09 ${why}`, () => {
      assert.deepEqual(framesOf(input, { limits: own ?? limits }).frames.at(-1), last);
    });
  }

  it("A09 a huge synchronizing literal is announced, and nothing is reserved for it", () => {
    const { frames } = framesOf("a X {4294967295}\r\n", { decide: () => false });
    assert.deepEqual(frames, ["literal 4294967295"]);
  });

  it("A09 after the end nothing more comes out", () => {
    const { framer } = framesOf("x".repeat(30), { limits });
    framer.push(Buffer.from("a NOOP\r\n"));
    assert.equal(framer.next()?.kind, "fatal");
    assert.equal(framer.nextLine(10), "too-long");
  });

  it("counts what waits, chunk overhead included, so that single octets cannot pile up", () => {
    const framer = new Framer(roomy);
    for (let i = 0; i < 10; i++) framer.push(Buffer.from("x"));
    assert.ok(framer.buffered >= 10 * 64);
    framer.next();
    assert.equal(framer.buffered, 0);
  });
});

describe("lines outside of commands", () => {
  it("come without their line end, CRLF or LF", () => {
    const framer = new Framer(roomy);
    framer.push(Buffer.from("DO"));
    assert.equal(framer.nextLine(10), null);
    framer.push(Buffer.from("NE\r\nx\na NOOP\r\n"));
    assert.equal(framer.nextLine(10)?.toString(), "DONE");
    assert.equal(framer.nextLine(10)?.toString(), "x");
    assert.equal(framer.next()?.kind, "command");
  });

  it("end the stream when they are too long", () => {
    const framer = new Framer(roomy);
    framer.push(Buffer.from("x".repeat(11)));
    assert.equal(framer.nextLine(10), "too-long");
    assert.equal(framer.next()?.kind, "fatal");
  });
});
