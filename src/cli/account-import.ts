// congvu account import: many mailboxes from a CSV file, either with addresses and passwords (address,name,password[,kind,
// agency,quota_mb]) or a published staff list (ho_va_ten,chuc_vu,don_vi,dia_chi), whose addresses the regulation's rule
// checks. Rows go on eight at a time, so that commits are shared and two passwords are hashed at once.
import { readFile } from "node:fs/promises";
import { z } from "zod";
import { parseCsvTable } from "#base/csv.ts";
import { CongvuError } from "#base/errors.ts";
import type { Directory } from "#directory/directory.ts";
import type { AgencyId, Organization } from "#directory/ports.ts";
import { importStaffList, staffColumns } from "#directory/staff-list.ts";
import { regulationById } from "#regulations/registry.ts";
import { bytesOf } from "./account-create.ts";
import { type CommandLine, dataCommand, UsageError } from "./command.ts";
import { type ImportedRow, importOutcome, refusalOf } from "./import-report.ts";
import { checkPassword } from "./passwords.ts";
import { type CliServices, directoryOf, organizationFor } from "./services.ts";

const row = z.object({
  line: z.number(),
  address: z.string(),
  name: z.string(),
  /** "" = none: the mailbox cannot be signed in to before one is set. */
  password: z.string(),
  kind: z.string(),
  agency: z.string(),
  quotaMb: z.string(),
  title: z.string().nullable(),
  recoveryAddress: z.string().nullable(),
  flags: z.array(z.string()),
});
type AccountRow = z.infer<typeof row>;

export const accountImport = dataCommand({
  words: ["account", "import"],
  positionals: [{ name: "FILE.csv" }],
  summary: "Create mailboxes from a CSV file or a published staff list.",
  options: {
    regulation: { type: "string", value: "ID", about: "regulation that a staff list is checked against" },
    "dry-run": { type: "boolean", about: "say what would be done, do nothing" },
    organization: { type: "string", value: "DOMAIN", about: "which organization, when there are several" },
  },
  notes: [
    "Columns: address, name, password, and if wanted kind (personal or unit), agency (its code), quota_mb.",
    "A password given here counts as already changed by its owner. A unit mailbox has none.",
    `Or a staff list: ${staffColumns.required.join(", ")}, and if wanted ${staffColumns.optional.join(", ")}.`,
  ],
  request: z.object({ organization: z.string().nullable(), isDryRun: z.boolean(), rows: z.array(row) }),
  async prepare(line) {
    const csv = await readFile(line.positionals[0] ?? "", "utf8");
    const isStaffList = /^\uFEFF?[^\n]*ho_va_ten/i.test(csv);
    const rows = isStaffList ? staffRows(csv, line) : accountRows(csv);
    return { organization: line.text("organization"), isDryRun: line.flag("dry-run"), rows };
  },
  async perform(services, request) {
    const organization = await organizationFor(services, request.organization);
    const agencies = await services.directory.agencies(organization.id);
    const target: Target = {
      services,
      organization,
      directory: directoryOf(services),
      agencies: new Map(agencies.map((one) => [one.code, one.id])),
      isDryRun: request.isDryRun,
    };
    return importOutcome(await inParallel(request.rows, (one) => importRow(one, target)), "account");
  },
});

interface Target {
  readonly services: CliServices;
  readonly organization: Organization;
  readonly directory: Directory;
  readonly agencies: ReadonlyMap<string, AgencyId>;
  readonly isDryRun: boolean;
}

const atOnce = 8;

/** `work` on every item, so many at once, results in the items' order. */
async function inParallel<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = new Array(items.length);
  const queue = items.entries();
  const drain = async () => {
    for (const [index, item] of queue) results[index] = await work(item);
  };
  await Promise.all(Array.from({ length: atOnce }, drain));
  return results;
}

async function importRow(row: AccountRow, target: Target): Promise<ImportedRow> {
  const done = { line: row.line, item: row.address || row.name, ...(row.flags.length > 0 ? { flags: row.flags } : {}) };
  try {
    checkPassword(row.password);
    if (await target.services.directory.accountByAddress(row.address.toLowerCase()))
      return { ...done, outcome: "exists" };
    const mailbox = {
      name: row.name,
      addresses: [row.address],
      agency: agencyOf(row, target.agencies),
      quotaBytes: quotaOf(row),
    };
    if (row.kind === "unit") return await importUnit(row, mailbox, { ...target, done });
    if (row.kind !== "" && row.kind !== "personal") throw new CongvuError("invalid", `kind ${row.kind}`);
    if (target.isDryRun) return { ...done, outcome: "created" };
    const { title, recoveryAddress } = row;
    const made = await target.directory.createOfficial(target.organization, { ...mailbox, title, recoveryAddress });
    if (row.password === "") return { ...done, outcome: "created", flags: [...row.flags, "no-password"] };
    await target.services.signIn.setPassword(made.person, row.password);
    return { ...done, outcome: "created" };
  } catch (error) {
    return refusalOf(done, error);
  }
}

async function importUnit(
  row: AccountRow,
  mailbox: Parameters<Directory["createUnitMailbox"]>[1],
  { directory, organization, isDryRun, done }: Target & { done: { line: number; item: string } },
): Promise<ImportedRow> {
  if (!isDryRun) await directory.createUnitMailbox(organization, mailbox);
  const flags = row.password === "" ? row.flags : [...row.flags, "password-not-used"];
  return { ...done, outcome: "created", ...(flags.length > 0 ? { flags } : {}) };
}

function agencyOf(row: AccountRow, agencies: ReadonlyMap<string, AgencyId>): AgencyId | null {
  if (row.agency === "") return null;
  const agency = agencies.get(row.agency.toLowerCase());
  if (agency === undefined) throw new CongvuError("not-found", `agency ${row.agency}`);
  return agency;
}

function quotaOf(row: AccountRow): number | null {
  if (row.quotaMb === "") return null;
  if (!/^\d{1,9}$/.test(row.quotaMb)) throw new CongvuError("invalid", `quota_mb ${row.quotaMb}`);
  return bytesOf(Number(row.quotaMb));
}

function accountRows(csv: string): AccountRow[] {
  const columns = { required: ["address", "name", "password"], optional: ["kind", "agency", "quota_mb"] } as const;
  return parseCsvTable(csv, columns).map(({ quota_mb, ...one }) => ({
    ...one,
    kind: one.kind.toLowerCase(),
    quotaMb: quota_mb,
    title: null,
    recoveryAddress: null,
    flags: [],
  }));
}

function staffRows(csv: string, line: CommandLine): AccountRow[] {
  const id = line.text("regulation");
  if (id === null) throw new UsageError("a staff list needs --regulation");
  const regulation = regulationById(id);
  if (regulation === null) throw new UsageError(`unknown regulation "${id}"`);
  return importStaffList(csv, regulation).map(({ line, name, title, address, recoveryAddress, flags }) => ({
    line,
    name,
    title,
    address: address ?? "",
    recoveryAddress,
    password: "",
    kind: "personal",
    agency: "",
    quotaMb: "",
    flags: [...flags],
  }));
}
