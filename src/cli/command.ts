// The shape of every command: words, options, what it does, where. A local command needs no data folder. A data command
// is split at the border of the process that owns the data: `prepare` reads the command line and files where the command
// was typed, `perform` does the work with the services, wherever they are.
import { type ParseArgsOptionsConfig, parseArgs } from "node:util";
import type { z } from "zod";
import { CongvuError } from "#base/errors.ts";
import type { LoadedConfig } from "#config/load.ts";
import type { CliServices } from "./services.ts";

/** Done (0) or refused (1), with the answer for people and for programs. */
export interface Outcome {
  readonly exit: 0 | 1;
  readonly text: string;
  readonly json: unknown;
}

/** The command line makes no sense: exit code 2. */
export class UsageError extends Error {}

export interface OptionSpec {
  readonly type: "string" | "boolean";
  /** Word for the value in the help: `--domain NAME`. */
  readonly value?: string;
  readonly about: string;
}

/** A parsed command line. */
export interface CommandLine {
  text(option: string): string | null;
  /** Throws `UsageError` when it is missing. */
  required(option: string): string;
  flag(option: string): boolean;
  readonly positionals: readonly string[];
  /** Loaded at the first call; throws `ConfigError`. */
  config(): LoadedConfig;
}

interface Described {
  readonly words: readonly string[];
  readonly summary: string;
  /** What stands behind the words: "FILE.csv". */
  readonly positionals?: readonly { readonly name: string; readonly isOptional?: boolean }[];
  readonly options: Readonly<Record<string, OptionSpec>>;
  /** Lines under the options: columns, examples. */
  readonly notes?: readonly string[];
}

export interface LocalCommand extends Described {
  readonly where: "here";
  run(line: CommandLine): Promise<Outcome>;
}

export interface DataCommand extends Described {
  readonly where: "data";
  /** What to do where no data is yet: make the store, or answer this. Without it the command is refused. */
  readonly onNoData?: "make" | ((request: unknown) => Outcome);
  prepare(line: CommandLine): Promise<unknown>;
  perform(services: CliServices, request: unknown): Promise<Outcome>;
}

export type Command = LocalCommand | DataCommand;

/** A data command whose request crosses the control socket and is parsed once on the other side. */
export function dataCommand<S extends z.ZodType>(
  command: Described & {
    readonly onNoData?: "make" | ((request: z.output<S>) => Outcome);
    readonly request: S;
    prepare(line: CommandLine): Promise<z.input<S>>;
    perform(services: CliServices, request: z.output<S>): Promise<Outcome>;
  },
): DataCommand {
  const { request, onNoData, ...described } = command;
  const parse = (raw: unknown): z.output<S> => {
    const parsed = request.safeParse(raw);
    if (!parsed.success) throw new CongvuError("invalid", parsed.error.issues[0]?.message ?? "request");
    return parsed.data;
  };
  const onNone = typeof onNoData === "function" ? (raw: unknown) => onNoData(parse(raw)) : onNoData;
  return {
    ...described,
    where: "data",
    ...(onNone ? { onNoData: onNone } : {}),
    perform: async (services, raw) => command.perform(services, parse(raw)),
  };
}

/** Options that every command has. */
export const commonOptions: Readonly<Record<string, OptionSpec>> = {
  config: { type: "string", value: "FILE", about: "configuration file (TOML)" },
  data: { type: "string", value: "DIR", about: "data folder" },
  json: { type: "boolean", about: "answer in JSON" },
  help: { type: "boolean", about: "show this help" },
};

export interface ParsedLine {
  readonly values: Readonly<Record<string, string | boolean | undefined>>;
  readonly positionals: readonly string[];
}

/** Throws `UsageError` for unknown options, missing values and a wrong number of positionals. */
export function parseLine(command: Command, words: readonly string[]): ParsedLine {
  const specs = { ...command.options, ...commonOptions };
  const options: ParseArgsOptionsConfig = Object.fromEntries(
    Object.entries(specs).map(([name, { type }]) => [name, { type }]),
  );
  const parsed = parseWords([...words], options);
  const wanted = command.positionals ?? [];
  const least = wanted.filter((one) => !one.isOptional).length;
  const missing = wanted[parsed.positionals.length];
  if (parsed.values.help !== true && missing && parsed.positionals.length < least) {
    throw new UsageError(`${missing.name} is missing`);
  }
  const extra = parsed.positionals[wanted.length];
  if (extra !== undefined) throw new UsageError(`unexpected "${extra}"`);
  return parsed;
}

function parseWords(args: string[], options: ParseArgsOptionsConfig): ParsedLine {
  try {
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true, strict: true });
    return { values: values as ParsedLine["values"], positionals }; // no option is `multiple`
  } catch (error) {
    const isUsage = error instanceof TypeError && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS");
    throw isUsage ? new UsageError(error.message.split(". ", 1)[0]) : error;
  }
}

export const usageOf = (command: Command): string =>
  [
    "congvu",
    ...command.words,
    ...(command.positionals ?? []).map((one) => (one.isOptional ? `[${one.name}]` : one.name)),
  ].join(" ");

export function helpOf(command: Command): string {
  const rows = Object.entries({ ...command.options, ...commonOptions }).map(
    ([name, { value, about }]): [string, string] => [`--${name}${value ? ` ${value}` : ""}`, about],
  );
  const notes = command.notes ? ["", ...command.notes] : [];
  return [`${usageOf(command)} [options]`, "", `  ${command.summary}`, "", ...columns(rows), ...notes, ""].join("\n");
}

/** Two columns, the first as wide as its widest. */
export function columns(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(0, ...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`.trimEnd());
}
