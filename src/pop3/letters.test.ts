import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { CongvuError } from "#base/errors.ts";
import { dele } from "./commands/dele.ts";
import { list } from "./commands/list.ts";
import { noop } from "./commands/noop.ts";
import { quit } from "./commands/quit.ts";
import { retr } from "./commands/retr.ts";
import { rset } from "./commands/rset.ts";
import { stat } from "./commands/stat.ts";
import { uidl } from "./commands/uidl.ts";
import { totals } from "./letters.ts";
import { transactionOf } from "./maildrop.test-support.ts";
import type { Command } from "./state.ts";

const three = () => transactionOf(["a\r\n", "bb\r\n", "ccc\r\n"]);

async function run(command: Command, argument: string, state = three()) {
  if (command.in === "authorization") throw new Error("not a command of this state");
  return command.run(state, Buffer.from(argument));
}

describe("message numbers", () => {
  const named = { DELE: dele, LIST: list, RETR: retr, UIDL: uidl };
  for (const [name, command] of Object.entries(named)) {
    for (const argument of ["1", "3"])
      it(`${name} ${argument} is in the maildrop`, async () => {
        assert.notEqual((await run(command, argument)).kind, "cut-off");
      });
    for (const argument of ["0", "4", "999999999999999"])
      it(`${name} ${argument} is not in the maildrop`, async () => {
        await assert.rejects(run(command, argument), new CongvuError("not-found"));
      });
    for (const argument of ["x", "-1", "1 2", " 1", "1 ", "1.0"])
      it(`${name} ${JSON.stringify(argument)} is no number`, async () => {
        await assert.rejects(run(command, argument), { code: "invalid" });
      });
    it(`${name} of a marked letter finds nothing`, async () => {
      const state = three();
      state.deleted.add(2);
      await assert.rejects(run(command, "2", state), new CongvuError("not-found"));
    });
  }

  for (const [name, command] of Object.entries({ NOOP: noop, QUIT: quit, RSET: rset, STAT: stat }))
    it(`${name} takes no argument`, async () => {
      await assert.rejects(run(command, "1"), { code: "invalid" });
    });
});

describe("totals", () => {
  it("leave out letters that are marked", async () => {
    const state = three();
    assert.deepEqual(await totals(state), { letters: 3, octets: 12 });
    state.deleted.add(2);
    assert.deepEqual(await totals(state), { letters: 2, octets: 8 });
  });

  it("of an empty maildrop are zero", async () => {
    assert.deepEqual(await totals(transactionOf([])), { letters: 0, octets: 0 });
  });
});
