// What the MIME fuzz tests share: a generator of letter-like bytes, the invariants of a parsed letter, and a checker that
// reads IMAP answers by the grammar of RFC 9051 §9.
import assert from "node:assert/strict";
import fc from "fast-check";
import { limits } from "#base/limits.ts";
import type { Letter, Part } from "#mime/part.ts";

const fragments = [
  "\r\n",
  "\n",
  "\r",
  "\r\n\r\n",
  " ",
  "\t",
  "--",
  "--a",
  "--a--",
  "--ab",
  "--b\r\n",
  "--b--\r\n",
  "\r\n--a\r\n",
  "\r\n--a--\r\n",
  "\r\n--ab\r\n",
  'Content-Type: multipart/mixed; boundary="a"\r\n',
  "Content-Type: multipart/alternative; boundary=ab\r\n",
  "content-type: multipart/digest;\r\n boundary=b\r\n",
  "Content-Type: multipart/related; boundary*0=a; boundary*1=b\r\n",
  "Content-Type: multipart/mixed\r\n",
  "Content-Type: message/rfc822\r\n\r\n",
  "Content-Type: message/global\r\n",
  "Content-Type: text/plain; charset=utf-8\r\n",
  "Content-Type: text/html; charset=windows-1258\r\n",
  "Content-Type: image/png; name*=UTF-8''%E1%BB%87.png\r\n",
  "Content-Transfer-Encoding: base64\r\n",
  "Content-Transfer-Encoding: quoted-printable\r\n",
  "Content-Disposition: attachment; filename*0*=utf-8''a%; filename*1*=E1%BB%87\r\n",
  "Content-Disposition: inline\r\n",
  "Content-ID: <1@x>\r\n",
  "Content-Language: vi, en\r\n",
  'From: "a@evil x"@int.vn, =?utf-8?Q?=00?= <b@c.vn>\r\n',
  "To: nhóm: a@b.vn, (((c) <d@e.vn>;, f\r\n",
  "Subject: =?utf-8?B?4buH?= =?utf-8?B?4bs=?= \u1ec7\r\n",
  "Date: Mon, 05 Jan 2026 00:00:00 +0700\r\n",
  "Message-ID: <a@b>\r\nReferences: <c@d> <e\r\n",
  "<html><style>x</style><p>Xin ch&agrave;o<br>",
  "=E1=BB=87=\r\n",
  "4buH4buH",
  "\u0000",
  '"',
  "(",
  "<",
  ":",
  "Việt Nam",
] as const;

/** Bytes that look like a letter in many broken ways. */
export const letterBytes: fc.Arbitrary<Buffer> = fc
  .array(
    fc.oneof(
      { weight: 8, arbitrary: fc.constantFrom(...fragments).map((text) => Buffer.from(text)) },
      { weight: 1, arbitrary: fc.uint8Array({ maxLength: 6 }).map((bytes) => Buffer.from(bytes)) },
    ),
    { maxLength: 60 },
  )
  .map((pieces) => Buffer.concat(pieces));

/** Offsets nest, follow each other and stay inside the letter; its limits hold. */
export function assertSound(bytes: Buffer, letter: Letter): void {
  const open: { part: Part; depth: number; from: number; to: number }[] = [
    { part: letter.root, depth: 1, from: 0, to: bytes.length },
  ];
  let parts = 0;
  for (let item = open.pop(); item !== undefined; item = open.pop()) {
    const { part, depth } = item;
    parts++;
    assert.ok(depth <= limits.mimeDepth, "depth");
    assert.ok(item.from <= part.headerStart && part.headerStart <= part.bodyStart, "header before body");
    assert.ok(part.bodyStart <= part.end && part.end <= item.to, "body inside its parent");
    assertFields(part);
    assert.equal(part.type === "multipart", part.children.length > 0, "a multipart exactly when it has children");
    let from = part.bodyStart;
    for (const child of part.children) {
      open.push({ part: child, depth: depth + 1, from, to: part.end });
      from = child.end;
    }
    if (part.message !== null) {
      assert.equal(part.message.headerStart, part.bodyStart);
      assert.equal(part.message.end, part.end);
      open.push({ part: part.message, depth: depth + 1, from: part.bodyStart, to: part.end });
    }
  }
  assert.ok(parts <= limits.mimeParts, "number of parts");
}

