// Every dialogue of tests/dialogs/pop3, each as written and once more octet by octet.
import assert from "node:assert/strict";
import { globSync } from "node:fs";
import path from "node:path";
import { describe, it } from "node:test";
import { Letters, name, password } from "#pop3/maildrop.test-support.ts";
import { readDialog, runDialog } from "#tests/support/dialog.ts";
import { openDoor } from "./door.ts";

const letters = [
  "Subject: dots\r\n\r\n.\r\n..hai\r\na.",
  "Subject: =?UTF-8?B?TeG7mXQ=?=\r\n\r\nmột\r\nhai\r\n",
  "Subject: empty\r\n\r\n",
];
const base64 = (text: string) => Buffer.from(text).toString("base64");
const [size1, size2, size3] = letters.map((letter) => String(Buffer.byteLength(letter)));
const variables = {
  name,
  password,
  plain: base64(`\0${name}\0${password}`),
  wrong: base64(`\0${name}\0wrong`),
  name64: base64(name),
  password64: base64(password),
  octets: String(Buffer.byteLength(letters.join(""))),
  size1: size1 ?? "",
  size2: size2 ?? "",
  size3: size3 ?? "",
};

/** Dialogues about what comes in one segment. */
const inOneWrite = new Set(["stls-injection", "web-browser"]);

const folder = path.join(import.meta.dirname, "..", "dialogs", "pop3");
const files = globSync("*.dialog", { cwd: folder }).sort();

describe("POP3 dialogues", () => {
  it("are there", () => assert.ok(files.length >= 9));

  for (const file of files) {
    const dialog = readDialog(path.join(folder, file), variables);
    const title = path.basename(file, ".dialog");
    for (const octetByOctet of inOneWrite.has(title) ? [false] : [false, true])
      it(`${title}${octetByOctet ? ", octet by octet" : ""}: ${dialog.why}`, async () => {
        await using door = await openDoor(new Letters(letters), { allowPlaintextLoopback: dialog.door !== "strict" });
        await runDialog(dialog, { host: "127.0.0.1", port: door.listener.port, octetByOctet });
      });
  }
});
