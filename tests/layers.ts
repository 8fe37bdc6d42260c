// Who may import whom, as data: ARCHITECTURE.md shows the same table (tests/drift.test.ts) and tests/layers.test.ts holds
// the code to it. A new arrow edits both.

/** "audit/ports" allows the contract file alone; "mail/ports" also mail/doors.ts, the contract towards the doors. */
type Target = string;

export interface Layer {
  readonly folder: string;
  readonly may: readonly Target[];
  /** What only the one bridge file of a door folder may import besides. */
  readonly bridge?: { readonly file: string; readonly may: readonly Target[] };
}

const doorBridge = { file: "mail-backend.ts", may: ["mail/ports", "directory/ports", "auth/ports"] } as const;
const contracts = ["audit/ports", "directory/ports", "auth/ports", "mail/ports"] as const;

export const layers: readonly Layer[] = [
  { folder: "base", may: [] },
  { folder: "config", may: ["base"] },
  { folder: "net", may: ["base"] },
  { folder: "mime", may: ["base"] },
  { folder: "sasl", may: ["base"] },
  { folder: "regulations", may: ["base"] },
  { folder: "audit", may: ["base", "directory/ports"] },
  { folder: "directory", may: ["base", "regulations", "audit/ports"] },
  { folder: "auth", may: ["base", "sasl", "regulations", "directory/ports", "audit/ports"] },
  { folder: "mail", may: ["base", "mime", "regulations", "directory/ports", "auth/ports", "audit/ports"] },
  { folder: "smtp", may: ["base", "net", "sasl", "mime"], bridge: doorBridge },
  { folder: "imap", may: ["base", "net", "sasl", "mime"], bridge: doorBridge },
  { folder: "pop3", may: ["base", "net", "sasl", "mime"], bridge: doorBridge },
  { folder: "jmap", may: ["base", "net", "mime"], bridge: doorBridge },
  { folder: "api", may: ["base", "net", "mime", "jmap", "directory/ports", "auth/ports", "mail/ports"] },
  { folder: "storage", may: ["base", "mime", ...contracts] },
  { folder: "ops", may: ["base", "config", "auth/ports"] },
  {
    folder: "demo",
    may: ["base", "config", "mime", "regulations", "directory", "audit/ports", "auth/ports", "mail/ports"],
  },
  {
    folder: "cli",
    may: [
      ...["base", "config", "regulations", "directory", "ops", "demo", "main.ts", "services.ts"],
      ...["audit/ports", "auth/ports", "mail/ports"],
    ],
  },
  {
    folder: "services.ts",
    may: ["base", "config", "net", "directory", "auth", "mail", "storage", "ops", "audit/ports"],
  },
  { folder: "doors.ts", may: ["base", "config", "net", "ops", "smtp", "imap", "pop3", "api", "services.ts"] },
  { folder: "main.ts", may: ["base", "config", "net", "ops", "services.ts", "doors.ts"] },
  { folder: "web", may: ["api/contract"] },
];

/** Packages that only one place may use, so that replacing one touches little. */
export const packagePlaces: Readonly<Record<string, readonly string[]>> = {
  "node:sqlite": ["src/storage/", "src/ops/data-lock.ts"],
  "@hono/node-server": ["src/api/"],
  "@hono/zod-openapi": ["src/api/"],
  hono: ["src/api/"],
  zod: ["src/api/", "src/jmap/", "src/cli/"],
  "iconv-lite": ["src/mime/"],
  pino: ["src/base/log.ts"],
  "prom-client": ["src/ops/metrics.ts"],
  "smol-toml": ["src/config/"],
  "@peculiar/x509": ["src/ops/certificate.ts"],
  "reflect-metadata": ["src/ops/certificate.ts"],
};

/** Path of a file of ours, with "/" between, to its text. */
export type Sources = ReadonlyMap<string, string>;

export interface Fault {
  readonly file: string;
  readonly reason: string;
}

interface Import {
  readonly file: string;
  readonly specifier: string;
}

/** Everything that breaks the table or the manner of importing. An empty scan is a fault too. */
export function faultsIn(sources: Sources): Fault[] {
  if (sources.size === 0) return [{ file: "", reason: "no source file was found" }];
  const imports = [...sources].flatMap(([file, text]) => importsOf(text).map((specifier) => ({ file, specifier })));
  if (imports.length === 0) return [{ file: "", reason: "no import was found" }];
  return [
    ...imports.flatMap(mannerFaults),
    ...imports.flatMap(arrowFaults),
    ...imports.flatMap(packageFaults),
    ...cycles(imports),
  ];
}

