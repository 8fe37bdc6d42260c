import assert from "node:assert/strict";
import { test } from "node:test";
import { changedAccounts } from "./push-stream.ts";

test("a state change names its accounts", () => {
  const change = { "@type": "StateChange", changed: { a1: { Email: "5" }, a2: { Mailbox: "6" } } };
  assert.deepEqual(changedAccounts(JSON.stringify(change)), ["a1", "a2"]);
});

test("anything else names none", () => {
  for (const data of ["", "{", "null", "5", "[]", "{}", '{"changed":null}', '{"changed":5}'])
    assert.deepEqual(changedAccounts(data), [], data);
});
