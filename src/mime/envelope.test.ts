import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { imapEnvelope } from "./envelope.ts";
import { readLetter } from "./read-letter.ts";

const envelope = (...lines: string[]): string => {
  const bytes = Buffer.from(`${lines.join("\r\n")}\r\n\r\n`);
  return imapEnvelope(bytes, readLetter(bytes).root);
};

const a = '((NIL NIL "a" "b.vn"))';

const cases: readonly { why: string; header: string[]; envelope: string }[] = [
  { why: "nothing is NIL throughout", header: ["X: y"], envelope: "(NIL NIL NIL NIL NIL NIL NIL NIL NIL NIL)" },
  {
    why: "the letter of RFC 9051 §8",
    header: [
      "Date: Wed, 17 Jul 1996 02:23:25 -0700 (PDT)",
      "From: Terry Gray <gray@cac.washington.edu>",
      "Subject: IMAP4rev2 WG mtg summary and minutes",
      "To: imap@cac.washington.edu",
      "cc: minutes@CNRI.Reston.VA.US, John Klensin <KLENSIN@MIT.EDU>",
      "Message-Id: <B27397-0100000@cac.washington.edu>",
    ],
    envelope:
      '("Wed, 17 Jul 1996 02:23:25 -0700 (PDT)" "IMAP4rev2 WG mtg summary and minutes" ' +
      '(("Terry Gray" NIL "gray" "cac.washington.edu")) (("Terry Gray" NIL "gray" "cac.washington.edu")) ' +
      '(("Terry Gray" NIL "gray" "cac.washington.edu")) ((NIL NIL "imap" "cac.washington.edu")) ' +
      '((NIL NIL "minutes" "cnri.reston.va.us")("John Klensin" NIL "KLENSIN" "mit.edu")) NIL NIL ' +
      '"<B27397-0100000@cac.washington.edu>")',
  },
  {
    why: "sender and reply-to of their own",
    header: ["From: a@b.vn", "Sender: c@d.vn", "Reply-To: e@f.vn"],
    envelope: `(NIL NIL ${a} ((NIL NIL "c" "d.vn")) ((NIL NIL "e" "f.vn")) NIL NIL NIL NIL NIL)`,
  },
  {
    why: "an empty sender counts as absent",
    header: ["From: a@b.vn", "Sender:", "Reply-To: "],
    envelope: `(NIL NIL ${a} ${a} ${a} NIL NIL NIL NIL NIL)`,
  },
  { why: "an empty subject is not NIL", header: ["Subject:"], envelope: '(NIL "" NIL NIL NIL NIL NIL NIL NIL NIL)' },
  {
    why: "quotes and backslashes are escaped",
    header: ['Subject: a "b" \\c'],
    envelope: '(NIL "a \\"b\\" \\\\c" NIL NIL NIL NIL NIL NIL NIL NIL)',
  },
  {
    why: "folding goes, white space stays",
    header: ["Subject: a", "\tb", "  c"],
    envelope: '(NIL "a b  c" NIL NIL NIL NIL NIL NIL NIL NIL)',
  },
  {
    why: "encoded-words stay undecoded",
    header: ["Subject: =?UTF-8?B?QsOh?=", " =?UTF-8?B?bw==?="],
    envelope: '(NIL "=?UTF-8?B?QsOh?= =?UTF-8?B?bw==?=" NIL NIL NIL NIL NIL NIL NIL NIL)',
  },
  {
    why: "raw UTF-8 becomes encoded-words",
    header: ["Subject: Báo cáo", "From: Nguyễn Văn A <a@b.vn>"],
    envelope:
      '(NIL "=?UTF-8?B?QsOhbyBjw6Fv?=" (("=?UTF-8?B?Tmd1eeG7hW4gVsSDbiBB?=" NIL "a" "b.vn")) ' +
      '(("=?UTF-8?B?Tmd1eeG7hW4gVsSDbiBB?=" NIL "a" "b.vn")) (("=?UTF-8?B?Tmd1eeG7hW4gVsSDbiBB?=" NIL "a" "b.vn")) ' +
      "NIL NIL NIL NIL NIL)",
  },
  {
    why: "controls are shown as U+FFFD, never sent",
    header: ["Subject: a\u0000b"],
    envelope: '(NIL "=?UTF-8?B?Ye+/vWI=?=" NIL NIL NIL NIL NIL NIL NIL NIL)',
  },
  {
    why: "a group has NIL hosts around it",
    header: ["To: a@b.vn, nhom: c@d.vn, E <f@g.vn>;, undisclosed:;"],
    envelope:
      '(NIL NIL NIL NIL NIL ((NIL NIL "a" "b.vn")(NIL NIL "nhom" NIL)(NIL NIL "c" "d.vn")("E" NIL "f" "g.vn")' +
      '(NIL NIL NIL NIL)(NIL NIL "undisclosed" NIL)(NIL NIL NIL NIL)) NIL NIL NIL NIL)',
  },
  {
    why: "a mailbox without domain is told from a group",
    header: ["To: root, Nguyen Van A"],
    envelope: '(NIL NIL NIL NIL NIL ((NIL NIL "root" "")("Nguyen Van A" NIL "" "")) NIL NIL NIL NIL)',
  },
  {
    why: "RFC 9051 §9: local parts come without their quotes",
    header: ['To: "a b@c"@d.vn'],
    envelope: '(NIL NIL NIL NIL NIL ((NIL NIL "a b@c" "d.vn")) NIL NIL NIL NIL)',
  },
  {
    why: "an internationalised domain comes as A-labels",
    header: ["To: a@sở.vn"],
    envelope: '(NIL NIL NIL NIL NIL ((NIL NIL "a" "xn--s-lym.vn")) NIL NIL NIL NIL)',
  },
  {
    why: "two To fields are one list, of two subjects the first counts",
    header: ["To: a@b.vn", "To: c@d.vn", "Subject: x", "Subject: y"],
    envelope: '(NIL "x" NIL NIL NIL ((NIL NIL "a" "b.vn")(NIL NIL "c" "d.vn")) NIL NIL NIL NIL)',
  },
];

describe("imapEnvelope", () => {
  for (const { why, header, envelope: expected } of cases) it(why, () => assert.equal(envelope(...header), expected));
});
