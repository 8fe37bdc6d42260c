// From file, environment and command line to one frozen `Config`. Command line before environment before file before
// default. Every problem of the file is reported with its line, all at once; nothing starts on a doubtful setting. An
// unknown CONGVU_ variable is only a warning: the environment is shared with other programs and other versions.
import { readFileSync } from "node:fs";
import nodePath from "node:path";
import { parse, TomlError } from "smol-toml";
import { ValueError } from "./kinds.ts";
import { type Config, camel, type DeclaredSetting, declaredSettings, sections } from "./schema.ts";
import { lineOfKey } from "./toml-line.ts";

type Environment = Readonly<Record<string, string | undefined>>;

export interface ConfigSources {
  /** TOML file; `CONGVU_CONFIG` when not given. */
  readonly file?: string | undefined;
  readonly env?: Environment;
  /** From the command line, by setting name: `{ data: "/srv/congvu" }`. */
  readonly overrides?: Readonly<Record<string, string | undefined>>;
  readonly demo?: boolean;
}

export interface LoadedConfig {
  readonly config: Config;
  readonly warnings: readonly string[];
  /** Setting name to where its value came from. */
  readonly origins: ReadonlyMap<string, Origin>;
}

/** The configuration cannot be used. Each problem is one line for the operator. */
export class ConfigError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join("\n"));
    this.name = "ConfigError";
    this.problems = problems;
  }
}

type Origin = "default" | "file" | "environment" | "command line";

/** Throws `ConfigError`. */
export function loadConfig(sources: ConfigSources = {}): LoadedConfig {
  const env = sources.env ?? process.env;
  const file = readFile(sources.file ?? env.CONGVU_CONFIG);
  const problems: string[] = file === null ? [] : unknownKeys(file);
  const origins = new Map<string, Origin>();
  const values = new Map<string, unknown>();
  for (const one of declaredSettings) {
    const { origin, read } = sourceOf(one, { ...sources, env }, file);
    origins.set(one.name, origin);
    try {
      values.set(one.name, read());
    } catch (error) {
      if (!(error instanceof ValueError)) throw error;
      problems.push(`${placeOf(one, origin, file)}: ${error.message}`);
    }
  }
  problems.push(...contradictions(values));
  if (problems.length > 0) throw new ConfigError(problems);
  return { config: assemble(values), warnings: unknownVariables(env), origins };
}

/** The source that wins for one setting, and how to read it. */
function sourceOf(
  one: DeclaredSetting,
  sources: ConfigSources & { env: Environment },
  file: ParsedFile | null,
): { origin: Origin; read: () => unknown } {
  const { kind } = one.setting;
  const override = sources.overrides?.[one.name];
  if (override !== undefined) return { origin: "command line", read: () => kind.fromText(override) };
  const variable = sources.env[one.env];
  if (variable !== undefined) return { origin: "environment", read: () => kind.fromText(variable) };
  const inFile = file === null ? undefined : valueIn(file.root, one);
  if (inFile !== undefined) return { origin: "file", read: () => kind.fromToml(inFile) };
  return { origin: "default", read: () => defaultOf(one, sources.demo === true) };
}

interface ParsedFile {
  readonly name: string;
  readonly text: string;
  readonly root: Record<string, unknown>;
}

function readFile(name: string | undefined): ParsedFile | null {
  if (name === undefined || name === "") return null;
  try {
    const text = readFileSync(name, "utf8");
    return { name, text, root: parse(text) };
  } catch (error) {
    if (error instanceof TomlError) {
      throw new ConfigError([`${name}:${error.line}: ${error.message.split("\n")[0]}`]);
    }
    throw new ConfigError([`${name}: cannot be read (${(error as NodeJS.ErrnoException).code ?? "unknown"})`]);
  }
}

const isTable = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date);

function valueIn(root: Record<string, unknown>, one: DeclaredSetting): unknown {
  const group = one.section === "" ? root : root[one.section];
  return isTable(group) ? group[one.key] : undefined;
}

function unknownKeys(file: ParsedFile): string[] {
  const problems: string[] = [];
  const complain = (section: string, key: string, reason: string) =>
    problems.push(`${file.name}:${lineOfKey(file.text, section, key)}: ${reason}`);
  const known = (section: string, key: string) =>
    declaredSettings.some((one) => one.section === section && one.key === key);

  for (const [key, value] of Object.entries(file.root)) {
    if (known("", key)) continue;
    if (!Object.hasOwn(sections, key)) complain("", key, `unknown key "${key}"`);
    else if (!isTable(value)) complain("", key, `"${key}" is a section: write [${key}] on a line of its own`);
    else {
      for (const inner of Object.keys(value)) {
        if (!known(key, inner)) complain(key, inner, `unknown key "${key}.${inner}"`);
      }
    }
  }
  return problems;
}

function placeOf(one: DeclaredSetting, origin: Origin, file: ParsedFile | null): string {
  if (origin === "environment") return one.env;
  if (origin === "file" && file) return `${file.name}:${lineOfKey(file.text, one.section, one.key)}: ${one.name}`;
  return one.name;
}

function defaultOf(one: DeclaredSetting, demo: boolean): unknown {
  const { kind, initial, computed, demo: demoInitial } = one.setting;
  if (computed) return computed.value();
  return kind.fromText((demo ? demoInitial : undefined) ?? initial ?? "");
}

/** What each setting alone cannot see. */
function contradictions(values: ReadonlyMap<string, unknown>): string[] {
  const certificate = values.get("tls.certificate") ?? null;
  const key = values.get("tls.key") ?? null;
  if ((certificate === null) === (key === null)) return [];
  return ["tls.certificate and tls.key belong together: set both or neither"];
}

function unknownVariables(env: Environment): string[] {
  const known = new Set(["CONGVU_CONFIG", ...declaredSettings.map((one) => one.env)]);
  return Object.keys(env)
    .filter((name) => name.startsWith("CONGVU_") && !known.has(name))
    .sort()
    .map((name) => `${name} is set but is no setting of this version`);
}

const pathSettings = new Set(["data", "tls.certificate", "tls.key"]);

function assemble(values: ReadonlyMap<string, unknown>): Config {
  const config: Record<string, unknown> = {};
  for (const section of Object.keys(sections)) config[section] = {};
  for (const one of declaredSettings) {
    const raw = values.get(one.name);
    const value = pathSettings.has(one.name) && typeof raw === "string" ? nodePath.resolve(raw) : raw;
    const group = one.section === "" ? config : config[one.section];
    if (isTable(group)) group[camel(one.key)] = isTable(value) ? Object.freeze(value) : value;
  }
  for (const section of Object.keys(sections)) Object.freeze(config[section]);
  return Object.freeze(config) as unknown as Config; // built key by key from the schema that Config is derived from
}
