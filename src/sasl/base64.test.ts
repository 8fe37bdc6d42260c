import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { decodeInitialResponse, decodeSaslBase64, encodeSaslBase64 } from "./base64.ts";

test("canonical base64 comes back as its octets", () => {
  assert.deepEqual(decodeSaslBase64("AGxhbgB4"), Buffer.from("\0lan\0x"));
  assert.deepEqual(decodeSaslBase64(""), Buffer.alloc(0));
  assert.deepEqual(decodeSaslBase64("eA=="), Buffer.from("x"));
});

const refused = [
  { why: "missing padding", text: "eA" },
  { why: "one pad too few", text: "eA=" },
  { why: "a pad too many", text: "eA===" },
  { why: "text after the padding", text: "eA==eA==" },
  { why: "pad bits that are not zero", text: "eB==" },
  { why: "a space inside", text: "eA= =" },
  { why: "the URL alphabet", text: "-_8=" },
  { why: "a NUL inside", text: "eA\0==" },
  { why: "a lone equals sign outside an initial response", text: "=" },
  { why: "a letter outside ASCII", text: "eАA=" },
];
for (const { why, text } of refused)
  test(`base64 with ${why} is refused`, () => assert.equal(decodeSaslBase64(text), null));

test("an initial response of one equals sign is empty", () => {
  assert.deepEqual(decodeInitialResponse("="), Buffer.alloc(0));
  assert.equal(decodeInitialResponse("=="), null);
});

test("any octets survive encoding and decoding", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), (octets) => {
      assert.deepEqual(decodeSaslBase64(encodeSaslBase64(Buffer.from(octets))), Buffer.from(octets));
    }),
  );
});
