// What is computed once of a letter's bytes, at whichever door they came in. Exact bytes = the trace block of this
// server, if any, and the bytes as received; nothing per recipient, so that one body serves all copies.
import { hash } from "node:crypto";
import { describeLetter } from "#mime/describe.ts";
import type { LetterFacts } from "./ports.ts";

/** `trace` is "" or CRLF-ended header fields to put in front. */
export function ingest(received: Buffer, trace = ""): LetterFacts {
  const receivedHash = hash("sha256", received, "buffer");
  const bytes = trace === "" ? received : Buffer.concat([Buffer.from(trace, "utf8"), received]);
  const { envelope, structure, summary, threadKeys } = describeLetter(bytes);
  return {
    hash: trace === "" ? receivedHash : hash("sha256", bytes, "buffer"),
    receivedHash,
    bytes,
    envelope,
    structure,
    summary,
    threadKeys,
  };
}
