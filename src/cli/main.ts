// The command line: words to a command, its answer to text or JSON, its fate to an exit code: 0 done, 1 refused or
// failed, 2 wrong use. Answers go to standard output, complaints to standard error.

import { CsvError } from "#base/csv.ts";
import { CongvuError, errorCatalogue } from "#base/errors.ts";
import { ConfigError } from "#config/load.ts";
import { FolderInUse } from "#ops/data-lock.ts";
import {
  type Command,
  columns,
  commonOptions,
  helpOf,
  type Outcome,
  type ParsedLine,
  parseLine,
  UsageError,
} from "./command.ts";
import { commands } from "./commands.ts";
import { runCommand } from "./run.ts";

/** Runs one command line; resolves to the exit code. */
export async function main(args: readonly string[]): Promise<number> {
  const asJson = args.includes("--json");
  try {
    const command = commandFor(args);
    if (command === null) return generalHelp(args);
    const parsed = parseLine(command, args.slice(command.words.length));
    if (parsed.values.help === true) return print(helpOf(command));
    return show(await runCommand(command, parsed), parsed);
  } catch (error) {
    return complain(error, asJson);
  }
}

/** The command whose words the line begins with; null when the line begins with none at all. */
function commandFor(args: readonly string[]): Command | null {
  const found = commands.find((one) => one.words.every((word, index) => args[index] === word));
  if (found) return found;
  if (args[0] === undefined || args[0].startsWith("-")) return null;
  const beginning = commands.filter((one) => one.words[0] === args[0]).map((one) => one.words.slice(1).join(" "));
  const hint = beginning.length > 0 ? `${args[0]} goes with: ${beginning.join(", ")}` : "congvu --help lists all";
  throw new UsageError(`unknown command "${args.slice(0, 2).join(" ")}"; ${hint}`);
}

function generalHelp(args: readonly string[]): number {
  const [first] = args;
  if (first !== undefined && first !== "--help" && first !== "-h") throw new UsageError(`unknown option "${first}"`);
  const rows = commands.map((one): [string, string] => [one.words.join(" "), one.summary]);
  const shared = Object.entries(commonOptions).map(([name, { value, about }]): [string, string] => [
    `--${name}${value ? ` ${value}` : ""}`,
    about,
  ]);
  const text = [
    "congvu: the official e-mail system of a province",
    "",
    ...columns(rows),
    "",
    "Every command takes:",
    ...columns(shared),
    "",
    "Exit codes: 0 done, 1 refused or failed, 2 wrong use.",
    "",
  ].join("\n");
  if (first === undefined) {
    process.stderr.write(text);
    return 2;
  }
  return print(text);
}

function print(text: string): 0 {
  process.stdout.write(text);
  return 0;
}

function show(outcome: Outcome, parsed: ParsedLine): number {
  const text = parsed.values.json === true ? JSON.stringify(outcome.json) : outcome.text.trimEnd();
  if (text !== "") process.stdout.write(`${text}\n`);
  return outcome.exit;
}

function complain(error: unknown, asJson: boolean): number {
  const { exit, code, message } = describe(error);
  process.stderr.write(`congvu: ${message}\n`);
  if (asJson && exit === 1) process.stdout.write(`${JSON.stringify({ error: { code, message } })}\n`);
  return exit;
}

function describe(error: unknown): { exit: 1 | 2; code: string; message: string } {
  if (error instanceof UsageError) return { exit: 2, code: "usage", message: error.message };
  if (error instanceof ConfigError) return { exit: 1, code: "config", message: error.problems.join("\ncongvu: ") };
  if (error instanceof FolderInUse) return { exit: 1, code: "conflict", message: error.message };
  if (error instanceof CsvError) return { exit: 1, code: "invalid", message: error.message };
  if (error instanceof CongvuError) {
    const text = errorCatalogue[error.code].en;
    return { exit: 1, code: error.code, message: error.detail ? `${text} (${error.detail})` : text };
  }
  return { exit: 1, code: "server-fault", message: unknownFault(error) };
}

/** What the operating system refused has a code and says enough; anything else is ours and needs its stack. */
function unknownFault(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return "code" in error ? error.message : (error.stack ?? error.message);
}

if (process.argv[1] === import.meta.filename) process.exitCode = await main(process.argv.slice(2));
