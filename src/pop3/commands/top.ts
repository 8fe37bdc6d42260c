// TOP: the header, the blank line and the first lines of the body (RFC 1939 §7).
import { setImmediate } from "node:timers/promises";
import { CongvuError } from "#base/errors.ts";
import { presentLetter } from "../letters.ts";
import type { Reply } from "../replies.ts";
import type { TransactionCommand } from "../state.ts";
import { takeNumbers } from "../syntax.ts";

export const top: TransactionCommand = {
  in: "transaction",
  run: async (state, argument): Promise<Reply> => {
    const [number, lines] = takeNumbers(argument, 2) ?? [];
    if (number === undefined || lines === undefined) throw new CongvuError("invalid", "TOP number lines");
    const letter = await state.maildrop.letter(presentLetter(state, number));
    const end = await endOfLines(letter, { from: bodyStart(letter), lines });
    return { kind: "letter", text: "top of letter follows", letter: letter.subarray(0, end) };
  },
};

/** One past the blank line that ends the header; the letter's end when there is none (RFC 5322 §2.1). */
function bodyStart(letter: Buffer): number {
  if (letter.indexOf("\r\n") === 0) return 2; // no header fields at all
  const blank = letter.indexOf("\r\n\r\n");
  return blank < 0 ? letter.length : blank + 4;
}

/** Lines counted before other sessions get their turn. */
const linesAtOnce = 50_000;

/** One past the line end of the last of `lines` lines, or the letter's end. */
async function endOfLines(letter: Buffer, { from, lines }: { from: number; lines: number }): Promise<number> {
  let at = from;
  for (let line = 0; line < lines && at < letter.length; line++) {
    const end = letter.indexOf("\r\n", at);
    at = end < 0 ? letter.length : end + 2;
    if (line % linesAtOnce === linesAtOnce - 1) await setImmediate();
  }
  return at;
}
