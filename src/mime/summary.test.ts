import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { limits } from "#base/limits.ts";
import type { LetterSummary } from "./part.ts";
import { readLetter } from "./read-letter.ts";
import { summarize } from "./summary.ts";

const summaryOf = (...lines: string[]): LetterSummary => {
  const bytes = Buffer.from(lines.join("\r\n"));
  return summarize(bytes, readLetter(bytes));
};

const empty: LetterSummary = {
  from: [],
  sender: [],
  replyTo: [],
  to: [],
  cc: [],
  bcc: [],
  subject: null,
  messageId: [],
  inReplyTo: [],
  references: [],
  sentAt: null,
  preview: "",
  hasAttachment: false,
  attachments: [],
  urgency: "normal",
  replyBy: null,
};

describe("summarize", () => {
  it("of nothing is empty", () => assert.deepEqual(summaryOf(), empty));

  it("takes every field of an official letter", () => {
    const summary = summaryOf(
      "Date: Mon, 05 Jan 2026 07:30:00 +0700",
      "From: =?UTF-8?B?U+G7nyBO4buZaSB24bul?= <SNV@binhthuan.gov.vn>",
      "Sender: vanthu@binhthuan.gov.vn",
      "Reply-To: a@b.vn",
      "To: nhom: a@b.vn, c@d.vn;",
      "Cc: e@f.vn",
      "Bcc: g@h.vn",
      "Subject: =?UTF-8?Q?B=C3=A1o_c=C3=A1o?=",
      "Message-ID: <1@x>",
      "In-Reply-To: <2@x>",
      "References: <3@x>",
      " <2@x>",
      "Congvu-Urgency: Very-Urgent",
      "Congvu-Reply-By: 2026-01-09T17:00:00+07:00",
      "Content-Type: multipart/mixed; boundary=b",
      "",
      "--b",
      "Content-Type: text/plain; charset=utf-8",
      "",
      "Kính gửi",
      "  các đồng chí",
      "--b",
      "Content-Type: application/pdf",
      "Content-Transfer-Encoding: base64",
      "Content-Disposition: attachment; filename*=UTF-8''B%C3%A1o.pdf",
      "",
      `${"QUJD".repeat(19)}\r\n`.repeat(10),
      "--b--",
    );
    assert.deepEqual(summary, {
      from: [{ name: "Sở Nội vụ", address: "SNV@binhthuan.gov.vn" }],
      sender: [{ name: null, address: "vanthu@binhthuan.gov.vn" }],
      replyTo: [{ name: null, address: "a@b.vn" }],
      to: [
        { name: null, address: "a@b.vn" },
        { name: null, address: "c@d.vn" },
      ],
      cc: [{ name: null, address: "e@f.vn" }],
      bcc: [{ name: null, address: "g@h.vn" }],
      subject: "Báo cáo",
      messageId: ["1@x"],
      inReplyTo: ["2@x"],
      references: ["3@x", "2@x"],
      sentAt: "2026-01-05T07:30:00+07:00",
      preview: "Kính gửi các đồng chí",
      hasAttachment: true,
      attachments: [{ name: "Báo.pdf", type: "application/pdf", size: 570 }],
      urgency: "very-urgent",
      replyBy: "2026-01-09T17:00:00+07:00",
    });
  });

  for (const [field, urgency] of [
    ["Congvu-Urgency: express", "express"],
    ["Congvu-Urgency: hoả tốc", "normal"],
    ["Congvu-Urgency:", "normal"],
    ["X-Priority: 1", "normal"],
  ] as const) {
    it(`${field} is ${urgency}`, () => assert.equal(summaryOf(field, "", "").urgency, urgency));
  }

  it("counts a picture placed in the text as no attachment, and one that is sent along as one", () => {
    const picture = (header: string): boolean =>
      summaryOf(
        "Content-Type: multipart/related; boundary=b",
        "",
        "--b",
        "Content-Type: text/html",
        "",
        "<img src=cid:1>",
        "--b",
        "Content-Type: image/png",
        header,
        "",
        "x",
        "--b--",
      ).hasAttachment;
    assert.equal(picture("Content-ID: <1>"), false);
    assert.equal(picture("Content-ID: <1>\r\nContent-Disposition: inline"), false);
    assert.equal(picture("Content-ID: <1>\r\nContent-Disposition: attachment"), true);
    assert.equal(picture("X: y"), true);
  });
});

