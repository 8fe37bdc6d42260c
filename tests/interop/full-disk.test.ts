// E07: a full disk gives 452 and loses nothing; reading and deleting still work, and mail is taken again once there is
// room. On a small loop-mounted ext4 of its own; needs root and loop devices.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import { startTestServer } from "#tests/support/server.ts";
import { SmtpClient, type SmtpReply } from "#tests/support/smtp-client.ts";

const lacks = (): string | false => {
  if (process.getuid?.() !== 0) return "needs root to mount a loop device";
  return spawnSync("losetup", ["-f"]).status === 0 ? false : "needs loop devices";
};

function smallDisk(): { folder: string; remove(): void } {
  const top = mkdtempSync(path.join(tmpdir(), "congvu-full-"));
  const folder = path.join(top, "mnt");
  const image = path.join(top, "disk.img");
  mkdirSync(folder);
  execFileSync("truncate", ["-s", "160M", image]);
  execFileSync("mkfs.ext4", ["-q", "-F", "-m", "0", image]);
  execFileSync("mount", ["-o", "loop", image, folder]);
  return {
    folder,
    remove() {
      spawnSync("umount", [folder]);
      rmSync(top, { recursive: true, force: true });
    },
  };
}

const letter = (n: number) => Buffer.from(`From: a@ngoai.vn\r\nSubject: ${n}\r\n\r\nThư ${n}\r\n`);

test("E07 a full disk answers 452, keeps every letter, lets people read and delete, and takes mail again", {
  skip: lacks(),
}, async () => {
  const disk = smallDisk();
  const server = await startTestServer({ data: path.join(disk.folder, "data") });
  const { mail } = server.services;
  try {
    const hoa = await server.addPerson("hoa@test.gov.vn");
    const send = async (n: number): Promise<SmtpReply> => {
      const client = await SmtpClient.open(server.port("smtp"));
      const reply = await client.send("a@ngoai.vn", [hoa.address], letter(n));
      client.close();
      return reply;
    };
    /** Repeats a letter until the answer is `code`: the server looks at the disk once a second. */
    const sendUntil = async (code: number): Promise<SmtpReply> => {
      for (let n = 0; ; n++) {
        const reply = await send(n);
        if (reply.code === code) return reply;
        assert.ok(n < 20_000, `no ${code}`);
      }
    };
    assert.equal((await send(1)).code, 250);
    const { bavail, bsize } = statfsSync(disk.folder);
    const filler = path.join(disk.folder, "filler");
    execFileSync("fallocate", ["-l", String(bavail * bsize - 8 * 2 ** 20), filler]);
    const reply = await sendUntil(452);
    assert.match(reply.text, /^452 4\.3\.1 /);
    const inbox = (await mail.folders(hoa.handle)).find((folder) => folder.role === "inbox");
    assert.ok(inbox && inbox.total >= 1);
    using view = await mail.openView(hoa.handle, inbox.id);
    const { uids, emailNos, count } = await view.initial();
    assert.equal(count, inbox.total);
    for (const emailNo of emailNos.subarray(0, count)) await mail.body(hoa.handle, emailNo as never);
    assert.deepEqual(await mail.removePlacements(hoa.handle, { folder: inbox.id, uids: [uids[0] ?? 0] }), [uids[0]]);
    rmSync(filler);
    await sendUntil(250);
  } finally {
    await server.close();
    disk.remove();
  }
});
