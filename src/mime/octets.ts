// The octets that MIME and RFC 5322 give a meaning, by name, and the few questions every parser here asks of them.

export const tab = 0x09;
export const lf = 0x0a;
export const cr = 0x0d;
export const space = 0x20;
export const quote = 0x22;
export const openParen = 0x28;
export const closeParen = 0x29;
export const comma = 0x2c;
export const dash = 0x2d;
export const dot = 0x2e;
export const colon = 0x3a;
export const semicolon = 0x3b;
export const lessThan = 0x3c;
export const equals = 0x3d;
export const greaterThan = 0x3e;
export const at = 0x40;
export const openBracket = 0x5b;
export const backslash = 0x5c;
export const closeBracket = 0x5d;

/** WSP of RFC 5234. */
export const isWsp = (octet: number | undefined): boolean => octet === space || octet === tab;

/** White space inside an unfolded structured value; stray line ends count, they survive only in damaged fields. */
export const isBlank = (code: number): boolean => code === space || code === tab || code === cr || code === lf;

/** Value of a hexadecimal digit, -1 for anything else. Lower case is accepted: RFC 2045 §6.7 allows a robust decoder to. */
export function hexValue(code: number | undefined): number {
  if (code === undefined) return -1;
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const letter = code | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
}

/** First position after the comment that opens at `from`; the text's end when it never closes (RFC 5322 §3.2.2). */
export function afterComment(text: string, from: number): number {
  let depth = 0;
  for (let i = from; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === backslash) i++;
    else if (code === openParen) depth++;
    else if (code === closeParen && --depth === 0) return i + 1;
  }
  return text.length;
}
