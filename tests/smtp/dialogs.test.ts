// Every dialogue of tests/dialogs/smtp with the real server, once as written and once octet by octet.
import { globSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { type DialogTarget, readDialog, runDialog } from "../support/dialog.ts";
import { startTestServer, type TestServer } from "../support/server.ts";

const folder = path.join(import.meta.dirname, "..", "dialogs", "smtp");
const files = globSync("*.dialog", { cwd: folder }).sort();
if (files.length === 0) throw new Error("no dialogues found");

const password = "mat-khau-thu-nghiem";
const base64 = (text: string) => Buffer.from(text).toString("base64");
const variables = {
  plain: base64(`\0lan@tinh.example\0${password}`),
  wrong: base64("\0lan@tinh.example\0mat-khau-sai"),
  stranger: base64("\0khong.ai@tinh.example\0mat-khau-sai"),
  other: base64(`root\0lan@tinh.example\0${password}`),
  name: base64("lan@tinh.example"),
  password: base64(password),
  wrongPassword: base64("mat-khau-sai"),
};

/** Sign-in without TLS is refused by one and allowed from loopback by the other. */
let strict: TestServer;
let lax: TestServer;

async function start(allowPlaintextLoopback: boolean): Promise<TestServer> {
  const settings = {
    hostname: "mail.tinh.example",
    "limits.message_bytes": "100000",
    "auth.allow_plaintext_loopback": String(allowPlaintextLoopback),
  };
  const server = await startTestServer({ domain: "tinh.example", settings });
  const lan = await server.addPerson("lan@tinh.example", { password });
  for (const name of ["minh", "hùng", "postmaster"]) await server.addPerson(`${name}@tinh.example`);
  await server.addUnit("vanphong@tinh.example", "Văn phòng", [lan]);
  return server;
}

before(async () => {
  [strict, lax] = await Promise.all([start(false), start(true)]);
});
after(() => Promise.all([strict.close(), lax.close()]));

const host = "127.0.0.1";
const doors: Readonly<Record<string, () => DialogTarget>> = {
  mx: () => ({ host, port: strict.port("smtp") }),
  submission: () => ({ host, port: strict.port("submission") }),
  submissions: () => ({ host, port: strict.port("submissions"), implicitTls: true }),
  plaintext: () => ({ host, port: lax.port("submission") }),
};

for (const file of files) {
  const dialog = readDialog(path.join(folder, file), variables);
  const target = doors[dialog.door];
  if (target === undefined) throw new Error(`${file}: unknown door ${dialog.door}`);
  const title = `dialogue ${path.basename(file, ".dialog")}: ${dialog.why}`;
  test(title, () => runDialog(dialog, target()));
  if (dialog.segments === "any")
    test(`${title} (octet by octet)`, () => runDialog(dialog, { ...target(), octetByOctet: true }));
}
