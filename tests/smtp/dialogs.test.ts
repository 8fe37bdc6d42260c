// Every dialogue of tests/dialogs/smtp with the real listener, once as written and once octet by octet.
import { globSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { readDialog, runDialog } from "../support/dialog.ts";
import { openDoor } from "../support/smtp-door.ts";

const folder = path.join(import.meta.dirname, "..", "dialogs", "smtp");
const files = globSync("*.dialog", { cwd: folder }).sort();

const doors = {
  mx: () => openDoor("mx"),
  submission: () => openDoor("submission", { allowPlaintextLoopback: false }),
  submissions: () => openDoor("submission", { implicitTls: true }),
  plaintext: () => openDoor("submission"),
} as const;
const isDoor = (name: string): name is keyof typeof doors => Object.hasOwn(doors, name);

if (files.length === 0) throw new Error("no dialogues found");
for (const file of files) {
  const dialog = readDialog(path.join(folder, file));
  const { door: name, why, segments } = dialog;
  if (!isDoor(name)) throw new Error(`${file}: unknown door ${name}`);
  for (const octetByOctet of segments === "any" ? [false, true] : [false]) {
    const title = path.basename(file, ".dialog").replaceAll("-", " ");
    test(`dialogue ${title}${octetByOctet ? ", octet by octet" : ""}: ${why}`, async () => {
      await using door = await doors[name]();
      await runDialog(dialog, { ...door.target, octetByOctet });
    });
  }
}
