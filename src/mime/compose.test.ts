import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { CongvuError } from "#base/errors.ts";
import { bodyParts, partName } from "./body-parts.ts";
import { type Composition, composeLetter } from "./compose.ts";
import { headerValue } from "./header-value.ts";
import { displayedHeader } from "./headers.ts";
import type { Letter, LetterSummary } from "./part.ts";
import { readLetter } from "./read-letter.ts";
import { summarize } from "./summary.ts";
import { decodedBytes, decodedText } from "./transfer-encoding.ts";

const plain: Composition = {
  from: [{ name: null, address: "a@b.vn" }],
  date: { epochMs: Date.UTC(2026, 0, 5), offsetMinutes: 420 },
  messageId: "1@b.vn",
};

interface ReadBack {
  readonly bytes: Buffer;
  readonly letter: Letter;
  readonly summary: LetterSummary;
  readonly fields: string;
}

/** Composes, checks the form that every letter of ours has, and reads it back. */
function roundTrip(more: Partial<Composition>): ReadBack {
  const bytes = composeLetter({ ...plain, ...more });
  const text = bytes.toString("latin1");
  assert.doesNotMatch(text, /\r(?!\n)|(?<!\r)\n|\0/, "CRLF line ends only");
  assert.ok(
    text.split("\r\n").every((line) => line.length <= 998),
    "no line over 998 octets",
  );
  const letter = readLetter(bytes);
  assert.deepEqual(letter.defects, []);
  const fields = letter.root.fields.map(({ name }) => name).join(" ");
  return { bytes, letter, summary: summarize(bytes, letter), fields };
}

const invalid = (error: unknown): boolean => error instanceof CongvuError && error.code === "invalid";

