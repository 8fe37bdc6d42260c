// Letters as real programs write them, in many shapes: what the oracle test and the round trips read. Unlike the bytes of
// mime-support.ts these are well formed, so that two readers have to agree on them.
import fc from "fast-check";

const words = (
  "công văn báo cáo Sở Nội vụ triển khai kế hoạch Uỷ ban nhân dân huyện thực hiện nhiệm vụ được giao " +
  "khẩn trương ngày 30 tháng 4 số 123/BC-SNV (dự thảo) = 100% Đường Nguyễn Huệ plain ascii words"
).split(" ");

export const phrase: fc.Arbitrary<string> = fc
  .array(fc.constantFrom(...words), { minLength: 1, maxLength: 12 })
  .map((list) => list.join(" "));

const prose: fc.Arbitrary<string> = fc
  .array(
    fc.array(phrase, { maxLength: 4 }).map((list) => list.join(" ")),
    { minLength: 1, maxLength: 6 },
  )
  .map((lines) => lines.join("\r\n"));

const base64 = (bytes: Buffer): string => bytes.toString("base64");
const hex = (octet: number): string => octet.toString(16).toUpperCase().padStart(2, "0");

const bWord = (bytes: Buffer): string => `=?UTF-8?B?${base64(bytes)}?=`;
const qWord = (bytes: Buffer): string =>
  `=?utf-8?q?${[...bytes].map((octet) => (octet === 0x20 ? "_" : /[a-zA-Z0-9]/.test(String.fromCharCode(octet)) ? String.fromCharCode(octet) : `=${hex(octet)}`)).join("")}?=`;

function cut(text: string, every: number): Buffer[] {
  const bytes = Buffer.from(text);
  const pieces: Buffer[] = [];
  for (let from = 0; from < bytes.length; from += every) pieces.push(bytes.subarray(from, from + every));
  return pieces;
}

/** The ways in which programs put text into a header. */
const writings: readonly ((text: string) => string)[] = [
  (text) => bWord(Buffer.from(text)),
  (text) => cut(text, 30).map(bWord).join("\r\n "), // cut inside letters
  (text) => cut(text, 20).map(qWord).join("\r\n\t"),
  (text) => qWord(Buffer.from(text)),
];

export const headerText: fc.Arbitrary<{ text: string; written: string }> = fc
  .tuple(
    phrase,
    fc.constantFrom(...writings, (text: string) => text),
  )
  .map(([text, write]) => ({ text, written: write(text) }));

const domain = fc.constantFrom("sonoivu.gov.vn", "binhthuan.gov.vn", "example.org", "a.b.c.example");
const localPart = fc.constantFrom("nguyen.van.a", "vanthu", "x", "no-reply+tag", "o'brien");
const writtenName = fc
  .tuple(
    phrase,
    fc.constantFrom(...writings, (text: string) => `"${text}"`),
  )
  .map(([text, write]) => write(text));

const mailbox: fc.Arbitrary<string> = fc.oneof(
  fc.tuple(localPart, domain).map(([local, host]) => `${local}@${host}`),
  fc.tuple(writtenName, localPart, domain).map(([name, local, host]) => `${name} <${local}@${host}>`),
);

const group = fc.array(mailbox, { maxLength: 3 }).map((list) => `nhom: ${list.join(", ")};`);
export const addressList: fc.Arbitrary<string> = fc
  .array(fc.oneof({ weight: 5, arbitrary: mailbox }, { weight: 1, arbitrary: group }), { minLength: 1, maxLength: 5 })
  .map((list) => list.join(",\r\n "));

const encodings: Record<string, (bytes: Buffer) => string> = {
  base64: (bytes) => base64(bytes).replace(/.{76}/g, "$&\r\n"),
  "quoted-printable": (bytes) =>
    bytes
      .toString("latin1")
      .replace(/[^\r\n -<>-~]/g, (sign) => `=${hex(sign.charCodeAt(0))}`)
      .replace(/ (?=\r\n|$)/g, "=20")
      .replace(/[^\r\n]{60,70}?(?=[^=\r\n]{4})/g, "$&=\r\n"),
  "8bit": (bytes) => bytes.toString("latin1"),
};

