// Letters of a transaction as commands name them.
import { CongvuError } from "#base/errors.ts";
import type { Transaction } from "./state.ts";
import { takeNumbers } from "./syntax.ts";

/** The one message number in `argument`. Throws `invalid` for anything else, `not-found` for one not there or deleted. */
export function expectLetter(state: Transaction, argument: Buffer): number {
  const [number] = takeNumbers(argument, 1) ?? [];
  if (number === undefined) throw new CongvuError("invalid", "message number expected");
  return presentLetter(state, number);
}

/** `number` if the letter is in the maildrop and not marked as deleted (RFC 1939 §5, LIST). */
export function presentLetter(state: Transaction, number: number): number {
  if (number < 1 || number > state.maildrop.count || state.deleted.has(number)) throw new CongvuError("not-found");
  return number;
}

/** Numbers not marked as deleted, ascending. */
export function* remainingLetters(state: Transaction): Generator<number> {
  for (let number = 1; number <= state.maildrop.count; number++) if (!state.deleted.has(number)) yield number;
}

/** How many letters are not marked as deleted, and their octets. */
export async function totals(state: Transaction): Promise<{ letters: number; octets: number }> {
  const sizes = await state.maildrop.sizes();
  let octets = 0;
  for (const number of remainingLetters(state)) octets += sizes[number - 1] ?? 0;
  return { letters: state.maildrop.count - state.deleted.size, octets };
}

/** One line a letter, `describe`d; for LIST and UIDL without an argument. */
export function* scanListing(state: Transaction, describe: (number: number) => string | number): Generator<string> {
  for (const number of remainingLetters(state)) yield `${number} ${describe(number)}`;
}

/** Throws `invalid` when a command that takes no argument was given one. */
export function expectNothing(argument: Buffer): void {
  if (argument.length > 0) throw new CongvuError("invalid", "no argument expected");
}