describe("composeLetter", () => {
  it("writes a short letter as anyone would", () => {
    const letter = { ...plain, to: [{ name: "C D", address: "c@d.vn" }], subject: "Hello", text: "Hi\n" };
    assert.equal(
      composeLetter(letter).toString(),
      [
        "Date: Mon, 05 Jan 2026 07:00:00 +0700",
        "From: a@b.vn",
        "To: C D <c@d.vn>",
        "Subject: Hello",
        "Message-ID: <1@b.vn>",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: 7bit",
        "",
        "Hi",
        "",
        "",
      ].join("\r\n"),
    );
  });

  it("gives back every field it was given", () => {
    const given = {
      from: [{ name: "Nguyễn Văn A", address: "a@b.vn" }],
      sender: { name: "Văn thư", address: "vanthu@b.vn" },
      replyTo: [{ name: null, address: "r@b.vn" }],
      to: [
        { name: 'Sở "Nội vụ", tỉnh', address: "c@d.vn" },
        { name: "A.B (x)", address: '"e f"@g.vn' },
      ],
      cc: [{ name: "=?UTF-8?Q?x?=", address: "h@i.vn" }],
      bcc: [{ name: null, address: "secret@b.vn" }],
      subject: "Về việc báo cáo",
      inReplyTo: ["2@x"],
      references: ["3@x", "2@x"],
    };
    const { summary } = roundTrip({ ...given, writesBcc: true });
    for (const key of ["from", "replyTo", "to", "cc", "bcc", "subject", "inReplyTo", "references"] as const) {
      assert.deepEqual(summary[key], given[key], key);
    }
    assert.deepEqual(summary.sender, [given.sender]);
    assert.deepEqual(summary.messageId, ["1@b.vn"]);
    assert.equal(summary.sentAt, "2026-01-05T07:00:00+07:00");
  });

  it("keeps Bcc out unless asked", () => {
    const { bytes } = roundTrip({ bcc: [{ name: null, address: "secret@b.vn" }] });
    assert.ok(!bytes.includes("secret"));
  });

  it("puts a text, its HTML with pictures, and files where readers look for them", () => {
    const { bytes, letter, summary } = roundTrip({
      text: "Kính gửi",
      html: '<p>Kính gửi <img src="cid:p@x">',
      attachments: [
        { name: "ảnh.png", type: "image/png", bytes: Buffer.from([1, 2, 3]), contentId: "p@x" },
        { name: "Báo cáo.pdf", type: "application/pdf", bytes: Buffer.from([0, 255]) },
      ],
    });
    assert.equal(letter.root.subtype, "mixed");
    const { textBody, htmlBody, attachments } = bodyParts(letter);
    assert.deepEqual(
      [textBody, htmlBody, attachments].map((list) => list.map(({ id }) => id)),
      [["1.1"], ["1.2.1"], ["1.2.2", "2"]],
    );
    const [picture, file] = attachments.map(({ part }) => part);
    assert.equal(decodedText(bytes, textBody[0]?.part ?? letter.root), "Kính gửi");
    assert.equal(decodedText(bytes, htmlBody[0]?.part ?? letter.root), '<p>Kính gửi <img src="cid:p@x">');
    assert.deepEqual(file && decodedBytes(bytes, file), Buffer.from([0, 255]));
    assert.equal(picture && partName(picture), "ảnh.png");
    assert.deepEqual(summary.attachments, [{ name: "Báo cáo.pdf", type: "application/pdf", size: 2 }]);
  });

  it("names a file for readers of any age", () => {
    const { bytes } = roundTrip({
      attachments: [{ name: "Đề án.pdf", type: "application/pdf", bytes: Buffer.alloc(0) }],
    });
    assert.match(bytes.toString(), /filename="De an\.pdf";\r\n filename\*=UTF-8''%C4%90%E1%BB%81%20%C3%A1n\.pdf\r\n/);
  });

  it("sends an embedded letter as it is, and as a file when transports would change it", () => {
    const embed = (inner: string): ReadBack =>
      roundTrip({ attachments: [{ name: null, type: "message/rfc822", bytes: Buffer.from(inner) }] });
    const sent = embed("Subject: Báo\r\n\r\nx\r\n");
    assert.equal(sent.letter.root.children[1]?.message?.fields[0]?.name, "subject");
    assert.equal(sent.letter.root.encoding, "8bit");
    assert.equal(embed("A: b\n\nx").letter.root.children[1]?.subtype, "octet-stream");
    assert.equal(embed(`A: ${"x".repeat(1_000)}\r\n\r\n`).letter.root.children[1]?.subtype, "octet-stream");
  });

  it("chooses a boundary that an embedded letter of its own does not hold", () => {
    const inner = composeLetter({ ...plain, text: "x", html: "<p>x" });
    const { letter } = roundTrip({ text: "y", attachments: [{ name: null, type: "message/rfc822", bytes: inner }] });
    const message = letter.root.children[1]?.message;
    assert.equal(message?.children.length, 2);
    assert.notEqual(message?.parameters.get("boundary"), letter.root.parameters.get("boundary"));
  });

  it("gives back any text", () => {
    const pieces = fc.constantFrom(
      "a",
      "ệ",
      " ",
      "\n",
      "\r\n",
      "=",
      ".",
      "From ",
      "\t",
      "x".repeat(90),
      "--=_",
      "\u0000",
      "😀",
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 60 }), (list) => {
        const text = list.join("");
        const bytes = composeLetter({ ...plain, text, html: text });
        const { children } = readLetter(bytes).root;
        const expected = text.replace(/\r\n?|\n/g, "\r\n");
        for (const part of children) assert.equal(decodedText(bytes, part), expected.normalize("NFC"));
      }),
      { numRuns: 300 },
    );
  });
});

