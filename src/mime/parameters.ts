// Structured values with parameters: Content-Type and Content-Disposition (RFC 2045 §5.1, RFC 2183) with the
// continuations, charsets and percent-encoding of RFC 2231. Also read, because real senders write them: encoded-words
// inside `name` and `filename` (Outlook and most Vietnamese clients), raw UTF-8, spaces in unquoted values.
// Linear; at most limits.headerParameters parameters are read of one field.
import { limits } from "#base/limits.ts";
import { decodeCharset } from "./charset.ts";
import { cleanText, decodeEncodedWords } from "./encoded-words.ts";
import { afterComment, backslash, equals, hexValue, isBlank, openParen, quote, semicolon } from "./octets.ts";

/** A parameter as written: quotes and quoted pairs undone, name in lower case, `*` marks of RFC 2231 still in the name. */
export interface RawParameter {
  readonly name: string;
  readonly value: string;
}

export interface StructuredValue {
  /** What stands before the first `;`, comments and white space removed, as spelled. */
  readonly value: string;
  readonly parameters: readonly RawParameter[];
}

export const noParameters: ReadonlyMap<string, string> = new Map();

/** Splits an unfolded value into its main part and its parameters. */
export function parseStructured(text: string, most: number = limits.headerParameters): StructuredValue {
  const parameters: RawParameter[] = [];
  const main = readMain(text);
  let at = main.end;
  while (at < text.length && parameters.length < most) {
    const nameStart = skipBlanks(text, at + 1);
    const nameEnd = endOfName(text, nameStart);
    if (text.charCodeAt(nameEnd) !== equals) {
      at = nameEnd; // no parameter between two semicolons
      continue;
    }
    const name = firstToken(text.slice(nameStart, nameEnd)).toLowerCase();
    const valueStart = skipBlanks(text, nameEnd + 1);
    const quoted = text.charCodeAt(valueStart) === quote;
    const value = quoted ? readQuoted(text, valueStart) : readUnquoted(text, valueStart);
    if (name !== "") parameters.push({ name, value: value.text });
    at = value.end;
  }
  return { value: main.text, parameters };
}

interface Piece {
  readonly text: string;
  /** Position of the `;` after it, or the text's end. */
  readonly end: number;
}

function readMain(text: string): Piece {
  let out = "";
  let from = 0;
  let at = 0;
  while (at < text.length && text.charCodeAt(at) !== semicolon) {
    const code = text.charCodeAt(at);
    if (code !== openParen && !isBlank(code)) {
      at++;
      continue;
    }
    out += text.slice(from, at);
    at = code === openParen ? afterComment(text, at) : at + 1;
    from = at;
  }
  return { text: out + text.slice(from, at), end: at };
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  for (;;) {
    if (isBlank(text.charCodeAt(at))) at++;
    else if (text.charCodeAt(at) === openParen) at = afterComment(text, at);
    else return at;
  }
}

function endOfName(text: string, from: number): number {
  let at = from;
  while (at < text.length && text.charCodeAt(at) !== equals && text.charCodeAt(at) !== semicolon) at++;
  return at;
}

/** A name ends where white space or a comment begins. */
function firstToken(text: string): string {
  let end = 0;
  while (end < text.length && !isBlank(text.charCodeAt(end)) && text.charCodeAt(end) !== openParen) end++;
  return text.slice(0, end);
}

/** The quoted-string at `from`; an unclosed one takes the rest. What follows it up to the next `;` is passed over. */
function readQuoted(text: string, from: number): Piece {
  let out = "";
  let plainFrom = from + 1;
  let at = plainFrom;
  while (at < text.length && text.charCodeAt(at) !== quote) {
    if (text.charCodeAt(at) === backslash && at + 1 < text.length) {
      out += text.slice(plainFrom, at);
      plainFrom = at + 1;
      at++;
    }
    at++;
  }
  const next = text.indexOf(";", at);
  return { text: out + text.slice(plainFrom, at), end: next === -1 ? text.length : next };
}

/** Up to the next `;`, spaces inside kept; only a comment that ends the value is dropped: `a (1).pdf` is a file name. */
function readUnquoted(text: string, from: number): Piece {
  const next = text.indexOf(";", from);
  const end = next === -1 ? text.length : next;
  const value = text.slice(from, end).trimEnd();
  const comment = value.endsWith(")") ? value.indexOf("(") : -1;
  if (comment > 0 && isBlank(value.charCodeAt(comment - 1)) && afterComment(value, comment) === value.length) {
    return { text: value.slice(0, comment).trimEnd(), end };
  }
  return { text: value, end };
}