describe("what a summary may weigh", () => {
  const count = (field: "From" | "To", many: number): number => {
    const summary = summaryOf(`${field}: ${"a@b.vn,".repeat(many)}`, "", "");
    return field === "From" ? summary.from.length : summary.to.length;
  };

  it("lists senders and recipients up to the limits, over all fields of a name", () => {
    for (const [field, most] of [
      ["From", limits.listedSenders],
      ["To", limits.listedRecipients],
    ] as const) {
      assert.equal(count(field, most), most);
      assert.equal(count(field, most + 1), most);
    }
    const twice = summaryOf(`To: ${"a@b.vn,".repeat(1_500)}`, `To: ${"a@b.vn,".repeat(1_500)}`, "", "");
    assert.equal(twice.to.length, limits.listedRecipients);
    assert.equal(summaryOf(`To: ${"a:;".repeat(10_000)}`, "", "").to.length, 0);
  });

  it("cuts subjects and file names past their limits, between characters", () => {
    const subject = (text: string): string | null => summaryOf(`Subject: ${text}`, "", "").subject;
    const most = limits.listedSubjectChars;
    assert.equal(subject("x".repeat(most))?.length, most);
    assert.equal(subject("x".repeat(most + 1))?.length, most);
    assert.equal(subject(`${"x".repeat(most - 1)}😀`), "x".repeat(most - 1));
    const name = (length: number): string | null | undefined =>
      summaryOf(`Content-Type: a/b; name=${"x".repeat(length)}`, "", "").attachments[0]?.name;
    assert.equal(name(limits.listedNameChars)?.length, limits.listedNameChars);
    assert.equal(name(limits.listedNameChars + 1)?.length, limits.listedNameChars);
  });
});

describe("the preview", () => {
  const preview = (...lines: string[]): string => summaryOf(...lines).preview;

  it("has up to 256 characters and never half of one", () => {
    assert.equal(preview("", "x".repeat(256)).length, 256);
    assert.equal(preview("", "x".repeat(257)).length, 256);
    assert.equal(preview("Content-Type: text/plain; charset=utf-8", "", `${"x".repeat(255)}😀`), "x".repeat(255));
    assert.equal(
      preview("Content-Type: text/plain; charset=utf-8", "", `${"x".repeat(254)}😀`),
      `${"x".repeat(254)}😀`,
    );
  });

  it("holds no controls and one space where white space was", () => {
    assert.equal(preview("", "a\t b\r\n\r\n c\u0000d\u001b[0m"), "a b cd[0m");
  });

  it("of HTML is its text, beyond a long style sheet", () => {
    const style = `<style>${"p { color: red }\r\n".repeat(1_000)}</style>`;
    assert.equal(
      preview("Content-Type: text/html", "", `<html><head>${style}</head><p>Xin&nbsp;ch&agrave;o`),
      "Xin chào",
    );
  });

  it("comes from the HTML when the plain text is empty", () => {
    const both = [
      "Content-Type: multipart/alternative; boundary=b",
      "",
      "--b",
      "",
      " \r\n",
      "--b",
      "Content-Type: text/html",
      "",
      "<p>a",
      "--b--",
    ];
    assert.equal(preview(...both), "a");
  });

  it("of base64 and quoted-printable is cut between their groups", () => {
    const text = "được ".repeat(2_000);
    const encoded = Buffer.from(text).toString("base64").replace(/.{76}/g, "$&\r\n");
    const shown = preview("Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: base64", "", encoded);
    assert.equal(shown, text.slice(0, 256).trimEnd());
  });
});
