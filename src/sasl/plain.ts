// PLAIN (RFC 4616): one message, [authzid] NUL authcid NUL passwd.
import { challenge, failed, type SaslExchange, type SaslStep, takeText } from "./exchange.ts";

export class PlainExchange implements SaslExchange {
  #state: "start" | "asked" | "over" = "start";

  step(response: Buffer | null): SaslStep {
    if (this.#state === "over") return failed("the exchange is over");
    if (response === null) {
      if (this.#state === "asked") return this.#end(failed("no response"));
      this.#state = "asked";
      return challenge("");
    }
    return this.#end(readMessage(response));
  }

  #end(step: SaslStep): SaslStep {
    this.#state = "over";
    return step;
  }
}

function readMessage(message: Buffer): SaslStep {
  const first = message.indexOf(0);
  const second = first < 0 ? -1 : message.indexOf(0, first + 1);
  if (second < 0) return failed("fewer than two NUL");
  const authorization = message.subarray(0, first);
  const nameOctets = message.subarray(first + 1, second);
  const name = takeText(nameOctets);
  const password = takeText(message.subarray(second + 1)); // a third NUL is refused with it (RFC 4616 §2)
  if (name === null || password === null) return failed("name or password is empty, not UTF-8 or has a NUL");
  if (authorization.length > 0 && !authorization.equals(nameOctets)) return failed("signing in as someone else");
  return { kind: "done", name, password };
}
