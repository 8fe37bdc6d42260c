// mbsync (isync) keeps a Maildir and an account alike in both directions: letters, flags, expunges and new folders, over
// STARTTLS and over TLS.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { promisify } from "node:util";
import type { FolderId } from "#mail/ports.ts";
import { flagBits } from "#mail/ports.ts";
import { startTestServer, type TestPerson, type TestServer } from "#tests/support/server.ts";
import { findTool } from "../../scripts/tools.ts";

let server: TestServer;
let person: TestPerson;
let home: string;

before(async () => {
  server = await startTestServer();
  person = await server.addPerson("lan@test.gov.vn");
  home = mkdtempSync(path.join(tmpdir(), "congvu-mbsync-"));
  mkdirSync(path.join(home, "mail"));
});
after(async () => {
  await server.close();
  rmSync(home, { recursive: true, force: true });
});

/** One run of mbsync; `door` picks TLS from the start or STARTTLS. */
async function sync(door: "imap" | "imaps"): Promise<void> {
  const pem = path.join(
    server.data,
    "tls",
    readdirSync(path.join(server.data, "tls")).find((name) => name.includes("cert")) ?? "",
  );
  const config = [
    "IMAPAccount congvu",
    "Host localhost",
    `Port ${server.port(door)}`,
    `User ${person.address}`,
    `Pass ${person.password}`,
    `SSLType ${door === "imaps" ? "IMAPS" : "STARTTLS"}`,
    `CertificateFile ${pem}`,
    "AuthMechs PLAIN",
    "",
    "IMAPStore far",
    "Account congvu",
    "",
    "MaildirStore near",
    `Path ${home}/mail/`,
    `Inbox ${home}/mail/INBOX`,
    "SubFolders Verbatim",
    "",
    "Channel all",
    "Far :far:",
    "Near :near:",
    "Patterns *",
    "Create Both",
    "Remove Both",
    "Expunge Both",
    "Sync All",
    "SyncState *",
    "CopyArrivalDate yes",
    "",
  ];
  writeFileSync(path.join(home, "mbsyncrc"), config.join("\n"));
  await promisify(execFile)(findTool("mbsync") ?? "mbsync", ["-c", path.join(home, "mbsyncrc"), "-a"], {
    timeout: 60_000,
  });
}

const nearFiles = (folder: string): string[] =>
  ["cur", "new"].flatMap((part) => {
    const where = path.join(home, "mail", folder, part);
    return readdirSync(where).map((name) => path.join(where, name));
  });

const nearLetters = (folder: string): string[] =>
  nearFiles(folder)
    .map((file) => withoutMark(readFileSync(file, "latin1")))
    .sort();

/** mbsync marks the letters it carries itself, and stores Maildir letters with LF. */
const withoutMark = (letter: string): string => letter.replace(/^X-TUID: .*\r?\n/m, "").replaceAll("\r\n", "\n");

async function folderId(name: string): Promise<FolderId> {
  const found = (await server.services.mail.folders(person.handle)).find((folder) => folder.name === name);
  assert.ok(found, `no folder ${name}`);
  return found.id;
}

/** Letters and flags of a folder on the server, in the order of their uids. */
async function far(name: string): Promise<{ uid: number; bits: number; letter: string }[]> {
  const { mail } = server.services;
  using view = await mail.openView(person.handle, await folderId(name));
  const picture = await view.current();
  assert.ok(picture);
  const letters = [];
  for (let i = 0; i < picture.count; i++) {
    const no = picture.emailNos[i] ?? 0;
    const bytes = await mail.body(person.handle, no as Parameters<typeof mail.body>[1]);
    letters.push({
      uid: picture.uids[i] ?? 0,
      bits: picture.bits[i] ?? 0,
      letter: withoutMark(bytes.toString("latin1")),
    });
  }
  return letters;
}

const letterOf = (subject: string) =>
  `From: an@test.gov.vn\nTo: lan@test.gov.vn\nSubject: ${subject}\n\n${"dong\n".repeat(2_000)}`;

describe("mbsync both ways", () => {
  it("brings the server's letters with their flags", async () => {
    const { mail } = server.services;
    const inbox = await folderId("INBOX");
    await mail.append(
      person.handle,
      ["mot", "hai", "ba"].map((subject, index) => ({
        folder: inbox,
        bytes: Buffer.from(letterOf(subject).replaceAll("\n", "\r\n")),
        flags: { bits: index === 1 ? flagBits.seen | flagBits.flagged : 0, keywords: [] },
      })),
    );
    await sync("imaps");
    assert.deepEqual(nearLetters("INBOX"), ["ba", "hai", "mot"].map(letterOf));
    const flagged = nearFiles("INBOX").filter((file) => file.endsWith(":2,FS"));
    assert.equal(flagged.length, 1);
  });

  it("takes letters, flags and folders made on the other side", async () => {
    // mbsync takes folder names as the wire spells them: modified UTF-7.
    const made = path.join(home, "mail", "D&Hvc- &AOE-n");
    for (const part of ["cur", "new", "tmp"]) mkdirSync(path.join(made, part), { recursive: true });
    writeFileSync(path.join(made, "cur", "1.x:2,S"), letterOf("bon"));
    const [read] = nearFiles("INBOX").filter((file) => readFileSync(file, "latin1").includes("Subject: mot"));
    assert.ok(read);
    const base = path.basename(read).replace(/:2,.*$/, "");
    renameSync(read, path.join(home, "mail", "INBOX", "cur", `${base}:2,RS`));
    await sync("imap");
    const [first, second] = await far("INBOX");
    assert.equal(first?.bits, flagBits.seen | flagBits.answered);
    assert.equal(second?.bits, flagBits.seen | flagBits.flagged);
    const created = (await server.services.mail.folders(person.handle)).find(
      ({ total, name }) => total === 1 && name !== "INBOX",
    );
    assert.ok(created);
    const [carried] = await far(created.name);
    assert.equal(carried?.letter, letterOf("bon"));
    assert.equal(carried?.bits, flagBits.seen);
  });

  it("carries expunges both ways", async () => {
    const { mail } = server.services;
    const gone = nearFiles("INBOX").find((file) => readFileSync(file, "latin1").includes("Subject: hai"));
    assert.ok(gone);
    rmSync(gone);
    const last = (await far("INBOX")).at(-1);
    assert.ok(last);
    await mail.removePlacements(person.handle, { folder: await folderId("INBOX"), uids: [last.uid] });
    await sync("imaps");
    assert.deepEqual(
      (await far("INBOX")).map(({ letter }) => letter),
      [letterOf("mot")],
    );
    assert.deepEqual(nearLetters("INBOX"), [letterOf("mot")]);
  });

  it("changes nothing when nothing changed", async () => {
    const before = await far("INBOX");
    await sync("imap");
    await sync("imaps");
    assert.deepEqual(await far("INBOX"), before);
    assert.equal(nearFiles("INBOX").length, 1);
  });
});
