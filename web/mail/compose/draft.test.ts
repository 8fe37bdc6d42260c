import assert from "node:assert/strict";
import { test } from "node:test";
import { type Draft, type DraftFile, emailOf, filesFit, obstacleOf, roomForFiles, wholeHtml } from "./draft.ts";

const file = (change: Partial<DraftFile> = {}): DraftFile => ({
  key: "1",
  name: "Công văn.pdf",
  type: "application/pdf",
  size: 100,
  blobId: "u1",
  progress: 1,
  failed: false,
  cid: null,
  ...change,
});
const hoa = { name: "Trần Thị Hoa", email: "hoatt@x.vn", valid: true };
const draft = (change: Partial<Draft> = {}): Draft => ({
  key: "d1",
  accountId: "a1",
  from: { name: "Lê Bình", email: "binh@x.vn" },
  identityId: "i1",
  to: [hoa],
  cc: [],
  bcc: [],
  subject: "V/v họp",
  urgency: "normal",
  replyBy: null,
  html: "<p>Kính gửi</p>",
  quote: null,
  files: [],
  inReplyTo: [],
  references: [],
  origin: null,
  serverId: null,
  ...change,
});
const body = { html: "<p>Kính gửi</p>", text: "Kính gửi" };

test("a plain draft names only what it has", () => {
  assert.deepEqual(emailOf(draft(), body, "f2"), {
    mailboxIds: { f2: true },
    keywords: { $draft: true, $seen: true },
    messageId: ["d1@x.vn"],
    from: [{ name: "Lê Bình", email: "binh@x.vn" }],
    to: [{ name: "Trần Thị Hoa", email: "hoatt@x.vn" }],
    subject: "V/v họp",
    urgency: "normal",
    textBody: [{ partId: "t", type: "text/plain" }],
    htmlBody: [{ partId: "h", type: "text/html" }],
    bodyValues: {
      t: { value: "Kính gửi" },
      h: {
        value: '<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"></head><body><p>Kính gửi</p></body></html>',
      },
    },
  });
});

test("an answer carries its thread, urgency and deadline", () => {
  const email = emailOf(
    draft({ inReplyTo: ["m1"], references: ["m0", "m1"], urgency: "express", replyBy: "2026-12-01T08:00:00Z" }),
    body,
    "f2",
  );
  assert.deepEqual(email.inReplyTo, ["m1"]);
  assert.deepEqual(email.references, ["m0", "m1"]);
  assert.equal(email.urgency, "express");
  assert.equal(email.replyBy, "2026-12-01T08:00:00Z");
});

test("C13 every file goes along; an image of the text only while the text shows it", () => {
  const files = [
    file({ name: "Công văn.pdf".normalize("NFD") }),
    file({ key: "2", name: "a.png", type: "image/png", blobId: "u2", cid: "a@c" }),
    file({ key: "3", name: "b.png", type: "image/png", blobId: "u3", cid: "b@c" }),
    file({ key: "4", blobId: null }),
  ];
  const email = emailOf(draft({ files }), { html: '<img src="cid:a@c">', text: "" }, "f2");
  assert.deepEqual(email.attachments, [
    { blobId: "u1", type: "application/pdf", name: "Công văn.pdf", disposition: "attachment" },
    { blobId: "u2", type: "image/png", name: "a.png", disposition: "inline", cid: "a@c" },
  ]);
});

test("the quote follows the writer's own text", () => {
  assert.equal(wholeHtml(draft()), "<p>Kính gửi</p>");
  assert.equal(wholeHtml(draft({ quote: "<p>cũ</p>" })), '<p>Kính gửi</p><div data-congvu-quote="1"><p>cũ</p></div>');
});

const maxBytes = 780;
const obstacles = [
  { draft: draft(), obstacle: null, why: "nothing stands in the way" },
  { draft: draft({ to: [] }), obstacle: "no-recipients", why: "nobody to send to" },
  { draft: draft({ to: [], bcc: [hoa] }), obstacle: null, why: "blind copies alone are enough" },
  { draft: draft({ cc: [{ ...hoa, valid: false }] }), obstacle: "bad-recipient", why: "a red chip" },
  { draft: draft({ files: [file({ blobId: null })] }), obstacle: "files-uploading", why: "a file on its way" },
  {
    draft: draft({ files: [file({ blobId: null, failed: true })] }),
    obstacle: "files-failed",
    why: "a file that failed",
  },
  { draft: draft({ files: [file({ size: 570 })] }), obstacle: null, why: "at the limit" },
  { draft: draft({ files: [file({ size: 571 })] }), obstacle: "too-large", why: "one octet past the limit" },
];

test("what keeps a letter from being sent is told before it is sent", () => {
  for (const row of obstacles) assert.equal(obstacleOf(row.draft, maxBytes), row.obstacle, row.why);
});

test("room for files counts how they grow on the way", () => {
  assert.equal(roomForFiles(780), 570);
  assert.ok(filesFit(570, 780));
  assert.ok(!filesFit(571, 780));
});
