// congvu address propose: which addresses a regulation gives for a name, in order, each with its article.
import { type NameHint, nameHints } from "#directory/naming/fold-name.ts";
import { proposeAddresses } from "#directory/naming/propose.ts";
import { regulationById, regulations } from "#regulations/registry.ts";
import { type CommandLine, type LocalCommand, UsageError } from "./command.ts";
import { table } from "./tables.ts";

const hintTexts: Readonly<Record<NameHint, string>> = {
  "single-word": "A name of one word has many namesakes: agree on an extension.",
  "eth-for-d": "The name has Ð (U+00D0), where Đ (U+0110) is probably meant.",
  "ask-name-order": "Ask which word is the given name; if it comes first, use --given-first.",
};

export const addressPropose: LocalCommand = {
  where: "here",
  words: ["address", "propose"],
  summary: "Propose addresses for a person by a regulation's naming rule.",
  options: {
    regulation: { type: "string", value: "ID", about: "regulation whose rule is followed" },
    name: { type: "string", value: "NAME", about: "full name as given" },
    unit: { type: "string", value: "UNIT", about: "agency, by code or name; without it the regulation's own" },
    domain: { type: "string", value: "DOMAIN", about: "the organization's domain; without it the regulation's own" },
    born: { type: "string", value: "YYYY-MM-DD", about: "birth date, for rules that use it" },
    "id-digits": { type: "string", value: "NNNN", about: "last digits of the citizen number, for rules that use them" },
    taken: { type: "string", value: "A,B", about: "addresses or local parts that are in use" },
    extension: { type: "string", value: "TEXT", about: "letters the person wishes for to tell namesakes apart" },
    "given-first": { type: "boolean", about: "the given name stands before the family name (H'Hen Niê)" },
  },
  async run(line) {
    const name = line.required("name");
    checkUnused(line);
    const candidates = proposeAddresses({
      regulation: regulationOf(line),
      name,
      order: line.flag("given-first") ? "given-first" : "family-first",
      unit: line.text("unit") ?? undefined,
      parentDomain: line.text("domain") ?? undefined,
      taken:
        line
          .text("taken")
          ?.split(",")
          .filter((one) => one.trim() !== "") ?? [],
      extension: line.text("extension") ?? undefined,
    });
    const rows = candidates.map((one) => [one.address, one.cite, one.why ?? "free"]);
    const hints = nameHints(name).map((hint) => hintTexts[hint]);
    return {
      exit: 0,
      text: [table(["address", "article", "state"], rows), ...hints].join("\n"),
      json: { candidates: candidates.map(({ address, cite, taken }) => ({ address, cite, taken })) },
    };
  },
};

function regulationOf(line: CommandLine) {
  const id = line.required("regulation");
  const regulation = regulationById(id);
  if (regulation === null) {
    throw new UsageError(`unknown regulation "${id}"; known: ${regulations.map((one) => one.id).join(", ")}`);
  }
  return regulation;
}

/** No rule of this version uses them, but what is typed must make sense. */
function checkUnused(line: CommandLine): void {
  const born = line.text("born");
  if (born !== null && !/^\d{4}-\d{2}-\d{2}$/.test(born)) throw new UsageError("--born must be YYYY-MM-DD");
  const digits = line.text("id-digits");
  if (digits !== null && !/^\d{3,12}$/.test(digits)) throw new UsageError("--id-digits must be 3 to 12 digits");
}
