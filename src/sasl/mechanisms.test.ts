import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { mechanismNames, startMechanism } from "./mechanisms.ts";

const plain = (message: Buffer | string) => {
  const exchange = startMechanism("PLAIN");
  assert.ok(exchange);
  return exchange.step(Buffer.from(message));
};

test("every announced mechanism starts, in any case, and nothing else does", () => {
  for (const name of mechanismNames) assert.ok(startMechanism(name.toLowerCase()), name);
  for (const name of ["", "CRAM-MD5", "PLAIN ", "ANONYMOUS", "EXTERNAL"])
    assert.equal(startMechanism(name), null, name);
});

const plainTaken = [
  {
    why: "no authorization identity",
    message: "\0lan@tinh.example\0mat khau",
    name: "lan@tinh.example",
    password: "mat khau",
  },
  { why: "authorization identity equal to the name", message: "lan\0lan\0x", name: "lan", password: "x" },
  { why: "Vietnamese password in UTF-8", message: "\0lan\0Mật khẩu số 1", name: "lan", password: "Mật khẩu số 1" },
];
for (const { why, message, name, password } of plainTaken)
  test(`PLAIN takes ${why}`, () => assert.deepEqual(plain(message), { kind: "done", name, password }));

const plainRefused: { why: string; message: Buffer | string }[] = [
  { why: "an empty message", message: "" },
  { why: "one NUL", message: "lan\0x" },
  { why: "no NUL", message: "lan" },
  { why: "an empty name", message: "\0\0x" },
  { why: "an empty password", message: "\0lan\0" },
  { why: "a third NUL inside the password", message: "\0lan\0x\0y" },
  { why: "another authorization identity", message: "root\0lan\0x" },
  { why: "an authorization identity differing in case", message: "LAN\0lan\0x" },
  { why: "a name that is not UTF-8", message: Buffer.from([0, 0xc3, 0x28, 0, 0x78]) },
  { why: "a password with overlong UTF-8", message: Buffer.from([0, 0x61, 0, 0xc0, 0x80]) },
];
for (const { why, message } of plainRefused)
  test(`PLAIN refuses ${why}`, () => assert.equal(plain(message).kind, "failed"));

test("PLAIN without initial response asks once with an empty challenge, and ends after its answer", () => {
  const exchange = startMechanism("PLAIN");
  assert.deepEqual(exchange?.step(null), { kind: "challenge", data: Buffer.alloc(0) });
  assert.equal(exchange?.step(Buffer.from("\0a\0b")).kind, "done");
  assert.equal(exchange?.step(Buffer.from("\0a\0b")).kind, "failed");
});

test("LOGIN asks for the name, then the password", () => {
  const exchange = startMechanism("LOGIN");
  assert.deepEqual(exchange?.step(null), { kind: "challenge", data: Buffer.from("Username:") });
  assert.deepEqual(exchange?.step(Buffer.from("lan")), { kind: "challenge", data: Buffer.from("Password:") });
  assert.deepEqual(exchange?.step(Buffer.from("khẩu")), { kind: "done", name: "lan", password: "khẩu" });
  assert.equal(exchange?.step(Buffer.from("again")).kind, "failed");
});

test("LOGIN takes the name as initial response, because Outlook sends it so", () => {
  const exchange = startMechanism("login");
  assert.equal(exchange?.step(Buffer.from("lan")).kind, "challenge");
  assert.deepEqual(exchange?.step(Buffer.from("x")), { kind: "done", name: "lan", password: "x" });
});

const loginRefused: { why: string; steps: (Buffer | null)[] }[] = [
  { why: "an empty name", steps: [null, Buffer.alloc(0)] },
  { why: "an empty password", steps: [null, Buffer.from("lan"), Buffer.alloc(0)] },
  { why: "a NUL in the name", steps: [null, Buffer.from("la\0n")] },
  { why: "a password that is not UTF-8", steps: [null, Buffer.from("lan"), Buffer.from([0xff])] },
  { why: "no answer at all", steps: [null, null] },
];
for (const { why, steps } of loginRefused)
  test(`LOGIN refuses ${why}`, () => {
    const exchange = startMechanism("LOGIN");
    assert.equal(steps.map((response) => exchange?.step(response)).at(-1)?.kind, "failed");
  });

test("no octets make a mechanism throw or give credentials with a NUL", () => {
  const responses = fc.array(fc.option(fc.uint8Array({ maxLength: 40 }), { nil: null }), { maxLength: 4 });
  fc.assert(
    fc.property(fc.constantFrom(...mechanismNames), responses, (name, octets) => {
      const exchange = startMechanism(name);
      for (const response of octets) {
        const step = exchange?.step(response === null ? null : Buffer.from(response));
        if (step?.kind === "done")
          assert.ok(!`${step.name}${step.password}`.includes("\0") && step.name && step.password);
      }
    }),
  );
});
