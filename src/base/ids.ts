// Identifiers that must not be guessable, and identifiers that must never repeat.
import { randomBytes, randomFillSync } from "node:crypto";

const alphabet = "abcdefghijklmnopqrstuvwxyz234567"; // RFC 4648 §6, lower case

/** Randomness is fetched by the page: a call for each identifier showed in the accepting path's profile. */
const pool = Buffer.alloc(4_096);
let used = pool.length;

function randomOctets(count: number): Buffer {
  if (count > pool.length) return randomBytes(count);
  if (used + count > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const octets = Buffer.from(pool.subarray(used, used + count));
  pool.fill(0, used, used + count); // what was given out is not kept
  used += count;
  return octets;
}

/** Random text of `bits` bits (a multiple of 5 up), lower case and digits only: safe in file names, URLs and atoms. */
export function randomId(bits = 130): string {
  const length = Math.ceil(bits / 5);
  let id = "";
  for (const byte of randomOctets(length)) id += alphabet[byte & 31];
  return id;
}
