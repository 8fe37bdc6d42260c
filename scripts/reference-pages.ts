// Which pages of docs/reference are generated, and from what.
import { commandReference, errorReference } from "../src/cli/reference.ts";
import { configReference } from "../src/config/reference.ts";

export const referencePages = (): Readonly<Record<string, string>> => ({
  "docs/reference/config.md": configReference(),
  "docs/reference/commands.md": commandReference(),
  "docs/reference/errors.md": errorReference(),
});