function importsOf(text: string): string[] {
  const pattern = /(?:^|[\s;])(?:import|export)\s(?:[^"';]*?\sfrom\s)?"([^"]+)"|\bimport\(\s*"([^"]+)"\s*\)/gm;
  return [...text.matchAll(pattern)].map((match) => match[1] ?? match[2] ?? "");
}

/** "src/mail/search/fold.ts" → "mail"; "src/main.ts" → "main.ts"; "web/app/App.tsx" → "web". */
export function folderOf(file: string): string {
  const [root = "", folder = ""] = file.split("/");
  return root === "web" ? "web" : folder;
}

/** Leaving a folder is "#folder/file.ts"; inside it, at most one step up; always with the ending. */
function mannerFaults({ file, specifier }: Import): Fault[] {
  const fault = (reason: string) => [{ file, reason: `${reason}: ${specifier}` }];
  const isOurs = specifier.startsWith(".") || specifier.startsWith("#");
  if (!isOurs) return [];
  if (!/\.(ts|tsx|css|json|svg|mjs)(\?[a-z]+)?$/.test(specifier)) return fault("an import without its ending");
  if (!specifier.startsWith(".")) return [];
  if (folderOf(file) !== "web" && specifier.includes("../../")) return fault("an import that climbs two folders");
  if (folderOf(resolve(file, specifier)) !== folderOf(file) && !isRootFile(file))
    return fault("a relative import that leaves its folder");
  return [];
}

/** src/main.ts, src/services.ts and src/doors.ts lie side by side. */
const isRootFile = (file: string): boolean => /^src\/[^/]+\.ts$/.test(file);

function resolve(file: string, specifier: string): string {
  const parts = file.split("/").slice(0, -1);
  for (const step of specifier.split("/")) {
    if (step === "..") parts.pop();
    else if (step !== ".") parts.push(step);
  }
  return parts.join("/");
}

/** Where an import leads: "src/mail/ports.ts". Null = a package. */
function targetOf({ file, specifier }: Import): string | null {
  if (specifier.startsWith("#")) return `src/${specifier.slice(1)}`;
  return specifier.startsWith(".") ? resolve(file, specifier) : null;
}

function arrowFaults(one: Import): Fault[] {
  const target = targetOf(one);
  if (target === null) return [];
  const [from, to] = [folderOf(one.file), folderOf(target)];
  if (from === to) return [];
  const layer = layers.find(({ folder }) => folder === from);
  if (!layer) return [{ file: one.file, reason: `the folder ${from} is not in the table` }];
  const isBridge = layer.bridge !== undefined && one.file === `src/${from}/${layer.bridge.file}`;
  const may = isBridge ? [...layer.may, ...(layer.bridge?.may ?? [])] : layer.may;
  return may.some((allowed) => covers(allowed, target))
    ? []
    : [{ file: one.file, reason: `${from} may not import ${one.specifier}` }];
}

const contractFiles: Readonly<Record<string, readonly string[]>> = {
  "mail/ports": ["src/mail/ports.ts", "src/mail/doors.ts"],
};

function covers(allowed: Target, target: string): boolean {
  if (allowed.endsWith("/ports")) return (contractFiles[allowed] ?? [`src/${allowed}.ts`]).includes(target);
  return allowed.endsWith(".ts") ? target === `src/${allowed}` : target.startsWith(`src/${allowed}/`);
}

function packageFaults({ file, specifier }: Import): Fault[] {
  if (!file.startsWith("src/")) return [];
  const name = Object.keys(packagePlaces).find((one) => specifier === one || specifier.startsWith(`${one}/`));
  const places = name === undefined ? null : (packagePlaces[name] ?? []);
  if (places === null || places.some((place) => file.startsWith(place))) return [];
  return [{ file, reason: `${name} is used only in ${places.join(", ")}` }];
}

/** Rings of folders. A contract file counts as a folder of its own: it holds types that both sides know. */
function cycles(imports: readonly Import[]): Fault[] {
  const arrows = new Map<string, Set<string>>();
  for (const one of imports) {
    const target = targetOf(one);
    const [from, to] = [nodeOf(one.file), target === null ? null : nodeOf(target)];
    if (to === null || from === to) continue;
    arrows.set(from, (arrows.get(from) ?? new Set()).add(to));
  }
  return [...arrows.keys()].flatMap((start) => ringFrom(start, arrows));
}

function nodeOf(file: string): string {
  const isContract = /^src\/[^/]+\/ports\.ts$/.test(file) || file === "src/mail/doors.ts";
  if (isRootFile(file)) return "main";
  return isContract ? file : folderOf(file);
}

function ringFrom(start: string, arrows: ReadonlyMap<string, ReadonlySet<string>>): Fault[] {
  const seen = new Set<string>();
  const walk = (at: string, path: readonly string[]): Fault[] => {
    for (const next of arrows.get(at) ?? []) {
      if (next === start) return [{ file: start, reason: `a ring of folders: ${[...path, next].join(" → ")}` }];
      if (seen.has(next)) continue;
      seen.add(next);
      const found = walk(next, [...path, next]);
      if (found.length > 0) return found;
    }
    return [];
  };
  return walk(start, [start]);
}
