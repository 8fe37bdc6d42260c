// How often a letter has been passed on: its Received fields (RFC 5321 §6.3), counted without reading the rest of it.

const LF = 10;
const name = "received:";

/** Received fields in the header block, of which no more than `maxBytes` are looked at. Stops at the blank line. */
export function receivedFields(letter: Buffer, maxBytes: number): number {
  const end = Math.min(letter.length, maxBytes);
  let count = 0;
  for (let line = 0; line < end; ) {
    const first = letter[line];
    if (first === 13) break; // CRLF CRLF: the header ends
    if ((first === 82 || first === 114) && isReceived(letter, line)) count++; // R, r
    const lf = letter.indexOf(LF, line);
    if (lf < 0) break;
    line = lf + 1;
  }
  return count;
}

/** The obsolete syntax allows white space before the colon, but no mail server writes it into a trace field. */
const isReceived = (letter: Buffer, line: number): boolean =>
  letter.toString("latin1", line, line + name.length).toLowerCase() === name;
