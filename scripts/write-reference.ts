// Writes the generated pages of docs/reference: `node bin/node26.mjs scripts/write-reference.ts`. Run it after a change of
// the settings, the commands or the error catalogue; tests/drift.test.ts asks for it.
import { writeFileSync } from "node:fs";
import path from "node:path";
import { referencePages } from "./reference-pages.ts";

const root = path.resolve(import.meta.dirname, "..");
for (const [file, text] of Object.entries(referencePages())) writeFileSync(path.join(root, file), text);
