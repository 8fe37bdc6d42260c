// Everything that is computed once of a letter when it comes in, in one call: tree, IMAP answers, summary, thread keys.
import { readAddressFields } from "./address-fields.ts";
import { imapEnvelope } from "./envelope.ts";
import type { Letter, LetterSummary } from "./part.ts";
import { readLetter } from "./read-letter.ts";
import { imapBodyStructure } from "./structure.ts";
import { summarize } from "./summary.ts";
import { threadKeys } from "./thread-keys.ts";

export interface DescribedLetter {
  readonly letter: Letter;
  /** IMAP ENVELOPE, ASCII. */
  readonly envelope: string;
  /** IMAP BODYSTRUCTURE with extension data, ASCII. */
  readonly structure: string;
  readonly summary: LetterSummary;
  readonly threadKeys: readonly number[];
}

/** Never throws: any bytes are a letter of some kind. */
export function describeLetter(bytes: Buffer): DescribedLetter {
  const letter = readLetter(bytes);
  const addresses = readAddressFields(bytes, letter.root);
  const summary = summarize(bytes, letter, addresses);
  return {
    letter,
    envelope: imapEnvelope(bytes, letter.root, addresses),
    structure: imapBodyStructure(bytes, letter.root, { extended: true }),
    summary,
    threadKeys: threadKeys(summary),
  };
}
