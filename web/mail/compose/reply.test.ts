import assert from "node:assert/strict";
import { test } from "node:test";
import type { EmailAddress, LetterDetail } from "../../jmap/types.ts";
import { forwardSubject, replyAllCount, replySubject, replyTo, replyToAll, threadHeaders } from "./reply.ts";

const a = (email: string): EmailAddress => ({ name: null, email });
const letter = (change: Partial<LetterDetail>): LetterDetail => ({
  id: "e1",
  threadId: "t1",
  mailboxIds: {},
  keywords: {},
  from: [a("lan@x.vn")],
  to: [a("me@x.vn")],
  cc: null,
  bcc: null,
  replyTo: null,
  subject: "V/v họp",
  receivedAt: "2026-11-22T03:00:00Z",
  sentAt: null,
  size: 1,
  preview: "",
  hasAttachment: false,
  urgency: "normal",
  replyBy: null,
  attachmentNotes: [],
  messageId: ["m3@x.vn"],
  inReplyTo: null,
  references: null,
  attachments: [],
  ...change,
});
const own = ["Me@x.vn", "phong@x.vn"];
const emails = (list: readonly EmailAddress[]): string => list.map(({ email }) => email).join(" ");

const rows = [
  { why: "the sender", letter: letter({}), reply: "lan@x.vn", all: "lan@x.vn", cc: "" },
  {
    why: "C11 everyone but oneself, whatever the case",
    letter: letter({ to: [a("ME@X.VN"), a("ha@x.vn")], cc: [a("phong@x.vn"), a("tu@x.vn")] }),
    reply: "lan@x.vn",
    all: "lan@x.vn ha@x.vn",
    cc: "tu@x.vn",
  },
  {
    why: "Reply-To goes before From",
    letter: letter({ replyTo: [a("hop@x.vn")] }),
    reply: "hop@x.vn",
    all: "hop@x.vn",
    cc: "",
  },
  {
    why: "C11 an own letter is answered to those it went to",
    letter: letter({ from: [a("me@x.vn")], to: [a("ha@x.vn")], cc: [a("tu@x.vn")] }),
    reply: "ha@x.vn",
    all: "ha@x.vn",
    cc: "tu@x.vn",
  },
  {
    why: "a Reply-To that is oneself falls back to those it went to",
    letter: letter({ replyTo: [a("phong@x.vn")], to: [a("ha@x.vn")] }),
    reply: "ha@x.vn",
    all: "ha@x.vn",
    cc: "",
  },
  {
    why: "nobody is named twice",
    letter: letter({ to: [a("lan@x.vn"), a("ha@x.vn")], cc: [a("HA@x.vn"), a("lan@x.vn")] }),
    reply: "lan@x.vn",
    all: "lan@x.vn ha@x.vn",
    cc: "",
  },
  {
    why: "a note to oneself is answered to oneself",
    letter: letter({ from: [a("me@x.vn")] }),
    reply: "me@x.vn",
    all: "me@x.vn",
    cc: "",
  },
];

test("C11 an answer goes to the right people", () => {
  for (const { letter: original, reply, all, cc, why } of rows) {
    assert.equal(emails(replyTo(original, own).to), reply, why);
    const everyone = replyToAll(original, own);
    assert.equal(emails(everyone.to), all, why);
    assert.equal(emails(everyone.cc), cc, why);
    assert.equal(replyAllCount(original, own), everyone.to.length + everyone.cc.length, why);
  }
});

test("a subject keeps one prefix", () => {
  for (const subject of ["V/v họp", "Re: V/v họp", "RE: Fwd: re: V/v họp", "Trả lời: V/v họp"]) {
    assert.equal(replySubject(subject), "Re: V/v họp");
    assert.equal(forwardSubject(subject), "Fwd: V/v họp");
  }
  assert.equal(replySubject(null), "Re: ");
  assert.equal(replySubject("Reply: x"), "Re: Reply: x");
});

test("references name the whole chain and the letter answered", () => {
  const chain = threadHeaders(letter({ references: ["m1@x.vn", "m2@x.vn"], inReplyTo: ["m2@x.vn"] }));
  assert.deepEqual(chain, { inReplyTo: ["m3@x.vn"], references: ["m1@x.vn", "m2@x.vn", "m3@x.vn"] });
  assert.deepEqual(threadHeaders(letter({ inReplyTo: ["m2@x.vn"] })).references, ["m2@x.vn", "m3@x.vn"]);
  assert.deepEqual(threadHeaders(letter({ messageId: null })), { inReplyTo: [], references: [] });
});

test("a chain of references is kept to fifty", () => {
  const ids = (n: number): string[] => Array.from({ length: n }, (_, i) => `r${i}`);
  assert.equal(threadHeaders(letter({ references: ids(49) })).references.length, 50);
  const long = threadHeaders(letter({ references: ids(50) })).references;
  assert.equal(long.length, 50);
  assert.equal(long[0], "r0");
  assert.equal(long.at(-1), "m3@x.vn");
});
