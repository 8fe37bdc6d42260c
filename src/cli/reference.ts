// The reference pages of commands and errors, written from the code: docs/reference/commands.md and errors.md.
// scripts/write-reference.ts writes the files; tests/drift.test.ts holds them equal to what these return.
import { errorCatalogue } from "#base/errors.ts";
import { helpOf, usageOf } from "./command.ts";
import { commands } from "./commands.ts";

const generated = (source: string) =>
  `Generated from \`${source}\` by \`node bin/node26.mjs scripts/write-reference.ts\`. Do not edit.`;

export function commandReference(): string {
  const parts = commands.map(
    (command) => `## ${command.words.join(" ")}\n\n\`\`\`text\n${helpOf(command).trimEnd()}\n\`\`\`\n`,
  );
  const list = commands.map((command) => `- \`${usageOf(command)}\`: ${command.summary}`);
  return [
    "# Commands",
    "",
    generated("src/cli/"),
    "",
    "`npm run congvu -- <command>` from the project folder, or `bin/congvu <command>`. Commands work on a stopped data folder",
    "and, through its control socket, beside the server that owns it. Exit codes: 0 done, 1 refused or failed, 2 wrong use.",
    'With `--json` the answer on standard output is JSON; a refusal is `{"error":{"code","message"}}`.',
    "",
    ...list,
    "",
    parts.join("\n"),
  ].join("\n");
}

export function errorReference(): string {
  const rows = Object.entries(errorCatalogue).map(
    ([code, { retry, vi, en }]) => `| \`${code}\` | ${retry} | ${vi} | ${en} |`,
  );
  return [
    "# Errors",
    "",
    generated("src/base/errors.ts"),
    "",
    "Every door says these in its own protocol's way; people read the sentence. `later`: the same request may succeed when",
    "tried again.",
    "",
    "| code | try again | Vietnamese | English |",
    "|---|---|---|---|",
    ...rows,
    "",
  ].join("\n");
}
