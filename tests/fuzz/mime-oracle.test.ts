// Our reader against another one, postal-mime, on letters as programs write them. Where the two mean to differ the
// difference stands here by name, with its reason, and is checked from both sides.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import PostalMime, { type Address, type Email } from "postal-mime";
import { bodyParts, leaves, partName, partTree } from "#mime/body-parts.ts";
import { describeLetter } from "#mime/describe.ts";
import type { MailAddress, Part } from "#mime/part.ts";
import { bodyText } from "#mime/plain-text.ts";
import { decodedBytes, decodedText } from "#mime/transfer-encoding.ts";
import { letter } from "./mime-letters.ts";

interface View {
  readonly subject: string;
  readonly from: readonly MailAddress[];
  readonly to: readonly MailAddress[];
  readonly text: string;
  readonly html: string;
  readonly attachments: readonly { name: string | null; type: string; content: string }[];
}

const tidy = (text: string): string => text.replaceAll("\r\n", "\n").trimEnd();

function ours(bytes: Buffer): View {
  const { letter: parsed, summary } = describeLetter(bytes);
  const { htmlBody } = bodyParts(parsed);
  const html = htmlBody.filter(({ part }) => part.subtype === "html").map(({ part }) => decodedText(bytes, part));
  const isText = ({ type, subtype, disposition }: Part): boolean =>
    type === "text" && (subtype === "plain" || subtype === "html") && disposition?.kind !== "attachment";
  const files = leaves(partTree(parsed)).filter(({ part }) => !isText(part));
  return {
    subject: summary.subject ?? "",
    from: summary.from,
    to: summary.to,
    text: tidy(bodyText(bytes, parsed)),
    html: tidy(html.join("\n")),
    attachments: files.map(({ part }) => ({
      name: partName(part),
      type: `${part.type}/${part.subtype}`,
      content: decodedBytes(bytes, part).toString("hex"),
    })),
  };
}

const flat = (addresses: readonly Address[]): MailAddress[] =>
  addresses.flatMap((one): MailAddress[] =>
    one.group === undefined ? [{ name: one.name || null, address: one.address }] : flat(one.group),
  );

async function theirs(bytes: Buffer): Promise<View> {
  const email: Email = await PostalMime.parse(bytes, { forceRfc822Attachments: true });
  return {
    subject: email.subject ?? "",
    from: email.from === undefined ? [] : flat([email.from]),
    to: flat(email.to ?? []),
    text: tidy(email.text ?? ""),
    html: tidy(email.html ?? ""),
    attachments: email.attachments.map(({ filename, mimeType, content }) => ({
      name: filename,
      type: mimeType,
      content: typeof content === "string" ? content : Buffer.from(content as ArrayBuffer).toString("hex"),
    })),
  };
}

describe("letters as programs write them", () => {
  it("have the same subject, addresses, texts and attachments for both readers", async () => {
    await fc.assert(
      fc.asyncProperty(letter, async (bytes) => {
        const [mine, other] = [ours(bytes), await theirs(bytes)];
        assert.deepEqual({ ...mine, from: mine.from.slice(0, other.from.length) }, other, bytes.toString());
      }),
      { numRuns: 1_000 },
    );
  });
});

interface Difference {
  readonly name: string;
  readonly why: string;
  readonly letter: string;
  readonly of: (view: View) => unknown;
  readonly ours: unknown;
  readonly theirs: unknown;
}

const text = (charset: string, encoded: string): string =>
  `Content-Type: text/plain; charset=${charset}\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n${encoded}\r\n`;

