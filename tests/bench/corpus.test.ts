import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { headOf, pool } from "../../bench/load/corpus.ts";
import { planted } from "../../bench/load/corpus-words.ts";

describe("letters of the load generator", () => {
  for (const bytes of [2048, 4096, 50 * 1024])
    it(`are whole lines, need no dot-stuffing and are about ${bytes} octets`, () => {
      for (const letter of pool(1, bytes, 20)) {
        const text = letter.toString("latin1");
        assert.ok(text.endsWith("\r\n") && !/(^|[^\r])\n|\r[^\n]|(^|\r\n)\./.test(text));
        assert.ok(letter.length < bytes * 1.6 && letter.length > bytes * 0.5, `${letter.length}`);
      }
    });

  it("are the same in every run, and different from each other", () => {
    const [first, second] = [pool(3, 4096, 5), pool(3, 4096, 5)];
    assert.deepEqual(first, second);
    assert.equal(new Set(first.map(String)).size, 5);
  });

  it("hold the planted words at their rates", () => {
    const letters = pool(3, 4096, 200).map(String);
    const bodies = letters.map((letter) => {
      const encoded = /base64\r\n\r\n([\s\S]*?)\r\n--=_alt/.exec(letter)?.[1] ?? "";
      return Buffer.from(encoded, "base64").toString();
    });
    assert.equal(bodies.filter((body) => body.includes(planted.body.word)).length, 200 / planted.body.every);
  });

  it("get a head of their own", () => {
    assert.equal(headOf(1, 2, "a@b.vn").toString(), "Message-ID: <1.2@sonoivu.gov.vn>\r\nTo: <a@b.vn>\r\n");
  });
});