function assertFields(part: Part): void {
  let from = part.headerStart;
  for (const field of part.fields) {
    assert.ok(from <= field.start && field.start < field.valueStart, "fields in order");
    assert.ok(field.valueStart <= field.end && field.end <= part.bodyStart, "field inside its header");
    from = field.end;
  }
  assert.ok(part.fields.length <= limits.headerFields);
}

type Item = string | null | Item[];

/** Reads one IMAP value: NIL, a quoted string, a number, or a list of them. Throws on anything else. */
export function readImapValue(text: string): Item {
  assert.match(text, /^[\x20-\x7e]*$/, "printable ASCII");
  const stack: Item[][] = [[]];
  const token = /\(|\)| |NIL|\d+|"(?:[^"\\]|\\["\\])*"/y;
  while (token.lastIndex < text.length) {
    const from = token.lastIndex;
    const match = token.exec(text);
    assert.ok(match !== null, `IMAP syntax at ${text.slice(from, from + 40)}`);
    const [word] = match;
    const top = stack.at(-1) as Item[];
    if (word === "(") stack.push([]);
    else if (word === ")") (stack.at(-2) as Item[]).push(stack.pop() as Item[]);
    else if (word === "NIL") top.push(null);
    else if (word.startsWith('"')) top.push(word.slice(1, -1).replace(/\\(.)/g, "$1"));
    else if (word !== " ") top.push(word);
  }
  assert.equal(stack.length, 1);
  assert.equal(stack[0]?.length, 1);
  return stack[0]?.[0] ?? null;
}

const isText = (item: Item | undefined): item is string => typeof item === "string";
const isNumber = (item: Item | undefined): boolean => isText(item) && /^\d+$/.test(item);
const isTextOrNil = (item: Item | undefined): boolean => item === null || isText(item);

/** RFC 9051 §9, envelope. */
export function assertEnvelope(item: Item | undefined): void {
  assert.ok(Array.isArray(item) && item.length === 10, "ten fields");
  for (const index of [0, 1, 8, 9]) assert.ok(isTextOrNil(item[index]), `envelope field ${index}`);
  for (const list of item.slice(2, 8)) {
    if (list === null) continue;
    assert.ok(Array.isArray(list) && list.length > 0, "address list");
    for (const address of list) assert.ok(Array.isArray(address) && address.length === 4 && address.every(isTextOrNil));
  }
}

function assertParameters(item: Item | undefined): void {
  if (item === null) return;
  assert.ok(Array.isArray(item) && item.length > 0 && item.length % 2 === 0 && item.every(isText), "parameters");
}

/** RFC 9051 §9, body with extension data. */
export function assertStructure(item: Item | undefined): void {
  assert.ok(Array.isArray(item) && item.length > 0, "body");
  if (Array.isArray(item[0])) {
    const children = item.findIndex((child) => !Array.isArray(child));
    for (const child of item.slice(0, children)) assertStructure(child);
    assert.ok(isText(item[children]), "subtype");
    assertParameters(item[children + 1]);
    assertExtension(item.slice(children + 2));
    return;
  }
  const [type, subtype, parameters, id, description, encoding, octets] = item;
  assert.ok(isText(type) && isText(subtype) && isTextOrNil(id) && isTextOrNil(description) && isText(encoding));
  assertParameters(parameters);
  assert.ok(isNumber(octets), "octets");
  let next = 7;
  if (type === "text") assert.ok(isNumber(item[next++]), "lines");
  if (type === "message" && (subtype === "rfc822" || subtype === "global")) {
    assertEnvelope(item[next++]);
    assertStructure(item[next++]);
    assert.ok(isNumber(item[next++]), "lines of the letter");
  }
  assert.ok(isTextOrNil(item[next]), "md5");
  assertExtension(item.slice(next + 1));
}

function assertExtension(items: Item[]): void {
  const [disposition, language, location] = items;
  assert.equal(items.length, 3);
  if (disposition !== null) {
    assert.ok(Array.isArray(disposition) && disposition.length === 2 && isText(disposition[0]), "disposition");
    assertParameters(disposition[1]);
  }
  assert.ok(isTextOrNil(language) || (Array.isArray(language) && language.length > 0 && language.every(isText)));
  assert.ok(isTextOrNil(location));
}