const differences: readonly Difference[] = [
  {
    name: "quoted local part",
    why: "without its quotes the address is another one (nodemailer CVE-2025-13033)",
    letter: 'To: "a@evil x"@int.vn\r\n\r\n',
    of: (view) => view.to,
    ours: [{ name: null, address: '"a@evil x"@int.vn' }],
    theirs: [{ name: null, address: "a@evil x@int.vn" }],
  },
  {
    name: "semicolon in a quoted name inside a group",
    why: "a quoted string holds any sign (RFC 5322 §3.2.4)",
    letter: 'To: nhom: "B; C" <a@b.vn>;\r\n\r\n',
    of: (view) => view.to,
    ours: [{ name: "B; C", address: "a@b.vn" }],
    theirs: [
      { name: "B", address: "" },
      { name: null, address: "C <a@b.vn>;" },
    ],
  },
  {
    name: "two addresses without a comma",
    why: "which one is meant is not ours to guess: the text is kept and is no mailbox",
    letter: "To: a@b.vn c@d.vn\r\n\r\n",
    of: (view) => view.to,
    ours: [{ name: null, address: "a@b.vn c@d.vn" }],
    theirs: [{ name: "c@d.vn", address: "a@b.vn" }],
  },
  {
    name: "a quote that never closes",
    why: "the address after it is still where the grammar puts one",
    letter: 'To: "abc <c@d.vn>\r\n\r\n',
    of: (view) => view.to,
    ours: [{ name: '"abc', address: "c@d.vn" }],
    theirs: [{ name: null, address: "abc <c@d.vn>" }],
  },
  {
    name: "nested comments",
    why: "comments nest (RFC 5322 §3.2.2)",
    letter: "To: (a (b) c) x@y.vn\r\n\r\n",
    of: (view) => view.to,
    ours: [{ name: "a (b) c", address: "x@y.vn" }],
    theirs: [{ name: "c)", address: "x@y.vn" }],
  },
  {
    name: "controls inside an encoded-word",
    why: "they forge lines and end strings (Mailsploit): shown as U+FFFD",
    letter: "Subject: =?utf-8?Q?a=0D=0AX:_b=00?=\r\n\r\n",
    of: (view) => view.subject,
    ours: "a\ufffd\ufffdX: b\ufffd",
    theirs: "a\r\nX: b\u0000",
  },
  {
    name: "a letter cut between two encoded-words with padding",
    why: "the octets of adjacent words belong together, whatever their padding",
    letter: "Subject: =?utf-8?B?4bs=?= =?utf-8?B?hw==?=\r\n\r\n",
    of: (view) => view.subject,
    ours: "\u1ec7",
    theirs: "\ufffd\ufffd",
  },
  {
    name: "an unquoted file name with parentheses",
    why: "a comment inside a name is never meant",
    letter: "Content-Type: application/pdf\r\nContent-Disposition: attachment; filename=a (1).pdf\r\n\r\nx",
    of: (view) => view.attachments[0]?.name,
    ours: "a (1).pdf",
    theirs: "a .pdf",
  },
  {
    name: "base64 after its padding",
    why: "padding is the end of the data (RFC 2045 §6.8)",
    letter: "Content-Transfer-Encoding: base64\r\n\r\nYWI=\r\nY2Q=\r\n",
    of: (view) => view.text,
    ours: "ab",
    theirs: "abcd",
  },
  {
    name: "VISCII",
    why: "the platform has no such charset; we bring a table",
    letter: text("viscii", "Vi=AEt"),
    of: (view) => view.text,
    ours: "Vi\u1ec7t",
    theirs: "Vi\u00aet",
  },
  {
    name: "windows-1258",
    why: "letters with combining tones are composed, or no search finds them",
    letter: text("windows-1258", "Vi=EA=F2t"),
    of: (view) => view.text,
    ours: "Vi\u1ec7t".normalize("NFC"),
    theirs: "Vi\u00ea\u0323t",
  },
  {
    name: "format=flowed",
    why: "joining lines changes nothing that search or a preview sees",
    letter: "Content-Type: text/plain; format=flowed\r\n\r\nabc \r\ndef\r\n",
    of: (view) => view.text,
    ours: "abc \ndef",
    theirs: "abc def",
  },
  {
    name: "a multipart without boundary",
    why: "its text is shown rather than lost, and the letter is flagged",
    letter: "Content-Type: multipart/mixed\r\n\r\nhello\r\n",
    of: (view) => view.text,
    ours: "hello",
    theirs: "",
  },
  {
    name: "an unreadable Content-Type",
    why: "RFC 2045 §5.2 wants plain text then",
    letter: "Content-Type: text\r\n\r\nhello\r\n",
    of: (view) => view.text,
    ours: "hello",
    theirs: "",
  },
  {
    name: "a second plain text with a file name",
    why: "RFC 8621 §4.1.4 calls it an attachment",
    letter:
      "Content-Type: multipart/mixed; boundary=a\r\n\r\n--a\r\n\r\nhi\r\n--a\r\n" +
      "Content-Type: text/plain; name=b.txt\r\n\r\nfile\r\n--a--\r\n",
    of: (view) => view.text,
    ours: "hi",
    theirs: "hi\n\nfile",
  },
];

describe("known differences", () => {
  for (const difference of differences) {
    it(`${difference.name}: ${difference.why}`, async () => {
      const bytes = Buffer.from(difference.letter);
      assert.deepEqual(difference.of(ours(bytes)), difference.ours);
      assert.deepEqual(difference.of(await theirs(bytes)), difference.theirs);
    });
  }
});
