// Identifiers that must not be guessable, and identifiers that must never repeat.
import { randomBytes } from "node:crypto";

const alphabet = "abcdefghijklmnopqrstuvwxyz234567"; // RFC 4648 §6, lower case

/** Random text of `bits` bits (a multiple of 5 up), lower case and digits only: safe in file names, URLs and atoms. */
export function randomId(bits = 130): string {
  const length = Math.ceil(bits / 5);
  let id = "";
  for (const byte of randomBytes(length)) id += alphabet[byte & 31];
  return id;
}
