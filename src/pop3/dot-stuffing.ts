// A letter as a multi-line response carries it: a dot at the start of a line is doubled, the end is CRLF "." CRLF
// (RFC 1939 §3). Only CRLF starts a line here: stored bytes stay as they are, bare CR or LF included.

const lineThenDot = Buffer.from("\r\n.");
const dot = Buffer.from(".");
const endMark = Buffer.from(".\r\n");
const missingCrlf = Buffer.from("\r\n");
const CR = 0x0d;
const LF = 0x0a;

/** Octets a piece holds at most; a writer takes turns with other sessions between pieces. */
export const pieceBytes = 64 * 1024;

/** The letter in pieces that share its memory, doubled dots and the end mark included. */
export function* stuffed(letter: Buffer): Generator<Buffer> {
  const startsWithDot = letter[0] === dot[0];
  let at = 0;
  let nextDot = startsWithDot ? 0 : dotAfter(letter, 0);
  while (at < letter.length) {
    if (nextDot === at) {
      yield dot;
      nextDot = dotAfter(letter, at);
    }
    const stop = Math.min(nextDot, at + pieceBytes);
    yield letter.subarray(at, stop);
    at = stop;
  }
  if (!endsLine(letter)) yield missingCrlf; // the end mark must stand on a line of its own
  yield endMark;
}

/** Position of the next dot that starts a line after `at`, or the letter's end. */
function dotAfter(letter: Buffer, at: number): number {
  const found = letter.indexOf(lineThenDot, at);
  return found < 0 ? letter.length : found + 2;
}

const endsLine = (letter: Buffer): boolean => letter.length === 0 || (letter.at(-1) === LF && letter.at(-2) === CR);