/** What was written for one parameter name in its several RFC 2231 forms. */
interface Forms {
  plain?: string;
  extended?: string;
  sections?: Map<number, { text: string; encoded: boolean }>;
}

/** Parameters by name: sections joined, charsets applied. The first writing of a name counts. */
export function decodeParameters(raw: readonly RawParameter[]): ReadonlyMap<string, string> {
  if (raw.length === 0) return noParameters;
  const decoded = new Map<string, string>();
  if (raw.every((parameter) => !parameter.name.includes("*"))) {
    for (const { name, value } of raw) if (!decoded.has(name)) decoded.set(name, displayed(name, value));
    return decoded;
  }
  const forms = new Map<string, Forms>();
  for (const parameter of raw) addForm(forms, parameter);
  for (const [name, form] of forms) decoded.set(name, decodeForm(name, form));
  return decoded;
}

/** True when a name that decides how a part is read is given twice: two readers could then see two letters. */
export function isAmbiguous(raw: readonly RawParameter[]): boolean {
  for (const decisive of ["boundary", "charset"]) {
    let count = 0;
    for (const { name } of raw) if (name === decisive || name === `${decisive}*`) count++;
    if (count > 1) return true;
  }
  return false;
}

function addForm(forms: Map<string, Forms>, { name, value }: RawParameter): void {
  const star = name.indexOf("*");
  const base = star === -1 ? name : name.slice(0, star);
  const form = forms.get(base) ?? {};
  if (!forms.has(base)) forms.set(base, form);
  if (star === -1) form.plain ??= value;
  else if (star === name.length - 1) form.extended ??= value;
  else addSection(form, name.slice(star + 1), value);
}

function addSection(form: Forms, mark: string, text: string): void {
  const encoded = mark.endsWith("*");
  const digits = encoded ? mark.slice(0, -1) : mark;
  if (!/^\d{1,4}$/.test(digits)) return;
  form.sections ??= new Map();
  const number = Number(digits);
  if (!form.sections.has(number)) form.sections.set(number, { text, encoded });
}

/** The extended writing is the exact one; a plain one beside it is for old readers (RFC 6266 §4.3 says the same). */
function decodeForm(name: string, form: Forms): string {
  if (form.extended !== undefined) return decodeExtended(form.extended);
  if (form.sections?.has(0)) return decodeSections(form.sections);
  return displayed(name, form.plain ?? "");
}

function decodeExtended(text: string): string {
  const { charset, rest } = splitCharset(text);
  return cleanText(decodeCharset(percentDecoded(rest), charset));
}

/** Runs of encoded sections are decoded together: a letter may be cut between two (RFC 2231 §4.1). */
function decodeSections(sections: ReadonlyMap<number, { text: string; encoded: boolean }>): string {
  let out = "";
  let charset: string | undefined;
  let run: Buffer[] = [];
  const flush = (): void => {
    if (run.length > 0) out += decodeCharset(Buffer.concat(run), charset);
    run = [];
  };
  for (let number = 0; ; number++) {
    const section = sections.get(number);
    if (section === undefined) break;
    let text = section.text;
    if (number === 0 && section.encoded) ({ charset, rest: text } = splitCharset(text));
    if (section.encoded) run.push(percentDecoded(text));
    else {
      flush();
      out += text;
    }
  }
  flush();
  const isExact = [...sections.values()].some(({ encoded }) => encoded); // then a `=?` in it is only text
  return isExact ? cleanText(out) : decodeEncodedWords(out);
}

/** charset'language'text */
function splitCharset(text: string): { charset: string | undefined; rest: string } {
  const first = text.indexOf("'");
  const second = first === -1 ? -1 : text.indexOf("'", first + 1);
  if (second === -1) return { charset: undefined, rest: text };
  return { charset: text.slice(0, first), rest: text.slice(second + 1) };
}

function percentDecoded(text: string): Buffer {
  const bytes = Buffer.from(text);
  if (!text.includes("%")) return bytes;
  let length = 0;
  for (let i = 0; i < bytes.length; i++) {
    const value = bytes[i] === 0x25 ? (hexValue(bytes[i + 1]) << 4) | hexValue(bytes[i + 2]) : -1;
    bytes[length++] = value >= 0 ? value : (bytes[i] as number);
    if (value >= 0) i += 2;
  }
  return bytes.subarray(0, length);
}

/** Encoded-words are no parameter syntax (RFC 2047 §5), but file names come in them. A boundary must stay as written. */
function displayed(name: string, value: string): string {
  if ((name === "name" || name === "filename") && value.includes("=?")) return decodeEncodedWords(value);
  return cleanText(value);
}
