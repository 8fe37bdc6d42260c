import assert from "node:assert/strict";
import { hash, randomBytes } from "node:crypto";
import { test } from "node:test";
import { CongvuError } from "#base/errors.ts";
import { decodeBody, encodeBody } from "./body-codec.ts";

const expected = (bytes: Buffer) => ({ hash: hash("sha256", bytes, "buffer"), size: bytes.length });
const damaged = (error: unknown) => error instanceof CongvuError && error.code === "body-damaged";

test("what goes in comes out, empty, small, compressible and not", () => {
  for (const bytes of [Buffer.alloc(0), Buffer.from("a"), Buffer.alloc(100_000, "thư "), randomBytes(70_000)]) {
    assert.ok(decodeBody(encodeBody(bytes), expected(bytes)).equals(bytes));
  }
});

test("text is kept smaller, noise is kept plain with eight octets in front", () => {
  assert.ok(encodeBody(Buffer.alloc(10_000, "Kính gửi ")).length < 1_000);
  assert.equal(encodeBody(randomBytes(10_000)).length, 10_008);
});

test("another version, another codec, a cut and other bytes are damage", () => {
  const bytes = Buffer.alloc(2_000, "nội dung ");
  const stored = encodeBody(bytes);
  const with_ = (at: number, value: number) => {
    const copy = Buffer.from(stored);
    copy[at] = value;
    return copy;
  };
  for (const bad of [with_(0, 2), with_(1, 9), stored.subarray(0, 7), stored.subarray(0, -1), Buffer.alloc(0)]) {
    assert.throws(() => decodeBody(bad, expected(bytes)), damaged);
  }
  assert.throws(() => decodeBody(stored, expected(Buffer.from("khác"))), damaged);
});

test("a compressed body that claims to be larger than it was does not unpack without end", () => {
  const bomb = encodeBody(Buffer.alloc(50_000_000));
  assert.throws(() => decodeBody(bomb, expected(Buffer.alloc(10))), damaged);
});