describe("B18 no field holds another one", () => {
  const nasty = fc.constantFrom(
    "\r\nBcc: x@evil.vn",
    "\n",
    "\r",
    "\u560d\u560a",
    "\u010d\u010a",
    "\u2028",
    "\u0000",
    "\u0085",
    "=?utf-8?Q?=0D=0A?=",
    '"',
    "\\",
    "<",
    ">",
    ",",
    ";",
    ":",
    "(",
    "@",
    " ",
    "  ",
    "ệ",
    "e\u0323\u0302",
    "a",
    "?=",
    "\ud800",
    "😀",
    "\ufeff",
  );
  const anyText = fc.oneof(
    fc.array(nasty, { maxLength: 12 }).map((list) => list.join("")),
    fc.string({ unit: "binary", maxLength: 40 }),
  );
  const allowed = (text: string): boolean => !/[\p{Cc}\p{Cs}\u2028\u2029]/u.test(text);

  /** Either refused as a whole, or read back as it was meant with the same fields. */
  function check(text: string, more: (text: string) => Partial<Composition>, read: (back: ReadBack) => unknown): void {
    const fields = roundTrip(more("x")).fields;
    if (!allowed(text)) {
      assert.throws(() => composeLetter({ ...plain, ...more(text) }), invalid);
      return;
    }
    const back = roundTrip(more(text));
    assert.equal(back.fields, fields);
    assert.equal(read(back), text.normalize("NFC"));
  }

  it("the subject", () => {
    fc.assert(
      fc.property(anyText, (text) =>
        check(
          text,
          (subject) => ({ subject }),
          ({ summary }) => summary.subject,
        ),
      ),
    );
  });

  it("a field of one's own", () => {
    const extra = (value: string): Partial<Composition> => ({ extra: [{ name: "X-Own", value: headerValue(value) }] });
    const read = ({ bytes, letter }: ReadBack): unknown => displayedHeader(bytes, letter.root, "x-own");
    fc.assert(
      fc.property(anyText, (text) => {
        if (allowed(text)) check(text, extra, read);
        else assert.throws(() => extra(text), invalid);
      }),
    );
  });

  it("a display name, white space around it aside", () => {
    const to = (name: string): Partial<Composition> => ({ to: [{ name, address: "c@d.vn" }] });
    fc.assert(
      fc.property(anyText, (text) => {
        check(text.trim(), to, ({ summary }) => summary.to[0]?.name ?? "");
        if (allowed(text)) assert.equal(roundTrip(to(text)).summary.to[0]?.address, "c@d.vn");
      }),
    );
  });

  it("a file name", () => {
    const files = (name: string): Partial<Composition> => ({
      attachments: [{ name, type: "text/x", bytes: Buffer.alloc(1) }],
    });
    fc.assert(fc.property(anyText, (text) => check(text, files, ({ summary }) => summary.attachments[0]?.name ?? "")));
  });

  it("an address: a mailbox or nothing", () => {
    fc.assert(
      fc.property(anyText, anyText, (local, domain) => {
        const to = [{ name: null, address: `${local}@${domain}` }];
        try {
          assert.equal(roundTrip({ to }).summary.to.length, 1);
        } catch (error) {
          assert.ok(invalid(error), String(error));
        }
      }),
    );
    for (const address of [
      "",
      "a",
      "a@b.vn\r\nBcc: x@y.vn",
      "a b@c.vn",
      "a@b.vn, c@d.vn",
      "a@\u560d\u560a.vn>",
      "<a@b.vn>",
    ]) {
      assert.throws(() => composeLetter({ ...plain, to: [{ name: null, address }] }), invalid, address);
    }
  });

  it("an identifier: unreadable ones of others are left out, an own one is refused", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const back = roundTrip({ inReplyTo: [text], references: ["a@b", text] });
        assert.deepEqual(back.summary.references.slice(0, 1), ["a@b"]);
        assert.ok(back.summary.inReplyTo.every((id) => id === text));
      }),
    );
    for (const messageId of ["", "a b", "a>b", "a\r\nb", "\u560d\u560a"]) {
      assert.throws(() => composeLetter({ ...plain, messageId }), invalid);
    }
  });

  it("a field name of one's own: a token that the composer does not write itself", () => {
    const extra = (name: string): Partial<Composition> => ({ extra: [{ name, value: headerValue("x") }] });
    assert.match(roundTrip(extra("List-Unsubscribe")).fields, / list-unsubscribe /);
    for (const name of [
      "",
      "a b",
      "a:",
      "a\r\nb",
      "tên",
      "x".repeat(71),
      "From",
      "bcc",
      "content-type",
      "MIME-Version",
    ]) {
      assert.throws(() => composeLetter({ ...plain, ...extra(name) }), invalid, name);
    }
  });

  it("a type and a content id", () => {
    for (const type of [
      "",
      "a",
      "text/plain\r\nX: y",
      "multipart/mixed",
      "message/partial",
      "a/b; c=d",
      "text/\u560d\u560a",
    ]) {
      const { letter } = roundTrip({ attachments: [{ name: null, type, bytes: Buffer.from("x") }] });
      assert.equal(`${letter.root.children[1]?.type}/${letter.root.children[1]?.subtype}`, "application/octet-stream");
    }
    const placed = (contentId: string): Partial<Composition> => ({
      html: "x",
      attachments: [{ name: null, type: "image/png", bytes: Buffer.alloc(0), contentId }],
    });
    for (const contentId of ["", "a b", "a>b", "a\r\nb"]) {
      assert.throws(() => composeLetter({ ...plain, ...placed(contentId) }), invalid);
    }
  });

  it("file names up to the limit", () => {
    const named = (length: number): ReadBack =>
      roundTrip({ attachments: [{ name: "ệ".repeat(length), type: "text/x", bytes: Buffer.alloc(1) }] });
    const file = named(300).letter.root.children[1];
    assert.equal(file && partName(file)?.length, 300);
    assert.throws(() => named(301), invalid);
  });
});
