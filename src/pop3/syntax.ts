// A command line in pieces: keyword and argument (RFC 1939 §3, RFC 2449 §4). Works on octets; text only after a check.
// Framing (where a line ends, how long it may be) is net/line-reader.ts.

export interface CommandLine {
  /** Upper case. */
  readonly keyword: string;
  /** All octets after the one space that ends the keyword; empty = none. */
  readonly argument: Buffer;
}

const SPACE = 0x20;
/** Keywords are three or four characters (RFC 1939 §3); a longer first word is looked at only to name it unknown. */
const longestKeyword = 16;

/** Null = the line does not even begin with a word. */
export function takeCommandLine(line: Buffer): CommandLine | null {
  const space = line.indexOf(SPACE);
  const end = space < 0 ? line.length : space;
  if (end === 0 || end > longestKeyword) return null;
  const keyword = takePrintableAscii(line.subarray(0, end));
  if (keyword === null) return null;
  return { keyword: keyword.toUpperCase(), argument: line.subarray(space < 0 ? line.length : space + 1) };
}

/** Printable ASCII with spaces, or null (RFC 2449 §4: arguments are printable). */
export function takePrintableAscii(octets: Buffer): string | null {
  for (const octet of octets) if (octet < SPACE || octet > 0x7e) return null;
  return octets.toString("latin1");
}

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** A password: valid UTF-8 without controls, or null. RFC 1939 knows ASCII only; mail clients send what was typed. */
export function takePassword(octets: Buffer): string | null {
  for (const octet of octets) if (octet < SPACE || octet === 0x7f) return null;
  try {
    return utf8.decode(octets);
  } catch {
    return null;
  }
}

/** Decimal numbers separated by one space, exactly `count` of them, or null. Large ones lose nothing: all are below 2^53. */
export function takeNumbers(octets: Buffer, count: number): number[] | null {
  const words = takePrintableAscii(octets)?.split(" ") ?? [];
  if (words.length !== count || !words.every((word) => /^\d{1,15}$/.test(word))) return null;
  return words.map(Number);
}
