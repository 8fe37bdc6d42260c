// E09: a letter damaged on the disk is never served, and does not stand in the way of the others.
import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { it } from "node:test";
import { openImap } from "./door.ts";

it("E09 the letters around a damaged one are served, and the answer is NO", async () => {
  const data = mkdtempSync(path.join(tmpdir(), "congvu-imap-"));
  const door = await openImap({ data });
  try {
    const peer = await door.signIn(await door.addPerson(), null);
    const large = () => Array.from({ length: 40_000 }, () => Math.random().toString(36).slice(2, 6)).join("");
    for (const subject of ["mot", "hai", "ba"]) {
      await peer.append(`Subject: ${subject}\r\n\r\n${subject === "hai" ? large() : subject}\r\n`);
    }
    const stored = readdirSync(data, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name))
      .filter((file) => !/\.db|-wal|-shm|lock|tls/.test(file));
    assert.equal(stored.length, 1, String(stored));
    const bytes = readFileSync(stored[0] ?? "");
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
    writeFileSync(stored[0] ?? "", bytes);

    await peer.ok("SELECT INBOX");
    const lines = await peer.command("FETCH 1:3 (UID BODY.PEEK[])");
    assert.match(lines.at(-1) ?? "", /^NO \[SERVERBUG\]/);
    assert.deepEqual(
      lines.slice(0, -1).map((line) => /Subject: (\w+)/.exec(line)?.[1]),
      ["mot", "ba"],
    );
    assert.match(await peer.answer("FETCH 2 (ENVELOPE)"), /^OK/);
  } finally {
    await door.close();
    rmSync(data, { recursive: true, force: true });
  }
});
