// curl as a foreign POP3 client: in the clear on loopback, after STLS, over TLS, with both SASL mechanisms.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { after, before, describe, it } from "node:test";
import { promisify } from "node:util";
import { startTestServer, type TestPerson, type TestServer } from "#tests/support/server.ts";
import { findTool } from "../../scripts/tools.ts";

const letters = ["Subject: một\r\n\r\n.\r\n..dot\r\n", `Subject: two\r\n\r\n${"x".repeat(70_000)}\r\nend\r\n`];

let server: TestServer;
let person: TestPerson;

before(async () => {
  server = await startTestServer();
  person = await server.addPerson("lan@test.gov.vn", { password: "mật khẩu dài" });
  const { mail } = server.services;
  const inbox = (await mail.folders(person.handle)).find((folder) => folder.role === "inbox");
  assert.ok(inbox);
  const flags = { bits: 0, keywords: [] };
  const units = letters.map((letter) => ({ folder: inbox.id, bytes: Buffer.from(letter), flags }));
  await mail.append(person.handle, units);
});
after(() => server.close());

async function curl(door: "pop3" | "pop3s", path: string, ...options: string[]): Promise<string> {
  const url = `${door}://127.0.0.1:${server.port(door)}/${path}`;
  const user = `${person.address}:${person.password}`;
  const args = ["--silent", "--show-error", "--insecure", "--max-time", "20", "--user", user, ...options, url];
  const { stdout } = await promisify(execFile)(findTool("curl") ?? "curl", args, { maxBuffer: 1 << 20 });
  return stdout;
}

describe("curl over POP3", () => {
  const ways = [
    { why: "in the clear on loopback", door: "pop3", options: [] },
    { why: "after STLS", door: "pop3", options: ["--ssl-reqd"] },
    { why: "over TLS", door: "pop3s", options: [] },
    { why: "with SASL PLAIN", door: "pop3s", options: ["--login-options", "AUTH=PLAIN"] },
    { why: "with SASL LOGIN", door: "pop3s", options: ["--login-options", "AUTH=LOGIN"] },
    { why: "with an initial response", door: "pop3s", options: ["--login-options", "AUTH=PLAIN", "--sasl-ir"] },
  ] as const;
  for (const { why, door, options } of ways)
    it(`fetches every letter byte for byte ${why}`, async () => {
      for (const [index, letter] of letters.entries())
        assert.equal(await curl(door, String(index + 1), ...options), letter);
    });

  it("lists, asks for unique ids and tops", async () => {
    const listed = letters.map((letter, index) => `${index + 1} ${Buffer.byteLength(letter)}\r\n`).join("");
    assert.equal(await curl("pop3s", ""), listed);
    assert.match(await curl("pop3s", "", "--request", "UIDL"), /^1 (\d+)\.\d+\r\n2 \1\.\d+\r\n$/);
    assert.equal(await curl("pop3s", "", "--request", "TOP 2 0"), "Subject: two\r\n\r\n");
  });

  it("is refused with a wrong password", async () => {
    await assert.rejects(curl("pop3s", "", "--user", `${person.address}:wrong`), { code: 67 }); // CURLE_LOGIN_DENIED
  });

  it("removes a letter", async () => {
    await curl("pop3s", "1", "--request", "DELE", "--list-only");
    assert.match(await curl("pop3s", ""), /^1 \d+\r\n$/);
  });
});
