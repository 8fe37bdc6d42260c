// What a visitor's browser must fetch before it shows something, measured on the finished build: the entry, everything
// it imports statically, and the chunks a page needs at once. Budgets of the design (ux.md 2.7).
import { readFileSync } from "node:fs";
import path from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

interface ManifestChunk {
  readonly file: string;
  readonly imports?: readonly string[];
  readonly css?: readonly string[];
}
export type Manifest = Readonly<Record<string, ManifestChunk>>;

export interface Weight {
  readonly js: number;
  readonly css: number;
}

/** Budgets in octets: gzip for the application, brotli for the sign-in page. */
export const budgets = {
  inboxJs: 190 * 1024,
  inboxCss: 15 * 1024,
  composeJs: 45 * 1024,
  signInJs: 40 * 1024,
  fonts: 70 * 1024,
} as const;

const inboxRoots = ["index.html", "app/start.tsx", "i18n/vi.json"];
const composeRoots = ["mail/compose/ComposeDock.tsx"];
const signInRoots = ["index.html", "signin/page.ts"];

export function staticClosure(manifest: Manifest, roots: readonly string[]): Set<string> {
  const found = new Set<string>();
  const visit = (name: string): void => {
    const chunk = manifest[name];
    if (!chunk) throw new Error(`no chunk ${name} in the build's manifest`);
    if (found.has(name)) return;
    found.add(name);
    for (const one of chunk.imports ?? []) visit(one);
  };
  for (const root of roots) visit(root);
  return found;
}

export function readManifest(dist: string): Manifest {
  return JSON.parse(readFileSync(path.join(dist, ".vite", "manifest.json"), "utf8")) as Manifest;
}

const gzip = (bytes: Buffer): number => gzipSync(bytes, { level: 9 }).length;
const brotli = (bytes: Buffer): number =>
  brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;

function weigh(dist: string, manifest: Manifest, names: Iterable<string>, measure: (bytes: Buffer) => number): Weight {
  const js = new Set<string>();
  const css = new Set<string>();
  for (const name of names) {
    const chunk = manifest[name];
    if (chunk?.file.endsWith(".js")) js.add(chunk.file);
    for (const file of chunk?.css ?? []) css.add(file);
  }
  const sum = (files: Set<string>): number =>
    [...files].reduce((total, file) => total + measure(readFileSync(path.join(dist, file))), 0);
  return { js: sum(js), css: sum(css) };
}

export function sizes(dist: string): { inbox: Weight; compose: Weight; signIn: Weight; fonts: number } {
  const manifest = readManifest(dist);
  const inbox = staticClosure(manifest, inboxRoots);
  const compose = [...staticClosure(manifest, composeRoots)].filter((name) => !inbox.has(name));
  const fonts = Object.values(manifest)
    .map(({ file }) => file)
    .filter((file) => file.endsWith(".woff2"));
  return {
    inbox: weigh(dist, manifest, inbox, gzip),
    compose: weigh(dist, manifest, compose, gzip),
    signIn: weigh(dist, manifest, staticClosure(manifest, signInRoots), brotli),
    fonts:
      new Set(fonts).size === 0 ? 0 : fonts.reduce((sum, file) => sum + readFileSync(path.join(dist, file)).length, 0),
  };
}

const kb = (octets: number): string => `${(octets / 1024).toFixed(1)} KB`;

export function sizeReport(dist: string): string {
  const { inbox, compose, signIn, fonts } = sizes(dist);
  return [
    `inbox      ${kb(inbox.js)} js gz (budget ${kb(budgets.inboxJs)}), ${kb(inbox.css)} css gz (${kb(budgets.inboxCss)})`,
    `compose    ${kb(compose.js)} js gz on top (budget ${kb(budgets.composeJs)}), ${kb(compose.css)} css gz`,
    `sign-in    ${kb(signIn.js)} js br (budget ${kb(budgets.signInJs)}), ${kb(signIn.css)} css br`,
    `fonts      ${kb(fonts)} woff2 (budget ${kb(budgets.fonts)})`,
  ].join("\n");
}
