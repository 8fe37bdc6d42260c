// congvu regulations list: the regulations that this version knows, and what of them it follows so far.
import { regulations } from "#regulations/registry.ts";
import type { LocalCommand } from "./command.ts";
import { table } from "./tables.ts";

export const regulationsList: LocalCommand = {
  where: "here",
  words: ["regulations", "list"],
  summary: "List the regulations that this version knows.",
  options: {},
  async run() {
    const listed = regulations.map(({ id, prefix, title, issued, inForceFrom }) => ({
      id,
      prefix,
      title,
      issued,
      inForceFrom,
      /** Which parts of the text the system follows. */
      follows: ["naming"],
    }));
    const rows = listed.map((one) => [one.id, one.issued, one.inForceFrom ?? "not stated", one.title.vi]);
    return {
      exit: 0,
      text: `${table(["id", "issued", "in force from", "title"], rows)}\nSo far the rules on addresses are followed; the other articles are not yet.`,
      json: { regulations: listed },
    };
  },
};
