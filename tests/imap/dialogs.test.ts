// Every dialogue of tests/dialogs/imap with the real listener and store, once as written and once octet by octet, each
// in a fresh mailbox.
import { globSync } from "node:fs";
import path from "node:path";
import { after, test } from "node:test";
import { readDialog, runDialog } from "../support/dialog.ts";
import { type ImapDoor, openImap } from "./door.ts";

const folder = path.join(import.meta.dirname, "..", "dialogs", "imap");
const files = globSync("*.dialog", { cwd: folder }).sort();

const kinds = {
  default: () => openImap(),
  tls: () => openImap({ implicitTls: true, allowPlaintextLoopback: false }),
  strict: () => openImap({ allowPlaintextLoopback: false }),
} as const;
const isKind = (name: string): name is keyof typeof kinds => Object.hasOwn(kinds, name);

const open = new Map<string, Promise<ImapDoor>>();
after(async () => {
  for (const door of open.values()) await (await door).close();
});

function doorOf(name: string): Promise<ImapDoor> {
  if (!isKind(name)) throw new Error(`unknown door ${name}`);
  const door = open.get(name) ?? kinds[name]();
  open.set(name, door);
  return door;
}

/** Filled in where `$(name)` stands, before there is a person: enough to read the head of the file. */
const blank = { user: "u", password: "p", plain: "x", wrong: "x", user64: "x", password64: "x" };

if (files.length === 0) throw new Error("no dialogues found");
for (const file of files) {
  const { door: kind, why, segments } = readDialog(path.join(folder, file), blank);
  for (const octetByOctet of segments === "any" ? [false, true] : [false]) {
    const title = path.basename(file, ".dialog").replaceAll("-", " ");
    test(`dialogue ${title}${octetByOctet ? ", octet by octet" : ""}: ${why}`, async () => {
      const door = await doorOf(kind);
      const { address, password } = await door.addPerson();
      const base64 = (text: string) => Buffer.from(text).toString("base64");
      const dialog = readDialog(path.join(folder, file), {
        user: address,
        password,
        plain: base64(`\0${address}\0${password}`),
        wrong: base64(`\0${address}\0sai-mat-khau`),
        user64: base64(address),
        password64: base64(password),
      });
      await runDialog(dialog, { ...door.target, octetByOctet });
    });
  }
}
