// curl as a foreign IMAP client: in the clear on loopback, after STARTTLS, over TLS; reading, storing, searching.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { promisify } from "node:util";
import { startTestServer, type TestPerson, type TestServer } from "#tests/support/server.ts";
import { findTool } from "../../scripts/tools.ts";

const letters = [
  "From: an@test.gov.vn\r\nSubject: một\r\n\r\nKính gửi\r\n",
  `Subject: two\r\n\r\n${"x".repeat(200_000)}\r\n`,
];

let server: TestServer;
let person: TestPerson;
let folder: string;

before(async () => {
  server = await startTestServer();
  person = await server.addPerson("lan@test.gov.vn", { password: "mật khẩu dài" });
  folder = mkdtempSync(path.join(tmpdir(), "congvu-curl-"));
});
after(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

async function curl(door: "imap" | "imaps", where: string, ...options: string[]): Promise<string> {
  const url = `${door}://127.0.0.1:${server.port(door)}/${where}`;
  const user = `${person.address}:${person.password}`;
  const args = ["--silent", "--show-error", "--insecure", "--max-time", "20", "--user", user, ...options, url];
  const { stdout } = await promisify(execFile)(findTool("curl") ?? "curl", args, { maxBuffer: 1 << 22 });
  return stdout;
}

describe("curl over IMAP", () => {
  it("stores letters byte for byte", async () => {
    for (const [index, letter] of letters.entries()) {
      const file = path.join(folder, `${index}.eml`);
      writeFileSync(file, letter);
      await curl("imaps", "INBOX", "--upload-file", file);
    }
  });

  const ways = [
    { why: "in the clear on loopback", door: "imap", options: [] },
    { why: "after STARTTLS", door: "imap", options: ["--ssl-reqd"] },
    { why: "over TLS", door: "imaps", options: [] },
    { why: "with SASL PLAIN", door: "imaps", options: ["--login-options", "AUTH=PLAIN"] },
    { why: "with SASL LOGIN", door: "imaps", options: ["--login-options", "AUTH=LOGIN"] },
    { why: "with an initial response", door: "imaps", options: ["--login-options", "AUTH=PLAIN", "--sasl-ir"] },
  ] as const;
  for (const { why, door, options } of ways) {
    it(`fetches every letter byte for byte ${why}`, async () => {
      for (const [index, letter] of letters.entries()) {
        assert.equal(await curl(door, `INBOX/;UID=${index + 1}`, ...options), letter);
      }
    });
  }

  it("fetches a section, a header field, and searches without diacritics", async () => {
    assert.equal(await curl("imaps", "INBOX/;UID=1/;SECTION=TEXT"), "Kính gửi\r\n");
    assert.equal(await curl("imaps", "INBOX?SUBJECT mot".replace(" ", "%20")), "* SEARCH 1\r\n");
    assert.match(await curl("imaps", "", "--request", 'LIST "" "*"'), /\* LIST \(.*\\Sent\) "\/" "?Sent"?\r\n/);
    assert.match(await curl("imaps", "", "--request", "STATUS INBOX (MESSAGES SIZE)"), /MESSAGES 2 SIZE 200\d\d\d/);
  });

  it("is refused with a wrong password", async () => {
    await assert.rejects(curl("imaps", "", "--user", `${person.address}:wrong`), { code: 67 }); // CURLE_LOGIN_DENIED
  });
});
