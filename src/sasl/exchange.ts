// One sign-in conversation, seen from the server: octets in, next step out. Mechanisms by name in `mechanisms.ts`.
import { isUtf8 } from "node:buffer";

/** What the client claimed; nothing is checked against a store yet. */
export interface DecodedCredentials {
  readonly name: string;
  readonly password: string;
}

export type SaslStep =
  | { readonly kind: "challenge"; readonly data: Buffer }
  | ({ readonly kind: "done" } & DecodedCredentials)
  | { readonly kind: "failed"; readonly reason: string };

export interface SaslExchange {
  /**
   * Takes the client's next response. The first call has the initial response, or null when the client sent none.
   * After `done` or `failed` the exchange is over; a further step fails.
   */
  step(response: Buffer | null): SaslStep;
}

export const failed = (reason: string): SaslStep => ({ kind: "failed", reason });
export const challenge = (text: string): SaslStep => ({ kind: "challenge", data: Buffer.from(text, "ascii") });

/** A name or password: UTF-8, not empty, no NUL (RFC 4616 §2). Null = refused. */
export function takeText(octets: Buffer): string | null {
  if (octets.length === 0 || octets.includes(0) || !isUtf8(octets)) return null;
  return octets.toString("utf8");
}
