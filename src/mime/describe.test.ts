import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { describeLetter } from "./describe.ts";
import { imapEnvelope } from "./envelope.ts";
import { imapBodyStructure } from "./structure.ts";
import { summarize } from "./summary.ts";
import { threadKeys } from "./thread-keys.ts";

describe("describeLetter", () => {
  it("gives what its pieces give", () => {
    const bytes = Buffer.from("From: a@b.vn\r\nMessage-ID: <1@x>\r\nSubject: Báo cáo\r\n\r\nKính gửi\r\n");
    const { letter, envelope, structure, summary, threadKeys: keys } = describeLetter(bytes);
    assert.equal(envelope, imapEnvelope(bytes, letter.root));
    assert.equal(structure, imapBodyStructure(bytes, letter.root, { extended: true }));
    assert.deepEqual(summary, summarize(bytes, letter));
    assert.deepEqual(keys, threadKeys(summary));
    assert.equal(keys.length, 1);
  });
});
