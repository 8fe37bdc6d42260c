// LOGIN (draft-murchison-sasl-login-00, never an RFC): two prompts, name and password. Some clients send the name as
// an initial response; the draft forbids it, Outlook and PHP mailers do it.
import { challenge, failed, type SaslExchange, type SaslStep, takeText } from "./exchange.ts";

export class LoginExchange implements SaslExchange {
  #state: "start" | "name" | "password" | "over" = "start";
  #name = "";

  step(response: Buffer | null): SaslStep {
    if (this.#state === "start" && response === null) {
      this.#state = "name";
      return challenge("Username:");
    }
    if (this.#state === "over") return failed("the exchange is over");
    const text = response === null ? null : takeText(response);
    if (text === null) {
      this.#state = "over";
      return failed("name or password is empty, not UTF-8 or has a NUL");
    }
    if (this.#state === "password") {
      this.#state = "over";
      return { kind: "done", name: this.#name, password: text };
    }
    this.#name = text;
    this.#state = "password";
    return challenge("Password:");
  }
}
