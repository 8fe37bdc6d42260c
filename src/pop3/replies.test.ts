import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { CongvuError, type ErrorCode, errorCatalogue } from "#base/errors.ts";
import { isFault, replyToError, responseCodes } from "./replies.ts";

describe("error replies", () => {
  const codes = Object.keys(errorCatalogue) as ErrorCode[];

  it("have an answer for every code of the catalogue, in printable ASCII of one line", () => {
    assert.ok(codes.length > 10);
    for (const code of codes) {
      const { ok, text } = replyToError(new CongvuError(code, "inner \r\n detail"));
      assert.equal(ok, false);
      assert.match(text, /^(\[(AUTH|IN-USE|SYS\/TEMP|SYS\/PERM)\] )?[\x21-\x7e][\x20-\x7e]*$/);
      assert.ok(`-ERR ${text}\r\n`.length <= 512); // RFC 2449 §4
      assert.ok(text.endsWith(errorCatalogue[code].en));
    }
  });

  it("name the credentials as the cause only where others would help", () => {
    const authCodes = codes.filter((code) => responseCodes[code] === "AUTH");
    assert.deepEqual(authCodes, ["sign-in-failed", "session-ended"]);
    assert.equal(responseCodes["sign-in-locked"], "SYS/TEMP");
  });

  it("show nothing of an unknown exception", () => {
    const { text } = replyToError(new TypeError("secret path"));
    assert.equal(text, "[SYS/TEMP] A fault on our side. Try again.");
  });

  it("count unknown exceptions and server faults as ours, refusals not", () => {
    assert.equal(isFault(new TypeError("x")), true);
    assert.equal(isFault(new CongvuError("server-fault")), true);
    assert.equal(isFault(new CongvuError("not-found")), false);
  });
});
