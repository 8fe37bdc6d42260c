// congvu agency import: the tree of agencies from a CSV file, parents before or after their children. A row that is
// already there is reported, not refused.
import { readFile } from "node:fs/promises";
import { z } from "zod";
import { parseCsvTable } from "#base/csv.ts";
import { CongvuError } from "#base/errors.ts";
import { agencyKinds } from "#directory/agency-kinds.ts";
import type { Directory } from "#directory/directory.ts";
import { unitCode } from "#directory/naming/unit-code.ts";
import type { AgencyId, Organization } from "#directory/ports.ts";
import { dataCommand } from "./command.ts";
import { type ImportedRow, importOutcome, refusalOf } from "./import-report.ts";
import { directoryOf, organizationFor } from "./services.ts";

const row = z.object({
  line: z.number(),
  code: z.string(),
  name: z.string(),
  kind: z.string(),
  parent: z.string(),
  sort: z.string(),
});
type AgencyRow = z.infer<typeof row>;

export const agencyImport = dataCommand({
  words: ["agency", "import"],
  positionals: [{ name: "FILE.csv" }],
  summary: "Create agencies from a CSV file.",
  options: { organization: { type: "string", value: "DOMAIN", about: "which organization, when there are several" } },
  notes: [
    "Columns: name, kind, and if wanted code (else the first letters of the name), parent (the code of the agency above),",
    "sort (a number). Kinds:",
    ...Object.entries(agencyKinds).map(([kind, vi]) => `  ${kind.padEnd(13)} ${vi}`),
  ],
  request: z.object({ organization: z.string().nullable(), rows: z.array(row) }),
  async prepare(line) {
    const csv = await readFile(line.positionals[0] ?? "", "utf8");
    const rows = parseCsvTable(csv, { required: ["name", "kind"], optional: ["code", "parent", "sort"] });
    return { organization: line.text("organization"), rows: rows.map((one) => ({ ...one })) };
  },
  async perform(services, request) {
    const organization = await organizationFor(services, request.organization);
    const directory = directoryOf(services);
    const known = new Map((await services.directory.agencies(organization.id)).map((one) => [one.code, one.id]));
    const report: ImportedRow[] = [];
    for (const one of parentsFirst(request.rows)) {
      report.push(await importRow(one, { directory, organization, known }));
    }
    return importOutcome(
      report.sort((a, b) => a.line - b.line),
      "agency",
    );
  },
});

interface Target {
  readonly directory: Directory;
  readonly organization: Organization;
  readonly known: Map<string, AgencyId>;
}

async function importRow(row: AgencyRow, { directory, organization, known }: Target): Promise<ImportedRow> {
  const code = codeOf(row);
  const done = { line: row.line, item: code ?? row.name };
  try {
    if (code !== null && known.has(code)) return { ...done, outcome: "exists" };
    const parent = row.parent === "" ? null : known.get(row.parent.toLowerCase());
    if (parent === undefined) throw new CongvuError("not-found", `parent ${row.parent}`);
    const sortOrder = row.sort === "" ? 0 : Number(row.sort);
    if (!Number.isSafeInteger(sortOrder)) throw new CongvuError("invalid", "sort is no whole number");
    const agency = { parent, name: row.name, code: code ?? "", kind: row.kind, sortOrder };
    known.set(code ?? "", await directory.createAgency(organization, agency));
    return { ...done, outcome: "created" };
  } catch (error) {
    return refusalOf(done, error);
  }
}

/** As given, else by the first letters of the name; null when that gives none. */
function codeOf(row: AgencyRow): string | null {
  if (row.code !== "") return row.code.toLowerCase();
  try {
    return unitCode(row.name, ["va"]);
  } catch {
    return null;
  }
}

/** In the file's order, except that a child waits for its parent when the parent stands further down. */
function parentsFirst(rows: readonly AgencyRow[]): AgencyRow[] {
  const byCode = new Map(rows.map((one) => [codeOf(one), one]));
  const ordered = new Set<AgencyRow>();
  const visit = (one: AgencyRow, above: ReadonlySet<AgencyRow>) => {
    const parent = one.parent === "" ? undefined : byCode.get(one.parent.toLowerCase());
    if (parent && !above.has(parent)) visit(parent, new Set([...above, one]));
    ordered.add(one);
  };
  for (const one of rows) visit(one, new Set());
  return [...ordered];
}
