import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { CongvuError } from "#base/errors.ts";
import { transactionOf } from "../maildrop.test-support.ts";
import { top } from "./top.ts";

const letter = "A: 1\r\nB: 2\r\n\r\none\r\n\r\nthree\r\nfour";

async function topOf(text: string, argument: string): Promise<string> {
  const reply = await top.run(transactionOf([text]), Buffer.from(argument));
  assert.equal(reply.kind, "letter");
  return reply.kind === "letter" ? reply.letter.toString() : "";
}

describe("TOP", () => {
  const table = [
    { lines: 0, why: "header and blank line", expected: "A: 1\r\nB: 2\r\n\r\n" },
    { lines: 1, why: "one line", expected: "A: 1\r\nB: 2\r\n\r\none\r\n" },
    { lines: 2, why: "an empty line counts", expected: "A: 1\r\nB: 2\r\n\r\none\r\n\r\n" },
    { lines: 4, why: "the last line without its end", expected: letter },
    { lines: 999_999_999_999_999, why: "more than there are", expected: letter },
  ];
  for (const { lines, why, expected } of table)
    it(`${lines} lines: ${why}`, async () => assert.equal(await topOf(letter, `1 ${lines}`), expected));

  it("of a letter without a header starts with its blank line", async () => {
    assert.equal(await topOf("\r\nbody\r\nmore\r\n", "1 1"), "\r\nbody\r\n");
  });

  it("of a letter without a body is the whole letter", async () => {
    assert.equal(await topOf("A: 1\r\nB: 2\r\n", "1 0"), "A: 1\r\nB: 2\r\n");
  });

  it("counts a hundred thousand lines without holding up other sessions", async () => {
    const long = `A: 1\r\n\r\n${"\r\n".repeat(200_000)}`;
    let turns = 0;
    const turn = () => {
      turns++;
      pending = setImmediate(turn);
    };
    let pending = setImmediate(turn);
    assert.equal((await topOf(long, "1 150000")).length, 8 + 300_000);
    clearImmediate(pending);
    assert.ok(turns >= 2);
  });

  for (const argument of ["", "1", "1 ", "1 -1", "1 2 3", "a 1", "1 a"])
    it(`refuses ${JSON.stringify(argument)}`, async () => {
      await assert.rejects(async () => topOf(letter, argument), new CongvuError("invalid", "TOP number lines"));
    });

  for (const argument of ["0 1", "2 1"])
    it(`finds no letter ${argument}`, async () => {
      await assert.rejects(async () => topOf(letter, argument), new CongvuError("not-found"));
    });
});
