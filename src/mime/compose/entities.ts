// MIME entities on the way out (RFC 2045, RFC 2046): text, files, embedded letters, and the multiparts around them.
// A body here has no line end after its last line; who puts it somewhere adds it.
import { hash } from "node:crypto";
import { CongvuError } from "#base/errors.ts";
import { cr, equals, lf, space, tab } from "../octets.ts";
import { encodeBase64, encodeQuotedPrintable } from "../transfer-encoding.ts";
import { isMessageId } from "./fields.ts";
import { fileNameParameters } from "./parameters.ts";

export interface Entity {
  /** Content-* lines, each ended by CRLF. */
  readonly header: string;
  readonly body: readonly Buffer[];
  /** Some octet is beyond ASCII; multiparts around it must say so (RFC 2045 §6.4). */
  readonly isEightBit: boolean;
}

/** A file to send along. */
export interface OutgoingFile {
  readonly name: string | null;
  readonly type: string;
  readonly bytes: Buffer;
  /** Set for what the HTML shows in its text; without brackets. */
  readonly contentId?: string | undefined;
}

/** `text` in NFC with CRLF line ends, in whichever encoding carries it shortest. */
export function textEntity(subtype: "plain" | "html", text: string): Entity {
  const bytes = Buffer.from(
    text
      .toWellFormed()
      .normalize("NFC")
      .replace(/\r\n?|\n/g, "\r\n"),
  );
  const encoding = textEncoding(bytes);
  const header = `Content-Type: text/${subtype}; charset=utf-8\r\nContent-Transfer-Encoding: ${encoding}\r\n`;
  const encoded = encoding === "base64" ? withoutLastBreak(encodeBase64(bytes)) : encodeText(bytes, encoding);
  return { header, body: [encoded], isEightBit: false };
}

type TextEncoding = "7bit" | "quoted-printable" | "base64";

const encodeText = (bytes: Buffer, encoding: TextEncoding): Buffer =>
  encoding === "7bit" ? bytes : encodeQuotedPrintable(bytes);

/** 7bit only for text that no transport has a reason to touch. */
function textEncoding(bytes: Buffer): TextEncoding {
  let escapes = 0;
  let others = 0; // beyond printable ASCII
  let longest = 0;
  let lineStart = 0;
  for (let i = 0; i < bytes.length; i++) {
    const octet = bytes[i] as number;
    if (octet === lf) {
      lineStart = i + 1;
      if (bytes[i - 2] === space) others++; // white space at a line's end is not safe either
    } else if (octet > 0x7e || (octet < space && octet !== tab && octet !== cr)) others++;
    else if (octet === equals) escapes++;
    longest = Math.max(longest, i - lineStart);
  }
  const hasFrom = bytes.subarray(0, 5).equals(fromLine) || bytes.includes(fromAfterBreak);
  if (others === 0 && longest <= 78 && !hasFrom && bytes.at(-1) !== space) return "7bit";
  return (escapes + others) * 6 > bytes.length ? "base64" : "quoted-printable";
}

const fromLine = Buffer.from("From ");
const fromAfterBreak = Buffer.from("\nFrom ");

const withoutLastBreak = (encoded: Buffer): Buffer => encoded.subarray(0, Math.max(encoded.length - 2, 0));

const mediaType = /^[\w!#$&^.+-]{1,127}\/[\w!#$&^.+-]{1,127}$/;

/** A file as attachment, or as part of the HTML when it has a Content-ID. */
export function fileEntity(file: OutgoingFile): Entity {
  const type = file.type.trim().toLowerCase();
  if (type === "message/rfc822" && isSendable(file.bytes)) return letterEntity(file);
  const isOpaque = !mediaType.test(type) || /^(?:multipart|message)\//.test(type);
  const header =
    `Content-Type: ${isOpaque ? "application/octet-stream" : type}\r\n` +
    `Content-Transfer-Encoding: base64\r\n${dispositionOf(file)}`;
  return { header, body: [withoutLastBreak(encodeBase64(file.bytes))], isEightBit: false };
}

/** A letter goes as it is: no encoding is allowed on it (RFC 2046 §5.2.1). */
function letterEntity(file: OutgoingFile): Entity {
  const isEightBit = file.bytes.some((octet) => octet > 0x7f);
  const encoding = isEightBit ? "8bit" : "7bit";
  const header = `Content-Type: message/rfc822\r\nContent-Transfer-Encoding: ${encoding}\r\n${dispositionOf(file)}`;
  return { header, body: [file.bytes], isEightBit };
}

const longestLine = 998; // RFC 5322 §2.1.1

function isSendable(bytes: Buffer): boolean {
  let lineStart = 0;
  for (let i = 0; i < bytes.length; i++) {
    const octet = bytes[i];
    if (octet === 0 || (octet === cr) !== (bytes[i + 1] === lf)) return false;
    if (octet === lf) lineStart = i + 1;
    if (i - lineStart > longestLine) return false;
  }
  return bytes[0] !== lf;
}

function dispositionOf({ name, contentId }: OutgoingFile): string {
  const fileName = name === null || name === "" ? "" : fileNameParameters(name);
  if (contentId === undefined) return `Content-Disposition: attachment${fileName}\r\n`;
  if (!isMessageId(contentId)) throw new CongvuError("invalid", "content id");
  return `Content-Disposition: inline${fileName}\r\nContent-ID: <${contentId}>\r\n`;
}

const lineBreak = Buffer.from("\r\n");

/** Puts entities into multiparts whose boundaries no content can hold. */
export class MultipartWriter {
  readonly #seed: string;
  #count = 0;

  /** `seed` differs from letter to letter; the same seed and entities give the same octets. */
  constructor(seed: string) {
    this.#seed = seed;
  }

  join(subtype: "alternative" | "related" | "mixed", entities: readonly Entity[]): Entity {
    const only = entities[0];
    if (entities.length === 1 && only !== undefined) return only;
    const boundary = this.#boundaryFor(entities);
    const isEightBit = entities.some((entity) => entity.isEightBit);
    const body: Buffer[] = [];
    for (const entity of entities) {
      body.push(Buffer.from(`--${boundary}\r\n${entity.header}\r\n`), ...entity.body, lineBreak);
    }
    body.push(Buffer.from(`--${boundary}--`));
    const header =
      `Content-Type: multipart/${subtype};\r\n boundary="${boundary}"\r\n` +
      (isEightBit ? "Content-Transfer-Encoding: 8bit\r\n" : "");
    return { header, body, isEightBit };
  }

  /** `=_` can stand in neither quoted-printable nor base64; letters sent as they are get looked through. */
  #boundaryFor(entities: readonly Entity[]): string {
    for (;;) {
      const boundary = `=_${hash("sha256", `${this.#seed}\0${this.#count++}`, "hex").slice(0, 32)}`;
      if (!entities.some(({ body }) => body.some((piece) => piece.includes(boundary)))) return boundary;
    }
  }
}
