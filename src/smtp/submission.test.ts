import assert from "node:assert/strict";
import { test } from "node:test";
import { Refusal } from "./replies.ts";
import { completeSubmission } from "./submission.ts";

const ours = { hostname: "mail.tinh.example", nowMs: Date.UTC(2026, 10, 23, 2) };
const given = "Date: Mon, 23 Nov 2026 09:00:00 +0700\r\nMessage-ID: <1@tinh.example>\r\n";

const complete = (letter: string) => {
  const { bytes, authors } = completeSubmission(Buffer.from(letter), ours);
  return { text: bytes.toString(), authors };
};

test("a complete letter leaves octet for octet", () => {
  const letter = `${given}From: Lan <lan@tinh.example>\r\nSubject:  hai   cách\r\n\r\nNội dung\r\n`;
  assert.deepEqual(complete(letter), { text: letter, authors: ["lan@tinh.example"] });
});

test("a missing Date and Message-ID come in front and nothing else changes", () => {
  const letter = "From: lan@tinh.example\r\n\r\nx\r\n";
  const { text } = complete(letter);
  assert.match(
    text,
    /^Date: Mon, 23 Nov 2026 02:00:00 \+0000\r\nMessage-ID: <[a-z2-7]{26}@mail\.tinh\.example>\r\nFrom:/,
  );
  assert.ok(text.endsWith(letter));
});

test("a letter with no body and no blank line still gets what is missing", () => {
  assert.match(
    complete("From: lan@tinh.example\r\n").text,
    /^Date: .*\r\nMessage-ID: .*\r\nFrom: lan@tinh\.example\r\n$/,
  );
});

test("Bcc fields go, folded or several, and Bcc in the body stays", () => {
  const kept = `${given}From: lan@tinh.example\r\n`;
  const hidden = "Bcc: a@tinh.example,\r\n b@tinh.example\r\nTo: c@tinh.example\r\nBCC: d@tinh.example\r\n";
  assert.equal(complete(`${kept}${hidden}\r\nBcc: x\r\n`).text, `${kept}To: c@tinh.example\r\n\r\nBcc: x\r\n`);
});

const authors: { why: string; header: string; authors: string[] }[] = [
  {
    why: "a quoted name with an address in it",
    header: 'From: "giam.doc@tinh.example" <lan@tinh.example>\r\n',
    authors: ["lan@tinh.example"],
  },
  { why: "a comment", header: "From: lan@tinh.example (Lan)\r\n", authors: ["lan@tinh.example"] },
  {
    why: "From and Sender",
    header: "From: a@tinh.example\r\nSender: lan@tinh.example\r\n",
    authors: ["a@tinh.example", "lan@tinh.example"],
  },
  {
    why: "two authors and a Sender",
    header: "From: a@tinh.example, b@tinh.example\r\nSender: lan@tinh.example\r\n",
    authors: ["a@tinh.example", "b@tinh.example", "lan@tinh.example"],
  },
];
for (const { why, header, authors: expected } of authors)
  test(`the authors of a letter with ${why} are all of them`, () =>
    assert.deepEqual(complete(`${given}${header}\r\n`).authors, expected));

const refused: { why: string; header: string }[] = [
  { why: "no From", header: "Subject: x\r\n" },
  { why: "an empty From", header: "From: \r\n" },
  { why: "two From fields", header: "From: lan@tinh.example\r\nFrom: lan@tinh.example\r\n" },
  { why: "a From group", header: "From: Ban:lan@tinh.example;\r\n" },
  { why: "two authors and no Sender", header: "From: lan@tinh.example, a@tinh.example\r\n" },
  {
    why: "two Sender fields",
    header: "From: lan@tinh.example\r\nSender: lan@tinh.example\r\nSender: lan@tinh.example\r\n",
  },
  { why: "two addresses in Sender", header: "From: lan@tinh.example\r\nSender: lan@tinh.example, a@tinh.example\r\n" },
  { why: "white space before a colon", header: "From: lan@tinh.example\r\nFrom : a@tinh.example\r\n" },
  { why: "a line that is no field", header: "From: lan@tinh.example\r\nno field here\r\n" },
  { why: "a header past its limit", header: `From: lan@tinh.example\r\nX: ${"y".repeat(102_400)}\r\n` },
];
for (const { why, header } of refused)
  test(`a submission with ${why} is refused`, () => {
    assert.throws(
      () => complete(`${given}${header}\r\nx`),
      (error) => error instanceof Refusal && error.reply.code === 550,
    );
  });
