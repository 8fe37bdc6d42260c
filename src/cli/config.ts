// congvu config: every setting as it is in force here and where it comes from.
import { type Config, camel, type DeclaredSetting, declaredSettings } from "#config/schema.ts";
import type { LocalCommand } from "./command.ts";
import { table } from "./tables.ts";

export const configCommand: LocalCommand = {
  where: "here",
  words: ["config"],
  summary: "Show the settings in force and where each comes from.",
  options: {
    demo: { type: "boolean", about: "as serve --demo would have them" },
  },
  async run(line) {
    const { config, origins, warnings } = line.config();
    const settings = declaredSettings.map((one) => ({
      name: one.name,
      env: one.env,
      value: shown(valueIn(config, one)),
      from: origins.get(one.name) ?? "default",
    }));
    const rows = settings.map((one) => [one.name, one.value, one.from, one.env]);
    const notes = warnings.map((warning) => `warning: ${warning}`);
    return {
      exit: 0,
      text: [table(["setting", "value", "from", "environment"], rows), ...notes].join("\n"),
      json: { settings, warnings },
    };
  },
};

function valueIn(config: Config, one: DeclaredSetting): unknown {
  const root: Readonly<Record<string, unknown>> = config;
  const group = one.section === "" ? root : root[one.section];
  return (group as Readonly<Record<string, unknown>>)[camel(one.key)]; // the schema that made it names it
}

function shown(value: unknown): string {
  if (value === null) return "";
  if (typeof value !== "object") return String(value);
  const { host, port } = value as { host: string; port: number }; // endpoints are the only objects
  return `${host.includes(":") ? `[${host}]` : host}:${port}`;
}
