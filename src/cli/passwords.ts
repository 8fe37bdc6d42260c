// Where a new password comes from: an option, a line on standard input, or chance. A chosen one is never echoed; one made
// by chance is shown once.
import { text as readAll } from "node:stream/consumers";
import { CongvuError } from "#base/errors.ts";
import { randomId } from "#base/ids.ts";
import { limits } from "#base/limits.ts";
import { type CommandLine, type OptionSpec, UsageError } from "./command.ts";

export const passwordOptions: Readonly<Record<string, OptionSpec>> = {
  password: {
    type: "string",
    value: "TEXT",
    about: "password; other users of this machine can see it while the command runs",
  },
  "password-stdin": {
    type: "boolean",
    about: "read the password from standard input; without either, one is made and shown",
  },
};

export interface ChosenPassword {
  readonly password: string;
  /** Made here by chance, so that somebody must be told. */
  readonly isGenerated: boolean;
}

export async function choosePassword(line: CommandLine): Promise<ChosenPassword> {
  const given = line.text("password");
  const isPiped = line.flag("password-stdin");
  if (given !== null && isPiped) throw new UsageError("--password and --password-stdin exclude each other");
  if (given === null && !isPiped) return { password: randomPassword(), isGenerated: true };
  const password = given ?? (await readAll(process.stdin)).split(/\r?\n/, 1)[0] ?? "";
  if (password === "") throw new UsageError("the password is empty");
  return { password, isGenerated: false };
}

/** 80 bits in four groups that can be read out on the telephone. */
const randomPassword = (): string => randomId(80).match(/.{4}/g)?.join("-") ?? "";

/** Before anything is made: a mailbox without its password would be in the way of the next try. */
export function checkPassword(password: string): void {
  if (Buffer.byteLength(password) > limits.passwordBytes) throw new CongvuError("invalid", "password too long");
}
