// congvu account create: one mailbox. Without an address a personal one gets the first free address that the
// organization's regulation gives for the name.
import { z } from "zod";
import { CongvuError } from "#base/errors.ts";
import { proposeAddresses } from "#directory/naming/propose.ts";
import type { Agency, Organization } from "#directory/ports.ts";
import { regulationById } from "#regulations/registry.ts";
import { type CommandLine, dataCommand, type Outcome, UsageError } from "./command.ts";
import { checkPassword, choosePassword, passwordOptions } from "./passwords.ts";
import { type CliServices, directoryOf, organizationFor } from "./services.ts";

const request = z.object({
  organization: z.string().nullable(),
  kind: z.enum(["personal", "unit"]),
  name: z.string(),
  address: z.string().nullable(),
  aliases: z.array(z.string()),
  agency: z.string().nullable(),
  title: z.string().nullable(),
  nameOrder: z.enum(["family-first", "given-first"]),
  quotaMb: z.number().int().nonnegative().nullable(),
  /** Null for a unit: it is opened by people who hold it. */
  password: z.string().nullable(),
  isGenerated: z.boolean(),
});
type Request = z.infer<typeof request>;

export const accountCreate = dataCommand({
  words: ["account", "create"],
  positionals: [{ name: "ADDRESS", isOptional: true }],
  summary: "Create a mailbox of a person or of a unit.",
  options: {
    address: { type: "string", value: "ADDRESS", about: "the same as the first word" },
    name: { type: "string", value: "NAME", about: "name of the person or unit" },
    kind: { type: "string", value: "KIND", about: "personal (default) or unit" },
    agency: { type: "string", value: "CODE", about: "agency, by its code" },
    title: { type: "string", value: "TEXT", about: "post held, for lists and signatures" },
    alias: { type: "string", value: "A,B", about: "further addresses, with commas between" },
    "given-first": { type: "boolean", about: "the given name stands before the family name (H'Hen Niê)" },
    "quota-mb": { type: "string", value: "N", about: "quota in MiB; without it the configured one" },
    ...passwordOptions,
    organization: { type: "string", value: "DOMAIN", about: "which organization, when there are several" },
  },
  request,
  async prepare(line) {
    const kind = kindOf(line);
    const chosen = kind === "unit" ? { password: null, isGenerated: false } : await choosePassword(line);
    if (kind === "unit" && (line.text("password") !== null || line.flag("password-stdin"))) {
      throw new UsageError("a unit mailbox has no password: people who hold it open it");
    }
    return {
      organization: line.text("organization"),
      kind,
      name: line.required("name"),
      address: line.positionals[0] ?? line.text("address"),
      aliases: line.text("alias")?.split(",") ?? [],
      agency: line.text("agency"),
      title: line.text("title"),
      nameOrder: line.flag("given-first") ? ("given-first" as const) : ("family-first" as const),
      quotaMb: wholeNumber(line, "quota-mb"),
      ...chosen,
    };
  },
  async perform(services, wanted) {
    const organization = await organizationFor(services, wanted.organization);
    const agency = await agencyByCode(services, organization, wanted.agency);
    const address = wanted.address ?? (await proposed(services, organization, { wanted, agency }));
    return wanted.kind === "unit"
      ? createUnit(services, organization, { wanted, agency, address })
      : createPersonal(services, organization, { wanted, agency, address });
  },
});

interface Wish {
  readonly wanted: Request;
  readonly agency: Agency | null;
  readonly address: string;
}

async function createPersonal(services: CliServices, organization: Organization, wish: Wish): Promise<Outcome> {
  const { wanted, agency, address } = wish;
  checkPassword(wanted.password ?? "");
  const made = await directoryOf(services).createOfficial(organization, {
    name: wanted.name,
    title: wanted.title,
    agency: agency?.id ?? null,
    addresses: [address, ...wanted.aliases],
    quotaBytes: bytesOf(wanted.quotaMb),
  });
  await services.signIn.setPassword(made.person, wanted.password ?? "");
  const shown = wanted.isGenerated ? { password: wanted.password } : {};
  const told = wanted.isGenerated ? `\nPassword (shown once): ${wanted.password}` : "";
  return {
    exit: 0,
    text: `Created ${made.address}.${told}`,
    json: { id: made.account, address: made.address, kind: "personal", ...shown },
  };
}

async function createUnit(services: CliServices, organization: Organization, wish: Wish): Promise<Outcome> {
  const { wanted, agency, address } = wish;
  const made = await directoryOf(services).createUnitMailbox(organization, {
    name: wanted.name,
    agency: agency?.id ?? null,
    addresses: [address, ...wanted.aliases],
    quotaBytes: bytesOf(wanted.quotaMb),
  });
  const json = { id: made.account, address: made.address, kind: "unit" };
  return { exit: 0, text: `Created the unit mailbox ${made.address}.`, json };
}

async function proposed(
  { directory }: CliServices,
  organization: Organization,
  { wanted, agency }: Omit<Wish, "address">,
): Promise<string> {
  const regulation = organization.regulation === null ? null : regulationById(organization.regulation);
  if (wanted.kind === "unit" || regulation === null || agency === null) {
    throw new CongvuError(
      "invalid",
      "an address is needed, or --agency under a regulation that says how addresses are made",
    );
  }
  const taken = (await directory.accounts(organization.id)).map((one) => one.address);
  const candidates = proposeAddresses({
    regulation,
    name: wanted.name,
    order: wanted.nameOrder,
    unit: agency.code,
    parentDomain: organization.domain,
    taken,
  });
  for (const { address, taken: isTaken } of candidates) {
    if (!isTaken && !(await directory.accountByAddress(address))) return address;
  }
  throw new CongvuError("already-exists", "every address the rule gives");
}

function kindOf(line: CommandLine): "personal" | "unit" {
  const kind = line.text("kind") ?? "personal";
  if (kind !== "personal" && kind !== "unit") throw new UsageError("--kind is personal or unit");
  return kind;
}

function wholeNumber(line: CommandLine, option: string): number | null {
  const text = line.text(option);
  if (text !== null && !/^\d{1,9}$/.test(text)) throw new UsageError(`--${option} must be a whole number`);
  return text === null ? null : Number(text);
}

export const bytesOf = (mebibytes: number | null): number | null => (mebibytes === null ? null : mebibytes * 2 ** 20);

export async function agencyByCode(
  { directory }: CliServices,
  organization: Organization,
  code: string | null,
): Promise<Agency | null> {
  if (code === null || code === "") return null;
  const found = (await directory.agencies(organization.id)).find((one) => one.code === code.toLowerCase());
  if (!found) throw new CongvuError("not-found", `agency ${code}`);
  return found;
}
