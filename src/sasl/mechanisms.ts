// The mechanisms offered, in the order they are announced.
import type { SaslExchange } from "./exchange.ts";
import { LoginExchange } from "./login.ts";
import { PlainExchange } from "./plain.ts";

export type { DecodedCredentials, SaslExchange, SaslStep } from "./exchange.ts";

export const mechanismNames = ["PLAIN", "LOGIN"] as const;

/** A new exchange of the mechanism `name` (any case); null = not offered. */
export function startMechanism(name: string): SaslExchange | null {
  switch (name.toUpperCase()) {
    case "PLAIN":
      return new PlainExchange();
    case "LOGIN":
      return new LoginExchange();
    default:
      return null;
  }
}
