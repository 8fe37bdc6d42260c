// The reference page of all settings, written from the schema: docs/reference/config.md. scripts/write-reference.ts writes
// the file; tests/drift.test.ts holds it equal to what this returns.
import { type DeclaredSetting, declaredSettings } from "./schema.ts";

const head = `# Settings

Generated from \`src/config/schema.ts\` by \`node bin/node26.mjs scripts/write-reference.ts\`. Do not edit.

The configuration file is TOML, given by \`--config FILE\` or \`CONGVU_CONFIG\`; without one the defaults hold. Every
setting can be overridden by the environment variable beside it. The command line wins over the environment, the
environment over the file, the file over the default. Unknown keys in the file are errors. Relative paths start at the
working directory. Sizes are bytes or have a unit: \`"50 MiB"\`.
`;

export function configReference(): string {
  const groups = Map.groupBy(declaredSettings, (one) => one.section);
  return `${[head, ...[...groups].map(([section, settings]) => groupText(section, settings))].join("\n")}`;
}

function groupText(section: string, settings: readonly DeclaredSetting[]): string {
  const title = section === "" ? "## Outside any section" : `## [${section}]`;
  const rows = settings.map(
    (one) =>
      `| \`${one.key}\` | \`${one.env}\` | ${one.setting.kind.shape} | ${defaultText(one)} | ${one.setting.about} |`,
  );
  return `${[title, "", "| key | environment | value | default | meaning |", "|---|---|---|---|---|", ...rows].join("\n")}\n`;
}

function defaultText({ setting }: DeclaredSetting): string {
  const plain = setting.computed?.words ?? (setting.initial === "" ? "empty" : `\`${setting.initial}\``);
  return setting.demo === undefined ? plain : `${plain}; under \`--demo\` \`${setting.demo}\``;
}
