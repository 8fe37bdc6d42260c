// Letters as an agency sends them: UTF-8 subjects and bodies with diacritics, multipart/alternative, PDF-like
// attachments. Seeded: the same seed, size and number always give the same bytes. Lines end in CRLF and none starts
// with a dot, so that a letter can be sent over SMTP as it is.
import { agencies, kinds, names, planted, topics, words } from "./corpus-words.ts";
import { type Random, seededRandom } from "./random.ts";

/** `count` different letters of about `bytes` octets, without Message-ID and To: `headOf` makes each copy unique. */
export const pool = (seed: number, bytes: number, count: number): Buffer[] =>
  Array.from({ length: count }, (_, index) => letter({ seed, bytes, index }));

/** Header fields that make a letter of the pool one of its kind; they go in front. */
export const headOf = (seed: number, index: number, to: string): Buffer =>
  Buffer.from(`Message-ID: <${seed}.${index}@sonoivu.gov.vn>\r\nTo: <${to}>\r\n`);

/** Text takes at most this much; the rest is the attachment. */
const mostTextBytes = 12_000;

function letter({ seed, bytes, index }: { seed: number; bytes: number; index: number }): Buffer {
  const random = seededRandom(seed * 1_000_003 + index * 7_919 + bytes);
  const name = random.pick(names);
  const agency = random.pick(agencies);
  const head = headerOf({ random, seed, index, name, agency });
  const body = alternative(random, { name, agency, index, bytes: Math.min(bytes, mostTextBytes) });
  const left = bytes - head.length - body.length - 400;
  return Buffer.from(head + (left < 2000 ? body : withAttachment(random, { body, index, bytes: left })));
}

interface Author {
  readonly random: Random;
  readonly seed: number;
  readonly index: number;
  readonly name: string;
  readonly agency: string;
}

function headerOf({ random, seed, index, name, agency }: Author): string {
  const title = `${random.pick(kinds)} số ${1 + random.below(999)}/${agency}: ${random.pick(topics)}`;
  const subject = index % planted.subject.every === 0 ? `${title} (${planted.subject.word})` : title;
  const date = new Date(Date.UTC(2026, 0, 5) + index * 97_000).toUTCString().replace("GMT", "+0700");
  const fields = [
    `From: ${encodedWords(name)} <canbo${index % 500}@sonoivu.gov.vn>`,
    `Subject: ${encodedWords(subject)}`,
    `Date: ${date}`,
    "X-Mailer: VanThu 3.2",
    "MIME-Version: 1.0",
  ];
  // Every fifth letter answers an earlier one, so that threading has work to do.
  const parent = `<${seed}.${index - 3}@sonoivu.gov.vn>`;
  if (index % 5 === 4) fields.push(`In-Reply-To: ${parent}`, `References: ${parent}`);
  return `${fields.join("\r\n")}\r\n`;
}

interface Text {
  readonly name: string;
  readonly agency: string;
  readonly index: number;
  readonly bytes: number;
}

/** The plain part is quoted-printable, the HTML part base64. */
function alternative(random: Random, { name, agency, index, bytes }: Text): string {
  const greeting = `Kính gửi: ${random.pick(agencies)}\n\n`;
  const plant = index % planted.body.every === 0 ? `Nội dung ${planted.body.word} khu vực dự án.\n` : "";
  const text = `${greeting}${plant}${prose(random, Math.max(200, bytes * 0.18))}\nTrân trọng,\n${name}\n${agency}\n`;
  const paragraphs = text.replaceAll("\n", "<br>\n");
  const html = `<html><body style="font-family:Times New Roman"><p>${paragraphs}</p></body></html>`;
  const boundary = `=_alt_${index}`;
  return [
    `Content-Type: multipart/alternative; boundary="${boundary}"`,
    "",
    `--${boundary}`,
    "Content-Type: text/plain; charset=UTF-8",
    "Content-Transfer-Encoding: quoted-printable",
    "",
    quotedPrintable(text),
    `--${boundary}`,
    "Content-Type: text/html; charset=UTF-8",
    "Content-Transfer-Encoding: base64",
    "",
    inLines(base64(html)),
    `--${boundary}--`,
    "",
  ].join("\r\n");
}

function withAttachment(
  random: Random,
  { body, index, bytes }: { body: string; index: number; bytes: number },
): string {
  const boundary = `=_mix_${index}`;
  const fileName = `=?UTF-8?B?${base64(`Dự thảo ${index % 90}.pdf`)}?=`;
  return [
    `Content-Type: multipart/mixed; boundary="${boundary}"`,
    "",
    `--${boundary}`,
    `${body}--${boundary}`,
    `Content-Type: application/pdf; name="${fileName}"`,
    "Content-Transfer-Encoding: base64",
    `Content-Disposition: attachment; filename="${fileName}"`,
    "",
    inLines(pdf(random, Math.floor(bytes * 0.73)).toString("base64")),
    `--${boundary}--`,
    "",
  ].join("\r\n");
}

function prose(random: Random, bytes: number): string {
  const lines: string[] = [];
  for (let total = 0; total < bytes; ) {
    const sentence = Array.from({ length: 8 + random.below(14) }, () => random.pick(words)).join(" ");
    const end = random.pick([".", ";", ",", "."]) + (random.next() < 0.15 ? "\n" : "");
    const line = sentence.charAt(0).toUpperCase() + sentence.slice(1) + end;
    lines.push(line);
    total += Buffer.byteLength(line) + 1;
  }
  return `${lines.join("\n")}\n`;
}

/** Begins and ends like a PDF; what lies between does not compress. */
function pdf(random: Random, bytes: number): Buffer {
  const file = Buffer.alloc(bytes);
  for (let at = 0; at + 4 <= bytes; at += 4) file.writeUInt32LE(random.below(2 ** 32), at);
  file.write("%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n");
  file.write("\n%%EOF\n", bytes - 7);
  return file;
}

const base64 = (text: string): string => Buffer.from(text).toString("base64");
const inLines = (text: string): string => text.replace(/.{76}/g, "$&\r\n");

/** Folded encoded words of at most 75 characters (RFC 2047 §2). */
function encodedWords(text: string): string {
  const parts = [""];
  for (const letter of text) {
    const part = (parts.at(-1) ?? "") + letter;
    if (Buffer.byteLength(part) > 42) parts.push(letter);
    else parts[parts.length - 1] = part;
  }
  return parts.map((part) => `=?UTF-8?B?${base64(part)}?=`).join("\r\n ");
}

function quotedPrintable(text: string): string {
  let out = "";
  let column = 0;
  for (const octet of Buffer.from(text)) {
    if (octet === 0x0a) {
      out += "\r\n";
      column = 0;
      continue;
    }
    const isPlain = octet > 31 && octet < 127 && octet !== 0x3d && !(octet === 0x2e && column === 0);
    const token = isPlain ? String.fromCharCode(octet) : `=${octet.toString(16).toUpperCase().padStart(2, "0")}`;
    if (column + token.length > 74) {
      out += "=\r\n";
      column = 0;
    }
    // A plain dot that the fold moved to the line's start would need dot-stuffing.
    out += token === "." && column === 0 ? "=2E" : token;
    column += token.length;
  }
  return out.replace(/ \r\n/g, "=20\r\n");
}