/** A leaf in octets, written as latin1. */
const leaf = (header: string, encoding: string, bytes: Buffer): string =>
  `${header}\r\nContent-Transfer-Encoding: ${encoding}\r\n\r\n${encodings[encoding]?.(bytes)}`;

const textLeaf = (subtype: string): fc.Arbitrary<string> =>
  fc
    .tuple(
      prose,
      fc.constantFrom(...Object.keys(encodings)),
      fc.constantFrom("utf-8", '"UTF-8"', "utf-8; format=fixed"),
    )
    .map(([text, encoding, charset]) => {
      const content = subtype === "html" ? `<p>${text}</p>` : text;
      return leaf(`Content-Type: text/${subtype}; charset=${charset}`, encoding, Buffer.from(content));
    });

/** The ways in which programs write a file name. */
const nameWritings: readonly ((name: string) => string)[] = [
  (name) => `Content-Disposition: attachment; filename="${bWord(Buffer.from(name))}"`,
  (name) =>
    `Content-Disposition: attachment;\r\n filename*=UTF-8''${encodeURIComponent(name).replace(/[()']/g, (c) => `%${hex(c.charCodeAt(0))}`)}`,
  (name) =>
    `Content-Disposition: attachment;\r\n ${cut(name, 20)
      .map(
        (piece, index) =>
          `filename*${index}*=${index === 0 ? "UTF-8''" : ""}${[...piece].map((octet) => `%${hex(octet)}`).join("")}`,
      )
      .join(";\r\n ")}`,
  (name) => `Content-Disposition: attachment; filename="${Buffer.from(name).toString("latin1")}"`,
];

const fileLeaf: fc.Arbitrary<string> = fc
  .tuple(phrase, fc.constantFrom(...nameWritings), fc.uint8Array({ minLength: 1, maxLength: 200 }))
  .map(([name, write, content]) => {
    const fileName = `${name.replace(/[;/"=%]/g, "")}.pdf`;
    return leaf(`Content-Type: application/pdf\r\n${write(fileName)}`, "base64", Buffer.from(content));
  });

const pictureLeaf = fc
  .uint8Array({ minLength: 1, maxLength: 50 })
  .map((content) =>
    leaf(
      'Content-Type: image/png; name="logo.png"\r\nContent-ID: <logo@x>\r\nContent-Disposition: inline',
      "base64",
      Buffer.from(content),
    ),
  );

let boundaries = 0;
function multipart(subtype: string, entities: readonly string[], style: number): string {
  const boundary = ["=_x", "----=_NextPart_000", "x", "00000000"][style % 4] + String(boundaries++ % 20);
  const written = style % 3 === 0 ? `"${boundary}"` : /^[\w-]+$/.test(boundary) ? boundary : `"${boundary}"`;
  const preamble = style % 5 === 0 ? "This is a multi-part message in MIME format.\r\n" : "";
  const body = entities.map((entity) => `--${boundary}${style % 7 === 0 ? "  " : ""}\r\n${entity}\r\n`).join("");
  return `Content-Type: multipart/${subtype};\r\n boundary=${written}\r\n\r\n${preamble}${body}--${boundary}--\r\n`;
}

const style = fc.nat({ max: 1_000 });
const htmlBody = fc.oneof(
  textLeaf("html"),
  fc.tuple(textLeaf("html"), pictureLeaf, style).map(([html, picture, n]) => multipart("related", [html, picture], n)),
);
const body = fc.oneof(
  textLeaf("plain"),
  fc.tuple(textLeaf("plain"), htmlBody, style).map(([plain, html, n]) => multipart("alternative", [plain, html], n)),
);
const content = fc.oneof(
  body,
  fc
    .tuple(body, fc.array(fileLeaf, { minLength: 1, maxLength: 4 }), style)
    .map(([first, files, n]) => multipart("mixed", [first, ...files], n)),
);

/** A whole letter. */
export const letter: fc.Arbitrary<Buffer> = fc
  .tuple(headerText, addressList, addressList, content)
  .map(([subject, from, to, entity]) =>
    Buffer.concat([
      Buffer.from(`From: ${from}\r\nTo: ${to}\r\nSubject: ${subject.written}\r\nMIME-Version: 1.0\r\n`),
      Buffer.from(entity, "latin1"),
      Buffer.from("\r\n"),
    ]),
  );
