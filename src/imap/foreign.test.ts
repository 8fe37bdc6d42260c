import assert from "node:assert/strict";
import { it } from "node:test";
import { isForeign } from "./foreign.ts";

for (const line of [
  "GET / HTTP/1.1",
  "POST /x HTTP/1.1",
  "CONNECT a:143 HTTP/1.1",
  "OPTIONS * HTTP/1.1",
  "PRI * HTTP/2.0",
  "\x16\x03\x01\x02",
]) {
  it(`A07 ${JSON.stringify(line)} is another protocol`, () =>
    assert.equal(isForeign(Buffer.from(line, "latin1")), true));
}
for (const line of ["", "a NOOP", "get1 NOOP", "GETX NOOP", "GET", "\x16"]) {
  it(`${JSON.stringify(line)} is not`, () => assert.equal(isForeign(Buffer.from(line, "latin1")), false));
}
