import assert from "node:assert/strict";
import { test } from "node:test";
import { type ErrorCode, errorCatalogue } from "#base/errors.ts";
import { errorReply, replies, reply } from "./replies.ts";

test("the enhanced class follows the reply code on every line", () => {
  assert.equal(reply(250, "1.5", "a", "b").wire, "250-2.1.5 a\r\n250 2.1.5 b\r\n");
  assert.equal(reply(452, "3.1", "full").wire, "452 4.3.1 full\r\n");
  assert.equal(reply(354, "", "go").wire, "354 go\r\n");
});

test("every error has a reply, temporary exactly when the catalogue says that later can help", () => {
  const codes = Object.keys(errorCatalogue) as ErrorCode[];
  assert.ok(codes.length > 20);
  for (const code of codes) {
    const { code: replyCode, wire } = errorReply(code);
    assert.equal(Math.floor(replyCode / 100), errorCatalogue[code].retry === "later" ? 4 : 5, code);
    assert.match(wire, new RegExp(`^${replyCode} ${wire[0]}\\.\\d\\.\\d{1,2} [ -~]+\\r\\n$`), code);
  }
});

test("every fixed reply is a line of at most 512 ASCII octets", () => {
  for (const { wire } of Object.values(replies)) {
    assert.match(wire, /^[ -~]+\r\n$/);
    assert.ok(wire.length <= 512); // RFC 5321 §4.5.3.1.5
  }
});
