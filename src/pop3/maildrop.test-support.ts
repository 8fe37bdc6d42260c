// Letters held in memory as a maildrop, for tests.
import { CongvuError } from "#base/errors.ts";
import type { Maildrop, Pop3Backend } from "./backend.ts";
import type { Transaction } from "./state.ts";

export const password = "mật khẩu của Hùng";
export const name = "hung@sonoivu.gov.vn";

/** Letters of one person; `gone` are those that another session expunged meanwhile. */
export class Letters implements Pop3Backend {
  readonly letters: Buffer[];
  readonly gone = new Set<number>();
  /** Maildrops open now. */
  open = 0;
  /** Resolves when a maildrop is let go. */
  released = Promise.withResolvers<void>();
  /** Resolves when a letter is asked for. */
  asked = Promise.withResolvers<void>();
  /** Fetching waits for this. */
  gate: Promise<void> = Promise.resolve();
  /** What fetching and removing fail with. */
  failure: Error | null = null;

  constructor(letters: readonly (string | Buffer)[]) {
    this.letters = letters.map((letter) => Buffer.from(letter));
  }

  async signIn(attempt: { name: string; password: string }): Promise<Maildrop> {
    if (attempt.name === "locked@sonoivu.gov.vn") throw new CongvuError("sign-in-locked");
    if (attempt.name !== name || attempt.password !== password) throw new CongvuError("sign-in-failed");
    return this.maildrop();
  }

  maildrop(): Maildrop {
    this.open++;
    const expectPresent = (number: number) => {
      if (this.failure) throw this.failure;
      if (this.gone.has(number)) throw new CongvuError("not-found");
    };
    return {
      count: this.letters.length,
      sizes: async () => Float64Array.from(this.letters, (letter) => letter.length),
      uniqueId: (number) => `7.${number * 10}`,
      letter: async (number) => {
        this.asked.resolve();
        await this.gate;
        expectPresent(number);
        return this.letters[number - 1] ?? Buffer.alloc(0);
      },
      remove: async (numbers) => {
        if (this.failure) throw this.failure;
        for (const number of numbers) this.gone.add(number);
      },
      [Symbol.dispose]: () => {
        this.open--;
        this.released.resolve();
      },
    };
  }
}

/** The state in which letters are fetched, without a connection. */
export const transactionOf = (letters: readonly string[]): Transaction => ({
  kind: "transaction",
  maildrop: new Letters(letters).maildrop(),
  deleted: new Set(),
});
