// Addresses of our own for pictures from outside. Each carries a proof that this server wrote it into the body of that
// very letter, so that the route behind it fetches nothing else.
import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";

/** A page older than the process asks for the body again. */
const key = randomBytes(32);

const proofOf = (letter: string, address: string): Buffer =>
  createHmac("sha256", key).update(`${letter}\0${address}`).digest();

/** `letter`: "a12/e57". */
export const remotePictureUrl = (letter: string, address: string): string =>
  `/mail/remote/${letter}?u=${encodeURIComponent(address)}&k=${proofOf(letter, address).toString("base64url")}`;

export function isRemotePicture(letter: string, address: string, proof: string): boolean {
  const given = Buffer.from(proof, "base64url");
  const expected = proofOf(letter, address);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
